import { expect, test } from "vitest";
import { sizeFormula, symbolFormula } from "./size-formula.ts";

const T = { symbol: "T", max: 128 } as const;

test("a size is said as it comes about, with what its symbols are worth", () => {
  const spec = { id: "a", dtype: "float32", shape: [1, { symbol: "2*T", max: 256 }, 64] } as const;
  expect(sizeFormula(spec, [{ id: "T", value: 128 }])).toBe("1 × 2*T × 64 × 4\u00a0B at T = 128");
  expect(sizeFormula({ id: "a", dtype: "int4", shape: [T, { symbol: "T + 1", max: 129 }] })).toBe(
    "T × (T + 1) × 4\u00a0bit at T = 128",
  );
  expect(sizeFormula({ id: "a", dtype: "int8", shape: [{ symbol: "floor(T + 1, 2)", max: 64 }, T] })).toBe(
    "floor(T + 1, 2) × T × 1\u00a0B at T = 128",
  );
});

test("where nothing tells the names in it, the size itself is said; numbers need no more than themselves", () => {
  expect(sizeFormula({ id: "a", dtype: "int8", shape: [{ symbol: "2*N", max: 8 }] })).toBe(
    "2*N × 1\u00a0B at 2*N = 8",
  );
  expect(sizeFormula({ id: "a", dtype: "int8", shape: [{ symbol: "batch size", max: 8 }] })).toContain(
    "batch size = 8",
  );
  expect(sizeFormula({ id: "a", dtype: "int8", shape: [3, 4] })).toBe("3 × 4 × 1\u00a0B");
  expect(symbolFormula({ id: "a", dtype: "int8", shape: [3, 4] })).toBe("");
  expect(sizeFormula({ id: "a", bytes: 4 })).toBe("");
});
