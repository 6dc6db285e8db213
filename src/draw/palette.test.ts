import { expect, test } from "vitest";
import { CLASSES, classFill, GROUND } from "../look/fills.ts";
import { fillPaint, heatColour, inkOn, luminance, tenantPaint } from "./palette.ts";

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test("the words on every tenant and every heat colour have a contrast of at least 4.5", () => {
  for (const scheme of ["light", "dark"] as const) {
    for (let slot = 0; slot < 7; slot++) {
      for (let ordinal = 0; ordinal < 4; ordinal++) {
        const { fill, ink } = tenantPaint(slot, ordinal, scheme);
        expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
  for (let i = 0; i <= 20; i++) {
    expect(contrast(heatColour(i / 20), inkOn(heatColour(i / 20)))).toBeGreaterThanOrEqual(4.5);
  }
});

test("more heat is lighter, all along the scale", () => {
  const lights = Array.from({ length: 21 }, (_, i) => luminance(heatColour(i / 20)));
  expect(lights).toEqual([...lights].sort((a, b) => a - b));
});

test("tenants next to each other in a buffer differ in colour", () => {
  for (let slot = 0; slot < 7; slot++) {
    for (let ordinal = 0; ordinal < 6; ordinal++) {
      expect(tenantPaint(slot, ordinal, "dark").fill).not.toBe(tenantPaint(slot, ordinal + 1, "dark").fill);
    }
  }
});

test("the words on everything that a fill can mean have a contrast of at least 4.5", () => {
  for (const scheme of ["light", "dark"] as const) {
    for (let i = 0; i < GROUND; i++) {
      const { fill, ink } = fillPaint(i, scheme);
      expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test("classes of a legend differ in colour, and all others are grey", () => {
  for (const scheme of ["light", "dark"] as const) {
    const fills = Array.from({ length: CLASSES }, (_, k) => fillPaint(classFill(k), scheme).fill);
    expect(new Set(fills).size).toBe(CLASSES);
    expect(fills.at(-1)).toMatch(/^#(..)\1\1$/);
  }
});
