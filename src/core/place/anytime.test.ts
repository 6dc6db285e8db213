import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blocksOf, overlaps, packingOf, peakOf } from "../testing/brute-force.ts";
import { NO_WATCH, type Watch } from "../watch.ts";
import { PLACEMENTS } from "./index.ts";

const numRuns = Math.ceil(Number(process.env.FC_RUNS ?? 200) / 8);

const rows = fc.array(
  fc
    .tuple(fc.nat(20), fc.integer({ min: 1, max: 10 }), fc.nat(40), fc.constantFrom(1, 1, 1, 4, 12))
    .map(([start, n, bytes, alignment]) => [start, start + n, bytes, alignment] as const),
  { maxLength: 30 },
);
const budgets = fc.constantFrom(0, 1, 50, 2000);
const seeds = fc.nat(2 ** 31 - 1);

describe.each(PLACEMENTS)("$id", ({ run }) => {
  test("gives the same offsets for the same seed and budget", () => {
    fc.assert(
      fc.property(rows, seeds, budgets, (all, seed, budget) => {
        const packing = { ...packingOf(all), seed, budget };
        expect(run(packing, NO_WATCH)).toEqual(run(packing, NO_WATCH));
      }),
      { numRuns },
    );
  });

  test("tells of ever better plans, each sound, and ends with the best of them", () => {
    fc.assert(
      fc.property(rows, seeds, budgets, (all, seed, budget) => {
        const packing = { ...packingOf(all), seed, budget };
        const heard: number[] = [];
        const { offset } = run(packing, NO_WATCH, (better) => {
          const blocks = blocksOf(packing, better);
          expect(overlaps(blocks)).toEqual([]);
          heard.push(peakOf(blocks));
        });
        expect(heard.every((peak, k) => k === 0 || peak < (heard[k - 1] ?? 0))).toBe(true);
        if (heard.length > 0) expect(peakOf(blocksOf(packing, offset))).toBe(heard.at(-1));
      }),
      { numRuns },
    );
  });

  test("asked to stop, at once or later, gives the best that it has", () => {
    fc.assert(
      fc.property(rows, fc.nat(20), (all, patience) => {
        const packing = packingOf(all);
        let asked = 0;
        const watch: Watch = Object.assign(() => {}, { stop: () => asked++ >= patience });
        let heard = Number.POSITIVE_INFINITY;
        const { offset } = run(packing, watch, (better) => {
          heard = peakOf(blocksOf(packing, better));
        });
        const blocks = blocksOf(packing, offset);
        expect(overlaps(blocks)).toEqual([]);
        expect(peakOf(blocks)).toBeLessThanOrEqual(heard);
      }),
      { numRuns },
    );
  });
});
