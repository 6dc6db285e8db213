import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packingOf } from "../testing/brute-force.ts";
import { NO_WATCH } from "../watch.ts";
import { PLACEMENTS } from "./index.ts";
import type { Packing } from "./placement.ts";

const numRuns = Math.ceil(Number(process.env.FC_RUNS ?? 200) / 2);

const PAIRS = fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 200 });
const ROWS = fc.array(fc.tuple(fc.nat(9), fc.nat(40), fc.constantFrom(1, 1, 4, 12)), { maxLength: 40 });

/** Storages of which the pairs may not share; their times say something else, which nobody may believe. */
function conflicting(
  rows: readonly (readonly [number, number, number])[],
  pairs: readonly (readonly [number, number])[],
): Packing {
  const words = Math.ceil(rows.length / 32);
  const bits = new Uint32Array(rows.length * words);
  const forbid = (i: number, j: number) => {
    const at = i * words + (j >> 5);
    bits[at] = (bits[at] ?? 0) | (1 << (j & 31));
  };
  for (const [i, j] of pairs) {
    if (i === j || i >= rows.length || j >= rows.length) continue;
    forbid(i, j);
    forbid(j, i);
  }
  const packing = packingOf(rows.map(([start, bytes, alignment]) => [start, start + 1, bytes, alignment]));
  return { ...packing, conflicts: { words, bits }, lowerBound: Math.max(0, ...packing.bytes), budget: 200 };
}

describe.each(PLACEMENTS.filter((p) => p.needsTimes !== true))("$id", ({ run }) => {
  test("keeps apart whoever conflicts, whatever the times, and shares only between the others", () => {
    fc.assert(
      fc.property(ROWS, PAIRS, (rows, pairs) => {
        const packing = conflicting(rows, pairs);
        const { offset } = run(packing, NO_WATCH);
        const { bytes, conflicts } = packing;
        for (let i = 0; i < packing.count; i++) {
          const [low, high] = [offset[i] ?? 0, (offset[i] ?? 0) + (bytes[i] ?? 0)];
          expect(low % (packing.alignment[i] ?? 1)).toBe(0);
          for (let j = 0; j < i; j++) {
            const row = conflicts?.bits[i * (conflicts?.words ?? 0) + (j >> 5)] ?? 0;
            if (((row >>> (j & 31)) & 1) === 0 || bytes[i] === 0 || bytes[j] === 0) continue;
            expect(low >= (offset[j] ?? 0) + (bytes[j] ?? 0) || high <= (offset[j] ?? 0)).toBe(true);
          }
        }
      }),
      { numRuns },
    );
  });
});
