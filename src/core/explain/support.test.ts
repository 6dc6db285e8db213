import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LifetimesDocument } from "../document.ts";
import { DIAMOND } from "../testing/graphs.ts";
import { randomLifetimes } from "../testing/random.ts";
import { planOf } from "../testing/show-plan.ts";
import { textGraph } from "../testing/text-graph.ts";
import { supportOf } from "./support.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

describe("of the diamond, placed as x @20, a @0, b @90, c @50, d @0", () => {
  const plan = planOf(DIAMOND);
  const index = (id: string) => plan.storages.id.indexOf(id);

  test("a storage rests on those it meets, down to address 0", () => {
    expect(supportOf(plan, index("b"))).toEqual([
      { above: index("b"), below: index("c"), gap: 0, meet: { start: 2, end: 4 } },
      { above: index("c"), below: index("d"), gap: 0, meet: { start: 3, end: 4 } },
      { above: index("d"), below: -1, gap: 0, meet: null },
    ]);
    expect(supportOf(plan, index("x"))).toEqual([
      { above: index("x"), below: index("a"), gap: 0, meet: { start: 0, end: 1 } },
      { above: index("a"), below: -1, gap: 0, meet: null },
    ]);
  });

  test("in a plan for any order, conflicts decide and no steps are named", () => {
    const everyone = supportOf(plan, index("b"), () => true);
    expect(everyone.every(({ meet }) => meet === null)).toBe(true);
    expect(supportOf(plan, index("b"), () => false)).toEqual([
      { above: index("b"), below: -1, gap: 90, meet: null },
    ]);
  });
});

test("a plan for any order brings the conflicts that say what a storage rests on", () => {
  // of two branches side by side, each ends before the other begins in the order shown, yet not in every order
  const branches = textGraph(
    "input x 8\na:8 = Op(x)\nb:8 = Op(a)\nc:8 = Op(x)\nd:8 = Op(c)\ny:8 = Op(b d)\nout y",
  );
  const plan = planOf(branches, { lifetimes: "any-order", place: "greedy-by-size", inplace: false });
  const index = (id: string) => plan.storages.id.indexOf(id);
  const pair = [index("a"), index("d")].sort(
    (i, j) => (plan.storages.offset[j] ?? 0) - (plan.storages.offset[i] ?? 0),
  );
  const under = supportOf(plan, pair[0] ?? 0);
  expect(under.every(({ meet, gap }) => meet === null && gap === 0)).toBe(true);
  expect(under.map(({ above }) => above)).toContain(pair[1]);
});

test("gaps that an alignment leaves are told", () => {
  const document: LifetimesDocument = {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "aligned",
    buffers: [
      { id: "low", start: 0, end: 2, bytes: 10 },
      { id: "high", start: 0, end: 2, bytes: 8, alignment: 16 },
      { id: "empty", start: 0, end: 2, bytes: 0 },
    ],
  };
  const plan = planOf(document, { place: "greedy-by-size" });
  expect(supportOf(plan, 1)).toMatchObject([{ above: 1, below: 0, gap: 6 }, { below: -1 }]);
  expect(supportOf(plan, 2)).toEqual([]);
});

test("gaps and bytes of the chain add up to the address", () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom("greedy-by-size", "first-fit", "none"), (seed, place) => {
      const plan = planOf(randomLifetimes(seed, { count: 30, steps: 20, longest: 8, largest: 40 }), {
        place,
      });
      for (let i = 0; i < plan.storages.count; i++) {
        if (plan.storages.padded[i] === 0) continue;
        const chain = supportOf(plan, i);
        const sum = chain.reduce((sum, { below, gap }) => sum + gap + (plan.storages.padded[below] ?? 0), 0);
        expect(sum).toBe(plan.storages.offset[i]);
      }
    }),
    { numRuns },
  );
});
