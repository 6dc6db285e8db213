import fc from "fast-check";
import { expect, test } from "vitest";
import { gridSize, walked } from "./size.ts";

test("grids are as large as they fit, and a cell is whole pixels where it can be", () => {
  expect(gridSize(4, 4)).toEqual({ cell: 14, width: 56, height: 56 });
  expect(gridSize(1, 30)).toEqual({ cell: 4, width: 120, height: 6 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (down, across) => {
      const { cell, width, height } = gridSize(down, across);
      expect(cell).toBeGreaterThan(0);
      expect(Math.max(width, height)).toBeLessThanOrEqual(120 + 1e-9);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(6);
    }),
  );
});

test("arrows walk from tile to tile and stop at the edges", () => {
  expect(walked("ArrowRight", null, 2, 3)).toBe(0);
  expect(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"].map((key) => walked(key, 0, 2, 3))).toEqual([
    1, 3, 0, 0,
  ]);
  expect(["ArrowRight", "ArrowDown"].map((key) => walked(key, 5, 2, 3))).toEqual([5, 5]);
  expect(walked("Enter", 0, 2, 3)).toBeUndefined();
});
