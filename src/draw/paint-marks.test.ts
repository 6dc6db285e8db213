import { expect, test } from "vitest";
import { classFill } from "../look/fills.ts";
import { widthOf } from "./label.ts";
import { paintMarks } from "./paint-marks.ts";
import { makeRects, pushRect } from "./rects.ts";
import { svgSurface } from "./svg-surface.ts";
import { modelled, randomPlan } from "./testing/frames.ts";
import type { Theme } from "./theme.ts";

const THEME = { uiEm: 0.56, monoEm: 0.6, text: "#000000", text2: "#555555" } as Theme;
const ACROSS = classFill(3);

/** Where words end, and where lines of a pattern begin, in a bar of these pixels. */
function painted(w: number, h: number): { words: number; lines: number[] } {
  const list = makeRects();
  pushRect(list, 100, 50, w, h, ACROSS, 0);
  const surface = svgSurface(800, 200, { font: "x", mono: "y" }, () => "");
  const model = modelled(randomPlan(1));
  const inks = Array.from({ length: ACROSS + 1 }, () => "#000000");
  paintMarks(surface, model, list, { x: 0, y: 0, w: 800, h: 200 }, inks, THEME);
  const svg = surface.done();
  const [, x = "0", text = ""] = /<text x="([\d.]+)"[^>]*>([^<]*)</.exec(svg) ?? [];
  const lines = [...svg.matchAll(/<line x1="([\d.]+)"/g)].map(([, from]) => Number(from));
  return { words: Number(x) + widthOf(text, 11, THEME.uiEm), lines };
}

test("in a low bar the pattern of a class stands beside the words, not through them", () => {
  for (const w of [60, 90, 140, 300]) {
    const { words, lines } = painted(w, 14);
    expect(words).toBeGreaterThan(100);
    expect(lines.length).toBeGreaterThan(0);
    for (const from of lines) expect(from).toBeGreaterThanOrEqual(words);
  }
});

test("a low bar without room for words is patterned whole", () => {
  const { words, lines } = painted(20, 14);
  expect(words).toBe(0);
  expect(lines).toContain(100);
});
