import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packingOf, peakOf } from "../../testing/brute-force.ts";
import { clashes, leastPeakOfAll } from "../../testing/exhaust.ts";
import { NO_WATCH } from "../../watch.ts";
import type { Packing } from "../placement.ts";
import { prepare, solve } from "./engine.ts";
import { PORTFOLIO } from "./keys.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200) * 5;

interface Row {
  readonly start: number;
  readonly steps: number;
  readonly bytes: number;
  readonly alignment: number;
  readonly fixed: number;
  /** Where in its life a gap is, and what it needs then. */
  readonly gap: readonly [number, number, number, number];
}

const anyRow = fc.record<Row>({
  start: fc.nat(5),
  steps: fc.integer({ min: 0, max: 4 }),
  bytes: fc.nat(6),
  alignment: fc.constantFrom(1, 1, 1, 2, 3, 4),
  fixed: fc.constantFrom(-1, -1, -1, -1, -1, -1, 0, 4, 12),
  gap: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(6), fc.nat(6)),
});

/** Gaps: none, times without any byte, or with a window of some. */
type Gapped = "whole" | "dead" | "windows";

function packed(rows: readonly Row[], gapped: Gapped, pinned: boolean): Packing {
  const plain = packingOf(
    rows.map(({ start, steps, bytes, alignment, fixed }) => [
      start,
      start + steps,
      bytes,
      alignment,
      pinned && fixed >= 0 ? fixed - (fixed % alignment) : -1,
    ]),
  );
  if (gapped === "whole") return plain;
  const from = new Int32Array(rows.length + 1);
  const gaps: (readonly [number, number, number, number])[] = [];
  rows.forEach(({ start, steps, bytes, gap: [at, length, low, high] }, i) => {
    const begin = Math.min(steps, at);
    const end = Math.min(steps, begin + length);
    const bottom = Math.min(low, bytes);
    const top = gapped === "dead" ? bottom : Math.max(bottom, Math.min(high, bytes));
    if (begin < end) gaps.push([start + begin, start + end, bottom, top]);
    from[i + 1] = gaps.length;
  });
  return {
    ...plain,
    gaps: {
      from,
      start: Int32Array.from(gaps, (gap) => gap[0]),
      end: Int32Array.from(gaps, (gap) => gap[1]),
      low: Float64Array.from(gaps, (gap) => gap[2]),
      high: Float64Array.from(gaps, (gap) => gap[3]),
    },
  };
}

function topOf({ bytes, count }: Packing, offset: Float64Array): number {
  return peakOf(
    Array.from({ length: count }, (_, i) => ({
      start: 0,
      end: 1,
      bytes: bytes[i] ?? 0,
      offset: offset[i] ?? 0,
    })),
  );
}

/** The least capacity at which it finds a placement, all below being answered "none". */
function leastCapacity(packing: Packing, keys: readonly string[] = PORTFOLIO): number {
  const prepared = prepare(packing);
  for (let capacity = 0; capacity <= 30; capacity++) {
    const { verdict, offset } = solve(prepared, { capacity, steps: 1e6, seed: 1, keys }, NO_WATCH);
    if (verdict === "none") continue;
    expect(verdict).toBe("found");
    if (offset === null) throw new Error("found, but nothing to show");
    expect(clashes(packing, offset)).toEqual([]);
    expect(topOf(packing, offset)).toBeLessThanOrEqual(capacity);
    offset.forEach((at, i) => {
      expect(at % (packing.alignment[i] ?? 1)).toBe(0);
      if ((packing.fixed[i] ?? -1) >= 0) expect(at).toBe(packing.fixed[i]);
    });
    return capacity;
  }
  return Number.POSITIVE_INFINITY;
}

describe.each<[Gapped, boolean, number]>([
  ["whole", false, 6],
  ["whole", true, 6],
  ["dead", false, 6],
  ["dead", true, 5],
  ["windows", false, 5],
  ["windows", true, 4],
])("lives %s, fixed offsets %s", (gapped, pinned, maxLength) => {
  test("the least capacity is what trying all offsets gives", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength }), (rows) => {
        const packing = packed(rows, gapped, pinned);
        expect(leastCapacity(packing)).toBe(leastPeakOfAll(packing));
      }),
      { numRuns },
    );
  });
});
