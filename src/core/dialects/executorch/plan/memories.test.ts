import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignUp } from "../../../align.ts";
import { conflictingPairs } from "./conflicts.ts";
import type { AlgorithmId, PlanMemory } from "./specs.types.ts";
import { arenasOf, offsetsOf, planOf, type Row, refusalOf, specsOf } from "./testing/specs.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

const anyRow: fc.Arbitrary<Row> = fc
  .tuple(fc.oneof(fc.nat(40), fc.nat(400)), fc.nat(24), fc.nat(9))
  .map(([bytes, first, more]): Row => [bytes, first, first + more]);
const BOTH = ["position-greedy", "gap-greedy"] as const;

function over(algorithm: AlgorithmId, memories: readonly (number | PlanMemory)[]) {
  const list = memories.map((memory) => (typeof memory === "number" ? { bytes: memory } : memory));
  return { algorithms: [algorithm], memories: list };
}

describe.each(BOTH)("a placement over memories (%s)", (algorithm) => {
  test("leaves pinned tensors where they are, with sizes rounded to 16", () => {
    const rows: Row[] = [
      [60, 0, 9, { memId: 2, offset: 8000 }],
      [120, 0, 9, { memId: 2, offset: 7000 }],
      [60, 0, 9, { memId: 1, offset: 20 }],
      [120, 0, 9, { memId: 1, offset: 400 }],
    ];
    const plan = planOf(rows, over(algorithm, [1000, 10000]));
    expect([plan.sizes, offsetsOf(plan)]).toEqual([
      [0, 528, 8064],
      [8000, 7000, 20, 400],
    ]);
  });

  test("looks for a place in the memory that a tensor is pinned to", () => {
    const rows: Row[] = [
      [60, 0, 9, { memId: 2 }],
      [120, 0, 9, { memId: 2, offset: 8000 }],
      [60, 0, 9, { memId: 1, offset: 800 }],
      [120, 0, 9, { memId: 1 }],
    ];
    const plan = planOf(rows, over(algorithm, [1000, 10000]));
    expect([plan.sizes, offsetsOf(plan)]).toEqual([
      [0, 864, 8128],
      [0, 8000, 800, 0],
    ]);
  });

  test("takes the fastest memory that has room, the largest first", () => {
    const rows: Row[] = [
      [48, 0, 3],
      [64, 0, 3],
      [64, 4, 5],
    ];
    const plan = planOf(rows, over(algorithm, [64, 1000]));
    expect([arenasOf(plan), offsetsOf(plan), plan.sizes]).toEqual([
      [2, 1, 1],
      [0, 0, 0],
      [0, 64, 48],
    ]);
  });

  test("aligns offsets as each memory says", () => {
    const rows: Row[] = [
      [48, 0, 3],
      [16, 0, 3],
      [16, 0, 3],
    ];
    const plan = planOf(rows, over(algorithm, [{ bytes: 128, alignment: 64 }, { bytes: 128 }]));
    expect([arenasOf(plan), offsetsOf(plan), plan.sizes]).toEqual([
      [1, 1, 2],
      [0, 64, 0],
      [0, 128, 16],
    ]);
  });

  test("keeps out of memories that a tensor may not be in", () => {
    const plan = planOf([[16, 0, 3, { blocked: [1] }]], over(algorithm, [64, 64]));
    expect(arenasOf(plan)).toEqual([2]);
    expect(refusalOf([[16, 0, 3, { blocked: [1, 2] }]], over(algorithm, [64, 64]))).toBe("cannot-fit");
  });

  test("puts what lies inside another there, for the lives of both", () => {
    const rows: Row[] = [
      [96, 4, 6],
      [32, 0, 4, { inside: { spec: 0, at: 64 } }],
      [16, 2, 5, { inside: { spec: 1, at: 16 } }],
      [96, 0, 1],
    ];
    const plan = planOf(rows, over(algorithm, [1000]));
    expect([offsetsOf(plan), plan.sizes]).toEqual([
      [0, 64, 80, 96],
      [0, 192],
    ]);
  });

  test("refuses what has no room, no memory, or no sense", () => {
    const one = over(algorithm, [64]);
    expect(refusalOf([[65, 0, 1]], one)).toBe("cannot-fit");
    expect(refusalOf([[16, 0, 1, { memId: 2 }]], one)).toBe("cannot-fit");
    expect(refusalOf([[16, 0, 1, { memId: 1, offset: 60 }]], one)).toBe("cannot-fit");
    const pinned: Row[] = [
      [32, 0, 1, { memId: 1, offset: 0 }],
      [32, 1, 2, { memId: 1, offset: 16 }],
    ];
    expect(refusalOf(pinned, one)).toBe("fixed-conflict");
    expect(refusalOf([[16, 0, 1]], { algorithms: [algorithm], memories: null })).toBe("no-memories");
    const circle: Row[] = [
      [16, 0, 1, { inside: { spec: 1, at: 0 } }],
      [16, 0, 1, { inside: { spec: 0, at: 0 } }],
    ];
    expect(refusalOf(circle, one)).toBe("inside-circle");
    const beyond: Row[] = [
      [16, 0, 1],
      [16, 0, 1, { inside: { spec: 0, at: 4 } }],
    ];
    expect(refusalOf(beyond, one)).toBe("bad-spec");
  });

  test("starts at 0 where bodies lie, and not with us", () => {
    const rows: Row[] = [[16, 0, 3]];
    const bodies = { ...over(algorithm, [64, 64]), baseSizes: [0, 56] };
    const theirs = planOf(rows, bodies);
    expect(offsetsOf(theirs)).toEqual([0]);
    expect(theirs.findings.map(({ code }) => code)).toContain("bodies-unseen");
    const ours = planOf(rows, { ...bodies, compat: false });
    expect([arenasOf(ours), ours.sizes]).toEqual([[2], [0, 64, 16]]);
  });

  test("never lets two live tensors share a byte, nor leaves a memory", () => {
    const memory = fc.record({ bytes: fc.nat(900), alignment: fc.constantFrom(1, 16, 64) });
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 20 }),
        fc.array(memory, { minLength: 1, maxLength: 3 }),
        (rows, memories) => {
          const all = [...memories, { bytes: 1_000_000 }];
          const plan = planOf(rows, over(algorithm, all));
          expect(conflictingPairs({ ...plan, specs: specsOf(rows) })).toEqual([]);
          plan.placement.forEach(({ memId, offset }, i) => {
            const { bytes, alignment = 1 }: PlanMemory = all[memId - 1] ?? { bytes: 0 };
            expect(alignUp(offset + (plan.allocated[i] ?? 0), alignment)).toBeLessThanOrEqual(bytes);
            expect(offset % alignment).toBe(0);
          });
        },
      ),
      { numRuns },
    );
  });
});

test("one takes the lowest place, the other the smallest gap", () => {
  const rows: Row[] = [
    [160, 0, 9],
    [96, 0, 1],
    [80, 0, 9],
    [48, 0, 1],
    [32, 0, 9],
    [16, 3, 4],
  ];
  const memories = [1000];
  // free at node 3: 96 bytes behind the first, 48 behind the third
  expect(offsetsOf(planOf(rows, over("position-greedy", memories)))).toEqual([0, 160, 256, 336, 384, 160]);
  expect(offsetsOf(planOf(rows, over("gap-greedy", memories)))).toEqual([0, 160, 256, 336, 384, 336]);
});
