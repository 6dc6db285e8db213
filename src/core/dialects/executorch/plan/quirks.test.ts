import { describe, expect, test } from "vitest";
import { QUIRKS, quirkOf } from "./quirks.ts";
import { offsetsOf, planOf, type Row, refusalOf, specsOf } from "./testing/specs.ts";
import { verifyStorageReuse } from "./verify.ts";

const codes = (rows: readonly Row[], options: Parameters<typeof planOf>[1] = {}) =>
  planOf(rows, options).findings.map(({ code }) => code);

describe("defects of the original", () => {
  test("in a list, greedy pays for naive before it", () => {
    const rows: Row[] = [
      [64, 0, 1],
      [64, 2, 3],
      [64, 4, 5],
    ];
    const plan = planOf(rows, { algorithms: ["naive", "greedy"] });
    expect([plan.sizes, plan.algorithm]).toEqual([[0, 192], "naive"]);
    expect(plan.attempts.map(({ total }) => total)).toEqual([192, 256]);
    expect(plan.findings).toEqual([
      {
        severity: "warning",
        code: "suite-order",
        message: "Greedy pays for naive: arenas of 192 B; without it 64 B.",
        at: [],
      },
    ]);
    expect(planOf(rows, { algorithms: ["greedy", "naive"] })).toMatchObject({ sizes: [0, 64], findings: [] });
    const ours = planOf(rows, { algorithms: ["naive", "greedy"], compat: false });
    expect([ours.sizes, ours.algorithm, ours.findings]).toEqual([[0, 64], "greedy", []]);
  });

  test("of equal sums the first of the list is taken", () => {
    const rows: Row[] = [[64, 0, 1]];
    for (const compat of [true, false]) {
      expect(planOf(rows, { algorithms: ["naive", "greedy"], compat }).algorithm).toBe("naive");
      expect(planOf(rows, { algorithms: ["greedy", "naive"], compat }).algorithm).toBe("greedy");
    }
  });

  test("below an alignment of 16 sizes are not in order", () => {
    const rows: Row[] = [
      [12, 0, 1],
      [10, 2, 3],
    ];
    expect(refusalOf(rows, { alignment: 1 })).toBe("unsorted");
    expect(planOf(rows.toReversed(), { alignment: 1 }).sizes).toEqual([0, 12]);
    expect(planOf(rows, { alignment: 1, compat: false }).sizes).toEqual([0, 12]);
    // once planned with it, specs have the alignment: a second run is in order, and so is greedy after naive
    const again = rows.map(([bytes, first, last]): Row => [bytes, first, last, { alignment: 1 }]);
    expect(planOf(again, { alignment: 1 })).toMatchObject({ sizes: [0, 12], findings: [] });
    expect(refusalOf(rows, { alignment: 1, algorithms: ["naive", "greedy"] })).toBe("");
  });

  test("above 16 the order can differ as well", () => {
    const rows: Row[] = [
      [40, 0, 5],
      [20, 0, 5],
    ];
    expect(offsetsOf(planOf(rows, { alignment: 64 }))).toEqual([0, 64]);
    expect(codes(rows, { alignment: 64 })).toEqual(["stale-order"]);
    expect(offsetsOf(planOf(rows, { alignment: 64, compat: false }))).toEqual([64, 0]);
  });

  test("what bodies need is forgotten in arenas that the parent does not use", () => {
    expect(planOf([], { baseSizes: [0, 48] })).toMatchObject({
      sizes: [0, 0],
      findings: [{ code: "bodies-forgotten", severity: "error" }],
    });
    expect(planOf([], { baseSizes: [0, 48], compat: false }).sizes).toEqual([0, 48]);
    const elsewhere: Row[] = [[5, 0, 1, { memId: 2 }]];
    expect(planOf(elsewhere, { baseSizes: [0, 48] }).sizes).toEqual([0, 0, 16]);
    expect(planOf(elsewhere, { baseSizes: [0, 48], compat: false }).sizes).toEqual([0, 48, 16]);
    expect(codes([[5, 0, 1]], { baseSizes: [0, 48] })).toEqual([]);
  });

  test("then algorithms of a list disagree about the number of arenas", () => {
    const rows: Row[] = [[5, 0, 1]];
    const options = { baseSizes: [0, 16, 16], algorithms: ["greedy", "naive"] as const };
    expect(refusalOf(rows, options)).toBe("different-arenas");
    expect(planOf(rows, { ...options, compat: false }).sizes).toEqual([0, 32, 16]);
  });

  test("bytes are taken over unchecked, and a third tensor lives there", () => {
    const rows: Row[] = [
      [64, 0, 2],
      [64, 2, 6, { inplaceBase: 0 }],
      [64, 3, 6],
    ];
    const plan = planOf(rows);
    expect([plan.sizes, offsetsOf(plan)]).toEqual([
      [0, 64],
      [0, 0, 0],
    ]);
    expect(plan.findings).toMatchObject([
      { code: "inplace-base-unchecked", severity: "error", at: ["tensor:t1", "tensor:t2"] },
    ]);
    expect(verifyStorageReuse({ ...plan, specs: specsOf(rows) }).findings).toHaveLength(1);
    const ours = planOf(rows, { compat: false });
    expect([ours.sizes, offsetsOf(ours), ours.findings]).toEqual([[0, 128], [64, 64, 0], []]);
  });

  test("a taker that is larger than its base reaches beyond it, and has room with us", () => {
    const rows: Row[] = [
      [32, 0, 2],
      [64, 2, 6, { inplaceBase: 0 }],
    ];
    const plan = planOf(rows);
    expect(plan.sizes).toEqual([0, 32]);
    expect(verifyStorageReuse({ ...plan, specs: specsOf(rows) }).findings.map(({ code }) => code)).toEqual([
      "past-end",
    ]);
    expect(planOf(rows, { compat: false }).sizes).toEqual([0, 64]);
  });

  test("no finding where nobody lives in the way", () => {
    const rows: Row[] = [
      [64, 0, 2],
      [64, 2, 6, { inplaceBase: 0 }],
      [64, 7, 8],
    ];
    expect(planOf(rows)).toMatchObject({ sizes: [0, 64], findings: [] });
  });

  test("bodies end off the alignment, and the parent builds on that", () => {
    const rows: Row[] = [[100, 0, 1]];
    const theirs = planOf(rows, { alignment: 128, baseSizes: [0, 192] });
    expect([theirs.sizes, offsetsOf(theirs)]).toEqual([[0, 320], [192]]);
    expect(theirs.findings.map(({ code }) => code)).toEqual(["bodies-unrounded"]);
    expect(offsetsOf(planOf(rows, { alignment: 128, baseSizes: [0, 192], compat: false }))).toEqual([256]);
  });

  test("have names and words of their own", () => {
    expect(new Set(QUIRKS.map(({ id }) => id)).size).toBe(QUIRKS.length);
    expect(quirkOf("suite-order").defect).toBe("suiteCharges");
  });
});

describe("what is refused", () => {
  const chain = (base: number): Row[] => [
    [8, 0, 1, { inplaceBase: base }],
    [8, 0, 1, { inplaceBase: 0 }],
  ];

  test("bytes taken over with naive, and in a circle", () => {
    for (const compat of [true, false]) {
      expect(
        refusalOf(
          [
            [8, 0, 1],
            [8, 1, 2, { inplaceBase: 0 }],
          ],
          { algorithms: ["naive"], compat },
        ),
      ).toBe("inplace-not-shared");
      expect(refusalOf(chain(1), { compat })).toBe("inplace-circle");
    }
  });

  test("specs and options that make no sense", () => {
    expect(refusalOf([[-1, 0, 1]])).toBe("bad-spec");
    expect(refusalOf([[1, 2, 1]])).toBe("bad-spec");
    expect(refusalOf([[1, Number.NaN, 1]])).toBe("bad-spec");
    expect(refusalOf([[1, 0, 1, { memId: 0 }]])).toBe("bad-spec");
    expect(refusalOf([[1, 0, 1, { memId: 1e9 }]])).toBe("bad-spec");
    expect(refusalOf([[1, 0, 1, { inplaceBase: 0 }]])).toBe("bad-spec");
    expect(refusalOf([[1, 0, 1, { offset: 4 }]])).toBe("bad-spec");
    expect(refusalOf([], { alignment: 0 })).toBe("bad-options");
    expect(refusalOf([], { algorithms: [] })).toBe("bad-options");
    expect(refusalOf([], { baseSizes: [0, -1] })).toBe("bad-options");
  });
});

test("padding goes behind every arena in use, and Vulkan puts nothing side by side", () => {
  const rows: Row[] = [
    [96, 0, 2],
    [64, 3, 5],
    [32, 3, 6, {}],
    [16, 0, 1, { memId: 3 }],
  ];
  expect(planOf(rows, { extraPadding: 64 }).sizes).toEqual([0, 160, 0, 80]);
  expect(planOf(rows, { allowOverlapping: false }).sizes).toEqual([0, 128, 0, 16]);
});
