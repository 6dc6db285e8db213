import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blocksOf, leastPeak, liveByStep, overlaps, packingOf, peakOf } from "../testing/brute-force.ts";
import { NO_WATCH } from "../watch.ts";
import { lowestGap, tightestGap } from "./gaps.ts";
import { greedy } from "./greedy.ts";
import { PLACEMENTS } from "./index.ts";
import { Meetings } from "./meetings.ts";
import type { Packing } from "./placement.ts";
import type { Placings } from "./placings.ts";
import { loads, rivals } from "./pressure.ts";
import { bySize, byStart } from "./sequence.ts";
import { Shelf } from "./shelf.ts";
import { sweep } from "./sweep.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

function offsetsBy(id: string, packing: Packing): number[] {
  const placement = PLACEMENTS.find((p) => p.id === id);
  if (placement === undefined) throw new Error(`no placement ${id}`);
  return Array.from(placement.run(packing, NO_WATCH).offset);
}

const life = fc
  .tuple(fc.nat(20), fc.integer({ min: 1, max: 10 }))
  .map(([start, n]) => [start, start + n] as const);
const row = fc
  .tuple(life, fc.nat(40), fc.constantFrom(1, 1, 1, 4, 16, 12))
  .map(([[start, end], bytes, alignment]) => [start, end, bytes, alignment] as const);
const plainRow = fc.tuple(life, fc.nat(40)).map(([[start, end], bytes]) => [start, end, bytes] as const);

describe("by hand", () => {
  /*
   *  step   0 1 2 3
   *  a 10   █ █
   *  b 20     █ █
   *  c 10       █ █
   *  d 30   █
   */
  const packing = packingOf([
    [0, 2, 10],
    [1, 3, 20],
    [2, 4, 10],
    [0, 1, 30],
  ]);

  test.each([
    ["none", [0, 10, 30, 40]],
    // d is born with a and is no longer lived, so it comes after it; b takes the hole that d left
    ["first-fit", [0, 10, 0, 10]],
    ["best-fit", [0, 10, 0, 10]],
    // d, b, then of the equal ones a before c
    ["greedy-by-size", [30, 0, 20, 0]],
    ["tflm-greedy", [30, 0, 20, 0]],
  ])("%s gives the addresses worked out on paper", (id, expected) => {
    expect(offsetsBy(id, packing)).toEqual(expected);
  });

  test("of equal sizes greedy by size takes the earlier first, TFLM the later in the request", () => {
    const twins = packingOf([
      [0, 2, 16],
      [1, 3, 16],
    ]);
    expect(offsetsBy("greedy-by-size", twins)).toEqual([0, 16]);
    expect(offsetsBy("tflm-greedy", twins)).toEqual([16, 0]);
  });

  /** a (the largest) at 0; of the twins the later, c, above it; b is gone before a comes; e before d. */
  test("TFLM greedy gives a small chain the addresses of the original's rules", () => {
    const chain = packingOf([
      [1, 3, 320, 16],
      [0, 1, 160, 16],
      [0, 2, 160, 16],
      [2, 4, 16, 16],
      [3, 4, 16, 16],
    ]);
    expect(offsetsBy("tflm-greedy", chain)).toEqual([0, 0, 320, 320, 0]);
  });

  test("best fit takes the small gap where first fit spoils the large one", () => {
    // at step 5 the holes are 20 bytes at 0 and 10 at 30; then 10 and 20 arrive
    const packing = packingOf([
      [0, 5, 20],
      [1, 9, 10],
      [2, 5, 10],
      [3, 9, 10],
      [5, 9, 10],
      [6, 9, 20],
    ]);
    expect(offsetsBy("first-fit", packing)).toEqual([0, 20, 30, 40, 0, 50]);
    expect(offsetsBy("best-fit", packing)).toEqual([0, 20, 30, 40, 30, 0]);
  });

  test("a gap counts only if it has room behind its first aligned address", () => {
    const row = { base: Float64Array.of(20, 40), top: Float64Array.of(30, 50), count: 2 };
    expect(lowestGap(row, 10, 1)).toBe(0);
    expect(tightestGap(row, 10, 1)).toBe(30);
    expect(tightestGap(row, 11, 1)).toBe(0);
    expect(tightestGap(row, 21, 1)).toBe(50);
    expect(tightestGap(row, 10, 16)).toBe(0);
    expect(lowestGap(row, 21, 32)).toBe(64);
  });

  test("offsets that the document fixes are kept, and others go around them at all times", () => {
    // b is fixed and born last, in the middle of where a would go
    const packing = packingOf([
      [0, 9, 30],
      [5, 9, 10, 1, 20],
      [0, 5, 20],
    ]);
    for (const { id } of PLACEMENTS) {
      const offset = offsetsBy(id, packing);
      expect(offset[1]).toBe(20);
      expect(overlaps(blocksOf(packing, offset))).toEqual([]);
    }
    expect(offsetsBy("greedy-by-size", packing)).toEqual([30, 20, 0]);
  });
});

describe.each(PLACEMENTS)("$id", ({ run }) => {
  test("keeps the living apart, aligned, and no lower than the bound", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const packing = { ...packingOf(rows), budget: 500 };
        const { offset } = run(packing, NO_WATCH);
        const blocks = blocksOf(packing, offset);
        expect(overlaps(blocks)).toEqual([]);
        expect(blocks.every((b, i) => b.offset >= 0 && b.offset % (packing.alignment[i] ?? 1) === 0)).toBe(
          true,
        );
        expect(blocks.every((b) => b.bytes > 0 || b.offset === 0)).toBe(true);
        expect(peakOf(blocks)).toBeGreaterThanOrEqual(packing.lowerBound);
      }),
      { numRuns },
    );
  });

  test("never beats the least peak of all, nor exceeds no reuse at all", () => {
    fc.assert(
      fc.property(fc.array(plainRow, { maxLength: 6 }), (rows) => {
        const packing = { ...packingOf(rows), budget: 500 };
        const peak = peakOf(blocksOf(packing, run(packing, NO_WATCH).offset));
        const sum = rows.reduce((total, [, , bytes]) => total + bytes, 0);
        expect(peak).toBeGreaterThanOrEqual(leastPeak(packing));
        expect(peak).toBeLessThanOrEqual(sum);
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });
});

test("no reuse takes the sum of all sizes", () => {
  fc.assert(
    fc.property(fc.array(plainRow, { maxLength: 20 }), (rows) => {
      const packing = packingOf(rows);
      const peak = peakOf(blocksOf(packing, offsetsBy("none", packing)));
      expect(peak).toBe(rows.reduce((total, [, , bytes]) => total + bytes, 0));
    }),
    { numRuns },
  );
});

test("the sweep over time gives what looking at everything placed gives", () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 60 }),
      fc.constantFrom("lowest" as const, "tightest" as const),
      (rows, gap) => {
        const packing = packingOf(rows);
        const slow = greedy(packing, byStart(packing), gap, NO_WATCH);
        expect(sweep(packing, byStart(packing), gap, NO_WATCH)).toEqual(slow);
      },
    ),
    { numRuns },
  );
});

test("whom a storage meets is the same by time as by address", () => {
  const fill = (placings: Placings, packing: Packing) => {
    const offset = new Float64Array(packing.count);
    for (const i of bySize(packing)) {
      const bytes = packing.bytes[i] ?? 0;
      if (bytes === 0) continue;
      offset[i] = lowestGap(placings.meeting(i), bytes, packing.alignment[i] ?? 1);
      placings.put(i, offset[i] ?? 0);
    }
    return offset;
  };
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const packing = packingOf(rows);
      expect(fill(new Meetings(packing), packing)).toEqual(fill(new Shelf(packing), packing));
    }),
    { numRuns },
  );
});

test("rivals are counted exactly, and loads are the most alive in a life", () => {
  fc.assert(
    fc.property(fc.array(plainRow, { maxLength: 30 }), (rows) => {
      const packing = packingOf(rows);
      const meets = rows.map(([start, end], i) =>
        rows.filter((other, j) => j !== i && start < other[1] && other[0] < end),
      );
      expect(Array.from(rivals(packing))).toEqual(meets.map((others) => others.length));
      const live = liveByStep(blocksOf(packing, []), 40);
      const most = rows.map(([start, end]) => Math.max(...live.slice(start, end)));
      expect(Array.from(loads(packing))).toEqual(most);
    }),
    { numRuns },
  );
});
