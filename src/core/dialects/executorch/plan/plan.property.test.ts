import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { highest, liveCurve } from "../../../bound.ts";
import { NO_WATCH } from "../../../watch.ts";
import { sizesOfBodies } from "./bodies.ts";
import { OUR_SETTINGS, planOurs } from "./ours.ts";
import { DEFAULT_PLAN_OPTIONS, planSpecs } from "./plan-specs.ts";
import type { PlanOptions } from "./specs.types.ts";
import { plainGreedy } from "./testing/plain-greedy.ts";
import { offsetsOf, planOf, type Row, specsOf, unwrap } from "./testing/specs.ts";
import { verifyStorageReuse } from "./verify.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

const anyRow: fc.Arbitrary<Row> = fc
  .tuple(fc.oneof(fc.nat(40), fc.nat(400)), fc.nat(24), fc.nat(9))
  .map(([bytes, first, more]): Row => [bytes, first, first + more]);

/** Some take over the bytes of an earlier one. */
const rowsInPlace: fc.Arbitrary<Row[]> = fc
  .array(fc.tuple(anyRow, fc.option(fc.nat(100))), { maxLength: 25 })
  .map((rows) =>
    rows.map(([[bytes, first, last], base], i): Row => {
      if (base === null || i === 0) return [bytes, first, last];
      return [bytes, first, last, { inplaceBase: base % i }];
    }),
  );
const anyRows = fc.array(anyRow, { maxLength: 30 });

const anyOptions: fc.Arbitrary<Partial<PlanOptions>> = fc.record({
  alignment: fc.constantFrom(1, 4, 16, 64),
  extraPadding: fc.constantFrom(0, 64),
  baseSizes: fc.constantFrom([], [0, 48], [0, 30, 100]),
  allowOverlapping: fc.boolean(),
});

describe("greedy", () => {
  test("is the plain one, to the byte and to the object", () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(1, 8, 16, 64), (rows, alignment) => {
        const plan = planOf(rows, { alignment, compat: false });
        const plain = plainGreedy(rows, alignment);
        expect(plan.sizes).toEqual([0, plain.size]);
        expect(offsetsOf(plan)).toEqual(plain.offset);
        expect(plan.placement.map(({ object }) => object)).toEqual(plain.object);
      }),
      { numRuns },
    );
  });

  test("without its defects is what it is with them where none shows", () => {
    fc.assert(
      fc.property(rowsInPlace, (rows) => {
        const theirs = planOf(rows);
        if (theirs.findings.length > 0) return;
        const ours = planOf(rows, { compat: false });
        expect([ours.sizes, offsetsOf(ours)]).toEqual([theirs.sizes, offsetsOf(theirs)]);
      }),
      { numRuns },
    );
  });

  test("without its defects never puts two live tensors on one byte, nor below what is alive", () => {
    fc.assert(
      fc.property(anyRows, anyOptions, (rows, options) => {
        const plan = planOf(rows, { ...options, compat: false });
        expect(verifyStorageReuse({ ...plan, specs: specsOf(rows) }).findings).toEqual([]);
        const live = liveCurve(
          {
            start: Int32Array.from(rows, (row) => row[1]),
            end: Int32Array.from(rows, (row) => row[2] + 1),
            bytes: Float64Array.from(plan.allocated),
          },
          40,
        );
        expect(plan.sizes[1]).toBeGreaterThanOrEqual(highest(live).bytes);
        options.baseSizes?.forEach((bytes, arena) => {
          expect(plan.sizes[arena]).toBeGreaterThanOrEqual(bytes);
        });
      }),
      { numRuns },
    );
  });

  test("keeps bytes that are taken over for all who take them", () => {
    fc.assert(
      fc.property(rowsInPlace, (rows) => {
        const specs = specsOf(rows);
        const plan = planOf(rows, { compat: false });
        const root = (i: number): number => {
          const base = specs[i]?.inplaceBase ?? null;
          return base === null ? i : root(base);
        };
        specs.forEach((spec, i) => {
          expect(plan.placement[i]).toEqual(plan.placement[root(i)]);
          specs.forEach((other, j) => {
            if (root(i) === root(j) || spec.last < other.first || other.last < spec.first) return;
            const [a, b] = [plan.placement[i]?.offset ?? 0, plan.placement[j]?.offset ?? 0];
            const [sizeA, sizeB] = [plan.allocated[i] ?? 0, plan.allocated[j] ?? 0];
            if (sizeA > 0 && sizeB > 0) expect(a + sizeA <= b || b + sizeB <= a).toBe(true);
          });
        });
      }),
      { numRuns },
    );
  });

  test("gives the same plan to the same input", () => {
    fc.assert(
      fc.property(rowsInPlace, anyOptions, (rows, options) => {
        const all = { ...DEFAULT_PLAN_OPTIONS, ...options };
        expect(planSpecs(specsOf(rows), all)).toEqual(planSpecs(specsOf(rows), all));
      }),
      { numRuns },
    );
  });
});

describe("our planner on the same lives", () => {
  const settings = { ...OUR_SETTINGS, budget: 2000 };

  test("never needs more than theirs where theirs is sound, nor less than the bound, and is right", () => {
    fc.assert(
      fc.property(rowsInPlace, anyOptions, fc.boolean(), (rows, partial, compat) => {
        const options = { ...DEFAULT_PLAN_OPTIONS, ...partial, compat };
        const specs = specsOf(rows);
        const planned = planSpecs(specs, options);
        if (!planned.ok) return;
        const ours = unwrap(planOurs(specs, options, planned.value, settings, NO_WATCH));
        for (const arena of ours.arenas) {
          if (arena.unsound === null) expect(arena.ours).toBeLessThanOrEqual(arena.theirs);
          if (!compat) expect(arena.unsound).toBeNull();
          expect(arena.ours).toBeGreaterThanOrEqual(arena.bound);
        }
        const found = verifyStorageReuse({ ...ours, specs }).findings.map(({ code }) => code);
        // those that lie on the same bytes by taking over may meet: that is the input's doing
        expect(found.filter((code) => code !== "storage-overlap")).toEqual([]);
      }),
      { numRuns },
    );
  });

  test("has tensors apart that do not take over each other's bytes", () => {
    fc.assert(
      fc.property(anyRows, anyOptions, (rows, partial) => {
        const options = { ...DEFAULT_PLAN_OPTIONS, ...partial, compat: false };
        const specs = specsOf(rows);
        const plan = unwrap(planSpecs(specs, options));
        const ours = unwrap(planOurs(specs, options, plan, settings, NO_WATCH));
        const check = verifyStorageReuse({ ...ours, specs });
        expect(check.findings.filter(({ code }) => code === "storage-overlap")).toEqual([]);
        expect(ours.ours).toBeLessThanOrEqual(ours.theirs);
      }),
      { numRuns },
    );
  });

  test("finds what greedy leaves, and says what is proven", () => {
    // greedy takes 40 + 30 + 30: the two small ones meet the large one never, and each other not
    const rows: Row[] = [
      [48, 0, 3],
      [32, 3, 6],
      [32, 5, 8],
      [16, 0, 4],
    ];
    const options = { ...DEFAULT_PLAN_OPTIONS, compat: false };
    const plan = unwrap(planSpecs(specsOf(rows), options));
    const ours = unwrap(planOurs(specsOf(rows), options, plan, settings, NO_WATCH));
    expect(ours.arenas).toMatchObject([{ theirs: plan.sizes[1], ours: 96, bound: 96, proven: true }]);
  });

  test("keeps the memories and the pinned places of a placement over memories", () => {
    const rows: Row[] = [
      [64, 0, 9, { memId: 1, offset: 20 }],
      [48, 0, 3],
      [48, 4, 9],
      [96, 0, 9, { blocked: [1] }],
      [16, 2, 3, { inside: { spec: 3, at: 80 } }],
    ];
    const options: PlanOptions = {
      ...DEFAULT_PLAN_OPTIONS,
      algorithms: ["position-greedy"],
      memories: [{ bytes: 200, alignment: 4 }, { bytes: 1000 }],
    };
    const plan = unwrap(planSpecs(specsOf(rows), options));
    const ours = unwrap(planOurs(specsOf(rows), options, plan, settings, NO_WATCH));
    expect(ours.placement[0]).toMatchObject({ memId: 1, offset: 20 });
    expect(ours.ours).toBeLessThanOrEqual(ours.theirs);
    expect((ours.placement[4]?.offset ?? 0) - (ours.placement[3]?.offset ?? 0)).toBe(80);
  });
});

test("bodies take the most of each arena together", () => {
  expect(sizesOfBodies([])).toEqual([]);
  expect(sizesOfBodies([[0, 48], [0, 16, 32], []])).toEqual([0, 48, 32]);
});
