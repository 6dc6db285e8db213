import { expect, test } from "vitest";
import { findingStore } from "../store/finding.ts";
import { sessionStore } from "../store/session.ts";
import { showAfresh } from "../store/testing/draw.ts";
import { find } from "./search.ts";

const DOCUMENT = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "net",
  tensors: [
    { id: "conv.weight", bytes: 8, role: "constant" },
    { id: "x", bytes: 8, role: "input" },
    { id: "a.conv", bytes: 8 },
    { id: "conv", bytes: 8 },
  ],
  nodes: [
    { id: "one", op: "Conv", inputs: ["x", "conv.weight"], outputs: ["a.conv"] },
    { id: "two", op: "Relu", inputs: ["a.conv"], outputs: ["conv"] },
  ],
  outputs: ["conv"],
} as const;

test("an exact name comes first, values in the arena before weights, then nodes by op", () => {
  showAfresh(DOCUMENT);
  expect(find("conv").map((f) => `${f.kind} ${f.title}`)).toEqual([
    "tensor conv",
    "tensor a.conv",
    "tensor conv.weight",
    "node one",
  ]);
});

test("what only says what waits for what is not offered", () => {
  const arm = (id: string) => ({ arm: `make ${id}`, body: [{ op: "store" as const, buffer: id }] });
  showAfresh({
    format: "memplan",
    version: 1,
    kind: "arms",
    name: "two arms",
    buffers: ["a", "b"].map((id) => ({ id: `zeta ${id}`, bytes: 8, access: "read_write" as const })),
    body: [arm("zeta a"), arm("zeta b")],
  });
  expect(find("zeta").map((f) => `${f.kind} ${f.title}`)).toEqual([
    "tensor zeta a",
    "tensor zeta b",
    "node make zeta a",
    "node make zeta b",
  ]);
});

test("a number is a step, if there is one", () => {
  showAfresh(DOCUMENT);
  expect(find("1").map((f) => f.title)).toContain("Go to step 1");
  expect(find("2").map((f) => f.title)).not.toContain("Go to step 2");
  find("step 1")[0]?.run();
  expect(sessionStore.getState().cursor).toBe(1);
});

test("an empty text lists commands only, a foreign one nothing", () => {
  showAfresh(DOCUMENT);
  expect(new Set(find("").map((f) => f.kind))).toEqual(new Set(["command"]));
  expect(find("zzz")).toEqual([]);
});

test.each(["size>64KiB", "-op:conv relu", "conv live@peak", "/conv[0-9]+/i", "addr:0x40"])(
  "%s is offered to the search bar first",
  (text) => {
    const [first] = find(text);
    expect(first).toMatchObject({ kind: "find", title: `Find ${text}` });
    first?.run();
    expect(sessionStore.getState().find).toBe(text);
    expect(findingStore.getState().shown).toBe(true);
  },
);

test.each(["conv", "step 3", "serving_default:0", "/a/b"])("%s is no text of the search bar", (text) => {
  expect(find(text).some(({ kind }) => kind === "find")).toBe(false);
});
