import fc from "fast-check";
import { expect, test } from "vitest";
import type { LifetimesDocument } from "../document.ts";
import { blocksOf, leastPeak, overlaps, packingOf, peakOf } from "../testing/brute-force.ts";
import { planOf } from "../testing/show-plan.ts";
import { NO_WATCH } from "../watch.ts";
import { exact } from "./exact.ts";
import { bestOfMany } from "./portfolio.ts";

const numRuns = Math.ceil(Number(process.env.FC_RUNS ?? 200) / 2);

const rows = fc.array(
  fc
    .tuple(fc.nat(6), fc.integer({ min: 1, max: 5 }), fc.nat(20), fc.constantFrom(1, 1, 1, 4, 6))
    .map(([start, steps, bytes, alignment]) => [start, start + steps, bytes, alignment] as const),
  { maxLength: 6 },
);

test("without a capacity it gives the least peak of all, and proves it", () => {
  fc.assert(
    fc.property(rows, (all) => {
      const packing = packingOf(all);
      const { offset, proven } = exact.run(packing, NO_WATCH);
      const blocks = blocksOf(packing, offset);
      expect(overlaps(blocks)).toEqual([]);
      expect(peakOf(blocks)).toBe(leastPeak(packing));
      expect(proven).toBe(true);
    }),
    { numRuns },
  );
});

test("with a capacity that can be met it meets it, else gives the best greedy plan", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: -3, max: 3 }), (all, slack) => {
      const least = leastPeak(packingOf(all));
      const packing = { ...packingOf(all), capacity: Math.max(0, least + slack) };
      const blocks = blocksOf(packing, exact.run(packing, NO_WATCH).offset);
      expect(overlaps(blocks)).toEqual([]);
      if (slack >= 0) expect(peakOf(blocks)).toBeLessThanOrEqual(packing.capacity);
      else expect(peakOf(blocks)).toBe(bestOfMany(packing, NO_WATCH).peak);
    }),
    { numRuns },
  );
});

test("a capacity that is met is no proof that nothing lower exists", () => {
  // 40 bytes live at most, and 40 is enough; greedy takes more
  const packing = packingOf([
    [0, 2, 10],
    [1, 3, 20],
    [2, 4, 10],
    [0, 1, 30],
  ]);
  const { proven, offset } = exact.run({ ...packing, lowerBound: 25, capacity: 40 }, NO_WATCH);
  expect(peakOf(blocksOf(packing, offset))).toBeLessThanOrEqual(40);
  expect(proven).toBe(false);
});

test("of a capacity that cannot be met it proves so, and the plan says it", () => {
  const document: LifetimesDocument = {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "fixed in the way",
    capacity: 8,
    buffers: [
      { id: "a", start: 0, end: 2, bytes: 2, offset: 3 },
      { id: "b", start: 0, end: 1, bytes: 4 },
    ],
  };
  const [first] = planOf(document, { place: "exact" }).diagnostics;
  expect(first?.message).toMatch(/a search has proved that no placement fits in 8 B/);
  expect(planOf(document, { place: "greedy-by-size" }).diagnostics[0]?.message).not.toMatch(/proved/);
});
