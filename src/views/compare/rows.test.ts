import { expect, test } from "vitest";
import { atOnce } from "../../core/compare/sliced.ts";
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

const ROWS = atOnce(diffRows(COMPARISON));

function names(kinds: Parameters<typeof listed>[2] = [], sides = ALL): string[] {
  const view = atOnce(listed(COMPARISON, ROWS, kinds, sides));
  return [...view].map((r) => B.storages.id[ROWS.b[r] ?? -1] ?? A.storages.id[ROWS.a[r] ?? -1] ?? "");
}

test("rows stand by bytes, what stayed last", () => {
  expect(names()).toEqual(["new", "x", "y", "old", "big"]);
});

test("kinds and sides choose among them", () => {
  expect(names(["grew", "came"])).toEqual(["new", "y"]);
  expect(names([], { a: true, both: false, b: false })).toEqual(["old"]);
  expect(names([], { a: false, both: false, b: true })).toEqual(["new"]);
  expect(kindOfRow(COMPARISON, ROWS, 1)).toBe("moved");
});

test("the totals of the sides are all storages", () => {
  expect(sideTotals(COMPARISON)).toEqual({
    a: { storages: 1, bytes: 16 },
    both: { storages: 3, bytes: 64 + 48 + 512 },
    b: { storages: 1, bytes: 256 },
  });
});
