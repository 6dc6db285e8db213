import { describe, expect, test } from "vitest";
import { RECORDED, type Recorded } from "./testing/recorded.ts";
import { arenasOf, offsetsOf, planOf, type Row, specsOf } from "./testing/specs.ts";
import { verifyStorageReuse } from "./verify.ts";

interface Told {
  readonly row: Row;
  readonly arena: number;
  readonly naive: number;
  readonly greedy: number;
  readonly object: number;
}

function read({ rows }: Recorded): Told[] {
  const shape = /^(\d+):(\d+)-(\d+)(?:@(\d+))?(?:=(\d+))?=(\d+)#(\d+)$/;
  return rows
    .trim()
    .split(/\s+/)
    .map((text) => {
      const found = shape.exec(text);
      if (found === null) throw new Error(text);
      const [bytes, first, last, arena, naive, greedy, object] = found
        .slice(1)
        .map((part) => Number(part ?? 0));
      return {
        row: [bytes ?? 0, first ?? 0, last ?? 0, { memId: arena === 0 ? null : (arena ?? null) }],
        arena: arena === 0 ? 1 : (arena ?? 1),
        naive: naive ?? 0,
        greedy: greedy ?? 0,
        object: object ?? 0,
      };
    });
}

describe.each([true, false])("recorded plans, with the original's defects: %s", (compat) => {
  test.each(RECORDED)("greedy gives $title what it gave ExecuTorch", (recorded) => {
    const { alignment = 16, bodies: baseSizes = [], greedy, reusePairs } = recorded;
    const told = read(recorded);
    const rows = told.map(({ row }) => row);
    const plan = planOf(rows, { alignment, baseSizes, compat });
    expect(plan.sizes).toEqual(greedy);
    expect(arenasOf(plan)).toEqual(told.map(({ arena }) => arena));
    expect(offsetsOf(plan)).toEqual(told.map((one) => one.greedy));
    expect(plan.placement.map(({ object }) => object)).toEqual(told.map(({ object }) => object));
    if (reusePairs !== undefined) expect(plan.reusePairs).toBe(reusePairs);
    expect(plan.findings).toEqual([]);
    expect(verifyStorageReuse({ ...plan, specs: specsOf(rows) })).toEqual({
      reusePairs: plan.reusePairs,
      findings: [],
    });
  });

  test.each(RECORDED.filter(({ naive }) => naive))(
    "naive gives $title what it gave ExecuTorch",
    (recorded) => {
      const { alignment = 16, bodies: baseSizes = [], naive } = recorded;
      const told = read(recorded);
      const plan = planOf(
        told.map(({ row }) => row),
        { alignment, baseSizes, compat, algorithms: ["naive"] },
      );
      expect(plan.sizes).toEqual(naive);
      expect(arenasOf(plan)).toEqual(told.map(({ arena }) => arena));
      expect(offsetsOf(plan)).toEqual(told.map((one) => one.naive));
      expect(plan.placement.every(({ object }) => object === 0)).toBe(true);
      expect(plan.reusePairs).toBe(0);
    },
  );
});
