import { expect, test } from "vitest";
import type { LifetimesDocument } from "../core/document.ts";
import { planDocument } from "../core/plan.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { NO_WATCH } from "../core/watch.ts";
import { noReuseCurve, totalOf } from "./ghosts.ts";
import { holeRound } from "./hole-round.ts";
import { bytesAbove, MOST_LISTED, overCapacity } from "./over-capacity.ts";
import { chainAt, couldUse, hindranceOf } from "./spot.ts";

/** Below: a, idle, b. Above them: c and d, which would fit where nobody is between a and b. */
const DOCUMENT: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "hole",
  capacity: 240,
  buffers: [
    { id: "a", start: 0, end: 2, bytes: 96, offset: 0 },
    { id: "b", start: 8, end: 9, bytes: 96, offset: 0 },
    { id: "c", start: 3, end: 6, bytes: 60, offset: 96 },
    { id: "d", start: 2, end: 8, bytes: 90, offset: 160 },
    { id: "e", start: 0, end: 9, bytes: 10, offset: 256 },
  ],
};

function planned() {
  const plan = planDocument(DOCUMENT, { ...DEFAULT_SETTINGS, alignment: 16 }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

const PLAN = planned();
const named = (s: number) => PLAN.storages.id[s];

test("an address tells its tenants in turn with the dead steps before each and after the last", () => {
  const { tenants, after } = chainAt(PLAN, 0, 5);
  expect(tenants.map(({ storage, idle }) => [named(storage), idle.start, idle.end])).toEqual([
    ["a", 0, 0],
    ["b", 2, 8],
  ]);
  expect(after).toEqual({ start: 9, end: 9 });
  expect(chainAt(PLAN, 0, 5000)).toEqual({ tenants: [], after: { start: 0, end: 9 } });
});

test("what of a hole lies above the capacity is known, and nobody is told to go there", () => {
  expect(bytesAbove(PLAN, 0, 0, 200)).toBe(0);
  expect(bytesAbove(PLAN, 0, 200, 256)).toBe(16);
  expect(bytesAbove(PLAN, 0, 250, 256)).toBe(6);
  const hole = { start: 0, end: 9, low: 96, high: 160 };
  const tight = { ...PLAN, arenas: PLAN.arenas.map((arena) => ({ ...arena, capacity: 100 })) };
  expect(couldUse(PLAN, 0, hole).map(({ storage }) => named(storage))).toContain("e");
  expect(couldUse(tight, 0, hole)).toEqual([]);
});

test("who could have used a hole lives within its steps, fits with its alignment and lies higher; most first", () => {
  const hole = holeRound(PLAN, 0, 4, 10);
  expect(hole).toEqual({ start: 2, end: 8, low: 0, high: 96 });
  if (hole === undefined) throw new Error("no hole");
  const users = couldUse(PLAN, 0, hole);
  expect(users.map(({ storage, offset, lower, area }) => [named(storage), offset, lower, area])).toEqual([
    ["d", 0, 160, 96 * 6],
    ["c", 0, 96, 64 * 3],
  ]);
  expect(couldUse(PLAN, 0, { ...hole, high: 80 }).map(({ storage }) => named(storage))).toEqual(["c"]);
  expect(couldUse(PLAN, 0, { ...hole, low: 20 }).map(({ storage }) => named(storage))).toEqual(["c"]);
  expect(hindranceOf(PLAN)).toBeNull();
  expect(hindranceOf({ ...PLAN, settings: { ...PLAN.settings, slots: true } })).toBe("slots");
});

test("without reuse every birth adds its padded bytes, up to their sum", () => {
  const { step, bytes } = noReuseCurve(PLAN, 0);
  expect([...step]).toEqual([0, 2, 3, 8, 9]);
  expect([...bytes]).toEqual([112, 208, 272, 368, 0]);
  expect(totalOf(PLAN, 0)).toBe(368);
});

test("what reaches above the capacity is listed with the bytes of it that are there", () => {
  const { count, list } = overCapacity(PLAN, 0);
  expect(count).toBe(2);
  expect(list.map(({ storage, bytes }) => [named(storage), bytes])).toEqual([
    ["d", 16],
    ["e", 16],
  ]);
});

test("of very many above the capacity all are counted and those with the most bytes there are listed", () => {
  const buffers = Array.from({ length: 3000 }, (_, i) => ({
    id: `b${i}`,
    start: i,
    end: i + 1,
    bytes: 100 + ((i * 7919) % 1500),
    offset: 0,
  }));
  const plan = planDocument({ ...DOCUMENT, capacity: 100, buffers }, DEFAULT_SETTINGS, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  const { bytes, padded } = plan.value.storages;
  const { count, list } = overCapacity(plan.value, 0);
  const all = [...padded].map((n, storage) => ({ storage, bytes: n - 100 })).filter((o) => o.bytes > 0);
  all.sort((a, b) => b.bytes - a.bytes || a.storage - b.storage);
  expect(bytes.length).toBe(3000);
  expect(count).toBe(all.length);
  expect(list).toEqual(all.slice(0, MOST_LISTED));
});
