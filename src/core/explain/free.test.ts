import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { peakContributors } from "../explain.ts";
import type { Plan } from "../plan.types.ts";
import { DIAMOND } from "../testing/graphs.ts";
import { randomGraph, randomLifetimes } from "../testing/random.ts";
import { planOf } from "../testing/show-plan.ts";
import { type FreeCurve, fragmentationAt, freeCurve } from "./free.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

function rowAt(curve: FreeCurve, step: number): [free: number, largest: number] {
  const after = curve.step.findIndex((s) => s > step);
  return [curve.free[after - 1] ?? -1, curve.largest[after - 1] ?? -1];
}

function byHoles(plan: Plan, arena: number, step: number): [free: number, largest: number] {
  const { free, largest } = fragmentationAt(plan, arena, step);
  return [free, largest];
}

describe("of the diamond, placed as x @20, a @0, b @90, c @50, d @0", () => {
  const plan = planOf(DIAMOND);

  test("what is free is told at each change", () => {
    const { step, free, largest, exact } = freeCurve(plan, 0);
    expect([...step]).toEqual([0, 1, 2, 3, 4]);
    expect([...free]).toEqual([90, 70, 30, 0, 0]);
    expect([...largest]).toEqual([90, 70, 30, 0, 0]);
    expect(exact).toBe(true);
  });

  test("fragmentation is the part of the free bytes outside the largest block", () => {
    expect(fragmentationAt(plan, 0, 3)).toEqual({ free: 0, largest: 0, holes: 0, ratio: 0, above: 0 });
    const holed = planOf({
      format: "memplan",
      version: 1,
      kind: "lifetimes",
      name: "holed",
      buffers: [
        { id: "a", start: 0, end: 1, bytes: 10, offset: 30 },
        { id: "b", start: 1, end: 2, bytes: 50, offset: 0 },
      ],
    });
    expect(fragmentationAt(holed, 0, 0)).toEqual({ free: 40, largest: 30, holes: 2, ratio: 0.25, above: 0 });
  });

  test("free bytes above the capacity are of no use, and told apart", () => {
    const plan = planOf({
      format: "memplan",
      version: 1,
      kind: "lifetimes",
      name: "over",
      capacity: 40,
      buffers: [
        { id: "a", start: 0, end: 1, bytes: 10, offset: 10 },
        { id: "b", start: 1, end: 2, bytes: 50, offset: 0 },
      ],
    });
    expect(fragmentationAt(plan, 0, 0)).toEqual({
      free: 30,
      largest: 20,
      holes: 2,
      ratio: 1 - 20 / 30,
      above: 10,
    });
    expect(fragmentationAt(plan, 0, 1)).toMatchObject({ free: 0, above: 0 });
    const curve = freeCurve(plan, 0);
    expect([rowAt(curve, 0), rowAt(curve, 1)]).toEqual([
      [30, 20],
      [0, 0],
    ]);
  });

  test("each of the peak says what the bound would lose without it", () => {
    // 120 alive at steps 3, 90 before: nothing saves more than 30
    expect(peakContributors(plan).map(({ storage, saves }) => [plan.storages.id[storage], saves])).toEqual([
      ["d", 30],
      ["c", 40],
      ["b", 30],
    ]);
  });
});

test("the curve is what the holes are at every step", () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, graph) => {
      const plan = planOf(
        graph
          ? randomGraph(seed, 20)
          : randomLifetimes(seed, { count: 30, steps: 25, longest: 9, largest: 40 }),
      );
      plan.arenas.forEach((_, a) => {
        const curve = freeCurve(plan, a);
        expect(curve.step.at(-1)).toBe(plan.steps);
        for (let step = 0; step < plan.steps; step++)
          expect(rowAt(curve, step)).toEqual(byHoles(plan, a, step));
      });
    }),
    { numRuns },
  );
});

test("with too many rows each says the least of the steps that it covers", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const plan = planOf(randomLifetimes(seed, { count: 60, steps: 100, longest: 30, largest: 40 }));
      const curve = freeCurve(plan, 0, 10);
      expect(curve.exact).toBe(false);
      expect(curve.step.length).toBeLessThanOrEqual(12);
      for (let r = 0; r + 1 < curve.step.length; r++) {
        const steps = Array.from(
          { length: (curve.step[r + 1] ?? 0) - (curve.step[r] ?? 0) },
          (_, i) => (curve.step[r] ?? 0) + i,
        ).map((step) => byHoles(plan, 0, step));
        expect(curve.free[r]).toBe(Math.min(...steps.map(([free]) => free)));
        expect(curve.largest[r]).toBe(Math.min(...steps.map(([, largest]) => largest)));
      }
    }),
    { numRuns },
  );
});

test("what a storage of the peak saves is what the bound loses when it is taken out", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const document = randomLifetimes(seed, { count: 12, steps: 12, longest: 6, largest: 40 });
      const plan = planOf(document);
      for (const { storage, saves } of peakContributors(plan)) {
        const buffers = document.buffers.filter((_, b) => b !== storage);
        const without = planOf({ ...document, buffers });
        expect(saves).toBe(plan.stats.lowerBoundBytes - without.stats.lowerBoundBytes);
      }
    }),
    { numRuns },
  );
});
