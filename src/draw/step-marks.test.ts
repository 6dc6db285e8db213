import { expect, test } from "vitest";
import { timeScale } from "./scale.ts";
import { situationText } from "./situation.ts";
import { paintStepMarks } from "./step-marks.ts";
import { svgSurface } from "./svg-surface.ts";
import { randomPlan } from "./testing/frames.ts";
import type { Theme } from "./theme.ts";

const THEME = { uiEm: 0.6, hot: "#b84a00", bg: "#fff" } as Theme;
const PLOT = { x: 76, y: 20, w: 600, h: 200 };

function words(marks: readonly number[]): string[] {
  const surface = svgSurface(800, 240, { font: "x", mono: "y" }, () => "");
  paintStepMarks(surface, marks, timeScale([0, 100], 768), PLOT, { ...PLOT, y: 2, h: 15 }, THEME);
  return [...surface.done().matchAll(/<text[^>]*>([^<]*)</g)].map((found) => found[1] ?? "");
}

test("how far marks are apart stands between them where there is room", () => {
  expect(words([10, 40])).toEqual(["30 steps"]);
  expect(words([10, 12, 60])).toEqual(["48 steps"]);
  expect(words([10])).toEqual([]);
  expect(words([10, 200])).toEqual([]);
});

test("the label of a picture says what is not as usual, and nothing else", () => {
  const plan = randomPlan(1);
  const usual = {
    plan,
    arena: 0,
    time: [0, plan.steps],
    addresses: null,
    base: "hex",
    shows: "",
    found: null,
    area: "",
    marks: [],
  } as const;
  expect(situationText(usual)).toBe("");
  expect(
    situationText({
      ...usual,
      time: [3.5, 9.2],
      addresses: [16, 32],
      shows: "role",
      found: 1,
      area: "Area of step 4.",
      marks: [3, 1200],
    }),
  ).toBe(
    " In sight: steps 3–9 (7). Addresses [0x0010, 0x0020) in sight. Shown by role. 1 storage found. Area of step 4. Marked: steps 3, 1,200.",
  );
});
