import { expect, test } from "vitest";
import { comparePlans } from "../../core/compare.ts";
import type { Plan } from "../../core/plan.types.ts";
import { fromPlanDocument } from "../../core/plan-document.ts";
import { textPlan } from "../../core/testing/text-plan.ts";
import { diffRows, kindOfRow, listed, sideTotals } from "./rows.ts";

function read(text: string): Plan {
  const made = fromPlanDocument(textPlan(text));
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

const A = read("order n0 n1\n x [0,2) 64 @0\n y [0,2) 32 @64\n old [0,1) 16 @96\n big [0,2) 512 @128");
const B = read("order n0 n1\n x [0,2) 64 @32\n y [0,2) 48 @96\n new [0,1) 256 @640\n big [0,2) 512 @128");
const COMPARISON = comparePlans(A, B);
const ALL = { a: true, both: true, b: true };

function names(rows = diffRows(COMPARISON), view = listed(COMPARISON, rows, [], ALL)): string[] {
  return [...view].map((r) => B.storages.id[rows.b[r] ?? -1] ?? A.storages.id[rows.a[r] ?? -1] ?? "");
}

test("rows stand by bytes, what stayed last", () => {
  expect(names()).toEqual(["new", "x", "y", "old", "big"]);
});

test("kinds and sides choose among them", () => {
  const rows = diffRows(COMPARISON);
  const only = (kinds: Parameters<typeof listed>[2], sides = ALL) =>
    names(rows, listed(COMPARISON, rows, kinds, sides));
  expect(only(["grew", "came"])).toEqual(["new", "y"]);
  expect(only([], { a: true, both: false, b: false })).toEqual(["old"]);
  expect(only([], { a: false, both: false, b: true })).toEqual(["new"]);
  expect(kindOfRow(COMPARISON, rows, 1)).toBe("moved");
});

test("the totals of the sides are all storages", () => {
  expect(sideTotals(COMPARISON)).toEqual({
    a: { storages: 1, bytes: 16 },
    both: { storages: 3, bytes: 64 + 48 + 512 },
    b: { storages: 1, bytes: 256 },
  });
});
