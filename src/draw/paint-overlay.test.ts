import fc from "fast-check";
import { expect, test } from "vitest";
import { paintOutlines, paintTab } from "./paint-overlay.ts";
import { timeScale } from "./scale.ts";
import { svgSurface } from "./svg-surface.ts";
import type { Theme } from "./theme.ts";

const THEME = {
  uiEm: 0.6,
  accent: "#00f",
  accentInk: "#fff",
  lineStrong: "#999",
  raised: "#eee",
  text: "#000",
  bg: "#fff",
} as Theme;
const STRIP = { x: 76, y: 2, w: 600, h: 15 };

function tab(step: number, peak: boolean, taken: readonly [number, number] | null) {
  const surface = svgSurface(800, 40, { font: "x", mono: "y" }, () => "");
  const time = timeScale([0, 100], 768);
  return paintTab(surface, time, STRIP, step, THEME, { quiet: !peak, word: peak ? "peak" : "", taken });
}

test("the pointer's tab stands beside the cursor's, both inside the strip", () => {
  const step = fc.integer({ min: 0, max: 99 });
  fc.assert(
    fc.property(step, step, (cursor, over) => {
      const first = tab(cursor, true, null);
      const second = tab(over, false, first);
      if (first === null || second === null) throw new Error("every step of this scale is in sight");
      for (const [left, right] of [first, second]) {
        expect(left).toBeGreaterThanOrEqual(STRIP.x);
        expect(right).toBeLessThanOrEqual(STRIP.x + STRIP.w);
      }
      expect(second[0] >= first[1] || second[1] <= first[0]).toBe(true);
    }),
  );
});

/** Outlines of `n` kin of these sides in pixels, all in sight. */
function outlines(n: number, w: number, h: number): number {
  const surface = svgSurface(800, 400, { font: "x", mono: "y" }, () => "");
  const plot = { x: 0, y: 0, w: 800, h: 400 };
  const kin = Array.from({ length: n }, (_, s) => s);
  paintOutlines(
    surface,
    plot,
    { kin, selected: undefined, hovered: undefined },
    (s) => ({ x: s % 700, y: 10, w, h }),
    THEME,
  );
  return surface.done().match(/fill="none"/g)?.length ?? 0;
}

test("tenants of one buffer are outlined all alike: each that can be told apart, or none", () => {
  expect(outlines(100, 10, 10)).toBe(100);
  expect(outlines(100, 1, 10)).toBe(0);
  expect(outlines(2_000, 10, 10)).toBe(0);
});
