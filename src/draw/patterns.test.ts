import fc from "fast-check";
import { expect, test } from "vitest";
import { classFill, heatFill, tenantFill } from "../look/fills.ts";
import { PATTERNS, paintPattern, patternOf } from "./patterns.ts";
import type { Surface } from "./surface.ts";

test("classes have patterns that differ; buffers, scales and all others are plain", () => {
  const patterns = Array.from({ length: 7 }, (_, k) => patternOf(classFill(k)).join());
  expect(new Set(patterns).size).toBe(7);
  for (const fill of [tenantFill(3, 2), heatFill(0.5), classFill(7)]) expect(patternOf(fill)).toEqual([]);
});

test("the lines of a pattern stay in their box, are few, and are there", () => {
  const side = fc.integer({ min: 8, max: 3000 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.constantFrom(...PATTERNS.slice(1)),
      fc.constantFrom("#000000", "#ffffff"),
      (w, h, pattern, ink) => {
        const lines: number[][] = [];
        const line = (x1: number, y1: number, x2: number, y2: number, colour: string) => {
          expect(colour).not.toBe(ink);
          lines.push([x1, y1, x2, y2]);
        };
        paintPattern({ line } as Partial<Surface> as Surface, { x: 10, y: 20, w, h }, pattern, ink);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.length).toBeLessThan(60);
        for (const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] of lines) {
          for (const x of [x1, x2]) expect(x >= 10 && x <= 10 + w).toBe(true);
          for (const y of [y1, y2]) expect(y >= 20 && y <= 20 + h).toBe(true);
        }
      },
    ),
    { numRuns: 100 },
  );
});
