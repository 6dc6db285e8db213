import fc from "fast-check";
import { expect, test } from "vitest";
import { blocksOf, leastPeak, overlaps, packingOf, peakOf } from "../testing/brute-force.ts";
import { NO_WATCH } from "../watch.ts";
import { best } from "./best.ts";
import { portfolio } from "./portfolio.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

const life = fc
  .tuple(fc.nat(8), fc.integer({ min: 1, max: 6 }))
  .map(([start, n]) => [start, start + n] as const);
const rows = (most: number) =>
  fc.array(
    fc
      .tuple(life, fc.nat(12), fc.constantFrom(1, 1, 1, 2, 4, 6))
      .map(([[start, end], bytes, alignment]) => [start, end, bytes, alignment] as const),
    { maxLength: most },
  );

test("best finds the least peak of all and knows that it has", () => {
  fc.assert(
    fc.property(rows(6), (all) => {
      const packing = packingOf(all);
      const { offset, proven } = best.run(packing, NO_WATCH);
      const peak = peakOf(blocksOf(packing, offset));
      expect(peak).toBe(leastPeak(packing));
      expect(proven || peak === packing.lowerBound).toBe(true);
    }),
    { numRuns },
  );
});

test("best proves that nothing is lower where the bound cannot be reached", () => {
  // three bytes alive at once, but each at an even address
  const packing = packingOf([
    [0, 2, 1, 2],
    [0, 2, 1, 2],
    [1, 3, 1, 2],
  ]);
  expect(packing.lowerBound).toBe(3);
  const { offset, proven } = best.run(packing, NO_WATCH);
  expect(peakOf(blocksOf(packing, offset))).toBe(5);
  expect(proven).toBe(true);
});

test("best is never above the portfolio, says nothing is proven without a proof, and stays within its budget", () => {
  fc.assert(
    fc.property(rows(40), fc.constantFrom(0, 1, 100, 3000), (all, budget) => {
      const packing = { ...packingOf(all), budget };
      const { offset, proven, steps = 0 } = best.run(packing, NO_WATCH);
      const blocks = blocksOf(packing, offset);
      expect(overlaps(blocks)).toEqual([]);
      expect(peakOf(blocks)).toBeLessThanOrEqual(
        peakOf(blocksOf(packing, portfolio.run(packing, NO_WATCH).offset)),
      );
      expect(steps).toBeLessThanOrEqual(budget + 2);
      if (!proven) return;
      const more = best.run({ ...packing, budget: 50_000, seed: 2 }, NO_WATCH);
      expect(peakOf(blocksOf(packing, more.offset))).toBe(peakOf(blocks));
    }),
    { numRuns },
  );
});

test("best keeps fixed offsets, and proves no less for them", () => {
  const packing = packingOf([
    [0, 4, 4, 1, 4],
    [0, 2, 4],
    [2, 4, 4],
    [1, 3, 4],
  ]);
  const { offset, proven } = best.run(packing, NO_WATCH);
  expect(offset[0]).toBe(4);
  expect(overlaps(blocksOf(packing, offset))).toEqual([]);
  expect(peakOf(blocksOf(packing, offset))).toBe(12);
  expect(proven).toBe(true);
});

test("best packs into a window of a life, and proves what it does there", () => {
  // while b lives, a needs only its upper half, and b fits below it: 4 bytes in all
  const packing = packingOf([
    [0, 4, 4],
    [1, 3, 2],
  ]);
  const gaps = {
    from: Int32Array.of(0, 1, 1),
    start: Int32Array.of(1),
    end: Int32Array.of(3),
    low: Float64Array.of(2),
    high: Float64Array.of(4),
  };
  const within = best.run({ ...packing, gaps, lowerBound: 4 }, NO_WATCH);
  expect(Array.from(within.offset)).toEqual([0, 0]);
  expect(within.proven).toBe(true);
  // a byte more of the window and it takes 5, which only a search can prove
  const narrow = { ...gaps, low: Float64Array.of(1) };
  const above = best.run({ ...packing, gaps: narrow, lowerBound: 4 }, NO_WATCH);
  expect(peakOf(blocksOf(packing, above.offset))).toBe(5);
  expect(above.proven).toBe(true);
});
