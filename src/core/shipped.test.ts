import { expect, test } from "vitest";
import { shippedBytes, shippedFacts } from "./shipped.ts";
import { textGraph } from "./testing/text-graph.ts";

const CHAIN = textGraph("input x 64\n n1: a:64 = F(x)\n n2: b:64 = F(a)\n out b");

function facts(offsets: Record<string, number>) {
  return shippedFacts({ ...CHAIN, shipped: { title: "by hand", offsets } });
}

test("a shipped plan takes as much as its highest byte, and tells how many tensors it places", () => {
  expect(facts({ x: 0, a: 64, b: 0 })).toEqual({
    title: "by hand",
    placed: 3,
    planned: 3,
    peak: 128,
    overlaps: [],
  });
  expect(facts({ a: 100 })).toMatchObject({ placed: 1, planned: 3, peak: 164, overlaps: [] });
});

test("tensors that a shipped plan lets meet are told in pairs", () => {
  expect(facts({ x: 0, a: 32, b: 0 })?.overlaps.map((o) => o.at)).toEqual([
    ["tensor:x", "tensor:a"],
    ["tensor:a", "tensor:b"],
  ]);
});

test("a file without a plan has no facts of one", () => {
  expect(shippedFacts(CHAIN)).toBeNull();
});

test("arenas of a plan that its reader has judged are as large as the file has them", () => {
  const arenas = [
    { peak: 184, capacity: 192 },
    { peak: 64, capacity: null },
  ];
  expect(shippedBytes({ title: "by hand", offsets: {}, conflicts: [] }, arenas)).toBe(256);
  // a capacity that a person sets is not what the file takes
  expect(shippedBytes({ title: "by hand", offsets: {} }, arenas)).toBe(248);
});
