import { expect, test } from "vitest";
import { pairing } from "./geometry.ts";
import { planned, randomPlan } from "./testing/frames.ts";
import { makeTransition } from "./transition.ts";

const two = (offset: number) =>
  planned({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "t",
    buffers: [
      { id: "a", start: 0, end: 4, bytes: 64, offset },
      { id: "b", start: 4, end: 8, bytes: 64, offset: 0 },
    ],
  });

test("a storage glides from its old address to its new one and stays there", () => {
  const before = two(0);
  const after = two(1024);
  const transition = makeTransition({ matches: false });
  transition.begin(before, after);
  const a = after.storages.id.indexOf("a");
  expect(transition.at(after, 1000).geometry.offset[a]).toBe(0);
  expect(transition.at(after, 1100).geometry.offset[a]).toBe(512);
  const end = transition.at(after, 1200);
  expect(end.geometry.offset[a]).toBe(1024);
  expect(end.under).toBeUndefined();
});

test("with reduced motion the new plan is just there", () => {
  const after = two(1024);
  const transition = makeTransition({ matches: true });
  transition.begin(two(0), after);
  expect(transition.at(after, 0).under).toBeUndefined();
});

test("plans of different things do not morph into each other", () => {
  const other = planned({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "o",
    buffers: [{ id: "z", start: 0, end: 4, bytes: 64 }],
  });
  expect(pairing(two(0), other)).toBeUndefined();
});

test("storages are paired by id, whatever their places in the columns", () => {
  const before = randomPlan(1);
  const after = randomPlan(1);
  const pairs = pairing(before, after);
  expect([...(pairs ?? [])].every((b, a) => before.storages.id[b] === after.storages.id[a])).toBe(true);
});

test("an edited document's storages are paired by id, and new ones come where they are", () => {
  const spec = (id: string, offset: number) => ({ id, start: 0, end: 4, bytes: 64, offset });
  const lifetimes = (...buffers: ReturnType<typeof spec>[]) =>
    planned({ format: "memplan", version: 1, kind: "lifetimes", name: "t", buffers });
  const before = lifetimes(spec("a", 0), spec("b", 64), spec("c", 128));
  const after = lifetimes(spec("new", 0), spec("c", 64), spec("b", 128));
  const transition = makeTransition({ matches: false });
  transition.begin(before, after);
  const { offset } = transition.at(after, 0).geometry;
  const of = (id: string) => offset[after.storages.id.indexOf(id)];
  expect([of("new"), of("c"), of("b")]).toEqual([0, 128, 64]);
});
