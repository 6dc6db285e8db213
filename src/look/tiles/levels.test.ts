import fc from "fast-check";
import { expect, test } from "vitest";
import { levelFor, TILE, tileSpan, tilesOver } from "./levels.ts";

test("cells are one to two pixels wide and high, each axis by itself", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e12, noNaN: true }),
      (a, b) => {
        const { steps, bytes } = levelFor(a, b);
        for (const pixels of [2 ** steps / a, 2 ** bytes / b]) {
          expect(pixels).toBeGreaterThanOrEqual(1 - 1e-9);
          expect(pixels).toBeLessThan(2 + 1e-9);
        }
      },
    ),
  );
});

test("the tiles over a window hold all of it that is in the plan, and none of them lies outside", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -4, max: 8 }),
      fc.nat(5000),
      fc.integer({ min: 1, max: 5000 }),
      (power, from, size) => {
        const level = { steps: power, bytes: 3 };
        const { columns } = tilesOver(level, [from, from + size], [0, 10], { steps: 4000, bytes: 10 });
        if (from >= 4000) {
          expect(columns).toEqual([0, 0]);
          return;
        }
        expect(tileSpan(power, columns[0])[0]).toBeLessThanOrEqual(from);
        expect(tileSpan(power, columns[1] - 1)[1]).toBeGreaterThanOrEqual(Math.min(4000, from + size));
        expect(tileSpan(power, columns[0])[1]).toBeGreaterThan(from);
      },
    ),
  );
});

test("a tile of the next level is two of this one", () => {
  expect(tileSpan(3, 5)).toEqual([5 * 8 * TILE, 6 * 8 * TILE]);
  expect(tileSpan(4, 1)).toEqual([tileSpan(3, 2)[0], tileSpan(3, 3)[1]]);
});
