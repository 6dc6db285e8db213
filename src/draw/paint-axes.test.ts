import fc from "fast-check";
import { expect, test } from "vitest";
import { widthOf } from "./label.ts";
import { paintAddressAxis, paintStepAxis } from "./paint-axes.ts";
import { timeScale, upScale } from "./scale.ts";
import { svgSurface } from "./svg-surface.ts";
import { modelled, randomPlan } from "./testing/frames.ts";
import type { Theme } from "./theme.ts";

const THEME = {
  uiEm: 0.56,
  monoEm: 0.6,
  text2: "#555",
  grid: "#eee",
  line: "#ddd",
  lineStrong: "#999",
} as Theme;
const MODEL = modelled(randomPlan(1));

function texts(paint: (surface: ReturnType<typeof svgSurface>) => void): { x: number; text: string }[] {
  const surface = svgSurface(1000, 400, { font: "x", mono: "y" }, () => "");
  paint(surface);
  return [...surface.done().matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)</g)].map((found) => ({
    x: Number(found[1]),
    text: found[2] ?? "",
  }));
}

test("numbers of steps never meet, stand at even distances and have separators, up to a million", () => {
  const model = { ...MODEL, plan: { ...MODEL.plan, steps: 1_000_000 } };
  const window = fc
    .tuple(fc.integer({ min: 0, max: 999_000 }), fc.integer({ min: 60, max: 1_000_000 }))
    .map(([from, long]) => [from, Math.min(1_000_000, from + long)] as const);
  fc.assert(
    fc.property(window, fc.integer({ min: 300, max: 1800 }), (time, width) => {
      const axis = { x: 76, y: 300, w: width - 168, h: 22 };
      const found = texts((surface) => paintStepAxis(surface, model, timeScale(time, width), axis, THEME));
      const numbers = found.map(({ text }) => Number(text.replaceAll(",", "")));
      for (const [i, { x, text }] of found.entries()) {
        if ((numbers[i] ?? 0) >= 1000) expect(text).toContain(",");
        const next = found[i + 1];
        if (next === undefined) continue;
        const [a, b] = [text, next.text].map((word) => widthOf(word, 10.5, THEME.uiEm) / 2);
        expect(x + (a ?? 0)).toBeLessThan(next.x - (b ?? 0));
        expect((numbers[i + 1] ?? 0) - (numbers[i] ?? 0)).toBe((numbers[1] ?? 0) - (numbers[0] ?? 0));
      }
    }),
  );
});

test("addresses stand at multiples of a power of two, also when they are read in decimal", () => {
  for (const base of ["hex", "dec"] as const) {
    const plot = { x: 76, y: 20, w: 600, h: 300 };
    const scale = upScale([0, 1_000_000], plot);
    const found = texts((surface) => paintAddressAxis(surface, scale, plot, 1_000_000, base, THEME));
    const values = found.map(({ text }) =>
      base === "hex"
        ? Number.parseInt(text.replace("0x", "").replaceAll("_", ""), 16)
        : Number(text.replaceAll(",", "")),
    );
    const stride = (values[1] ?? 0) - (values[0] ?? 0);
    expect(values.length).toBeGreaterThan(3);
    expect(Math.log2(stride) % 1).toBe(0);
    for (const value of values) expect(value % stride).toBe(0);
  }
});
