import { expect, test } from "vitest";
import { type PictureWish, PLAIN_PICTURE } from "../look/image.types.ts";
import { MARK } from "../look/look.types.ts";
import type { Paint } from "./image.ts";
import { paintSheet, sheetOf, wrapped } from "./sheet.ts";
import { svgSurface } from "./svg-surface.ts";
import type { Theme } from "./theme.ts";

const THEME = {
  scheme: "light",
  bg: "#ffffff",
  text: "#000000",
  text2: "#555555",
  font: "sans-serif",
  mono: "monospace",
  uiEm: 0.55,
  monoEm: 0.6,
} as Theme;
const SHOWN = { width: 400, height: 200 };
const FULL: PictureWish = {
  ...PLAIN_PICTURE,
  title: "U-Net",
  subtitle: "Arena",
  legend: Array.from({ length: 12 }, (_, i) => ({ title: `class number ${i}`, fill: 28 + (i % 8) })),
  marks: [MARK.scratch],
  notes: ["peak 4 KiB", "a note that is too long for one line ".repeat(4).trim()],
};

const PANE: Paint = (surface, _, { width, height }) => surface.fill(1, 2, width, height, "#abcdef");

function painted(wish: PictureWish, paint = PANE): string {
  const sheet = sheetOf(SHOWN, wish, THEME);
  const surface = svgSurface(sheet.width, sheet.height, THEME, () => "");
  paintSheet(surface, sheet, wish, THEME, paint);
  return surface.done();
}

test("without words the sheet is the picture itself", () => {
  expect(sheetOf(SHOWN, PLAIN_PICTURE, THEME)).toMatchObject({ ...SHOWN, body: { x: 0, y: 0, ...SHOWN } });
  expect(sheetOf(SHOWN, { ...PLAIN_PICTURE, size: { width: 90, height: 80 } }, THEME)).toMatchObject({
    width: 90,
    height: 80,
  });
});

test("title and legend have room of their own, inside the sheet and apart from the picture", () => {
  const sheet = sheetOf(SHOWN, FULL, THEME);
  expect(sheet.body).toMatchObject(SHOWN);
  // words have more room than so narrow a picture, which stays in the middle
  expect(sheet.width).toBeGreaterThan(SHOWN.width + 24);
  expect(sheet.body.x - 12).toBe((sheet.width - 24 - SHOWN.width) / 2);
  expect(sheet.legendLines).toBeGreaterThan(1);
  expect(sheet.notes.length).toBeGreaterThan(2);
  const lines = [...painted(FULL).matchAll(/<text x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  expect(lines.length).toBe(2 + 13 + sheet.notes.length);
  for (const [x = 0, y = 0] of lines) {
    expect(x).toBeLessThan(sheet.width);
    expect(y < sheet.body.y || (y > sheet.body.y + SHOWN.height && y < sheet.height)).toBe(true);
  }
  // no two entries of the legend stand on each other
  const places = sheet.legend.map(({ x, line }) => `${x} ${line}`);
  expect(new Set(places).size).toBe(places.length);
});

test("the ground can be left out", () => {
  const ground = /<rect x="0" y="0"[^>]*fill="#ffffff"/;
  expect(painted(FULL)).toMatch(ground);
  expect(painted({ ...FULL, transparent: true })).not.toMatch(ground);
  // that of the pane, too
  const own: Paint = (surface, { bg }, { width, height }) => surface.fill(0, 0, width, height, bg);
  expect(painted(FULL, own).match(/fill="#ffffff"/g)?.length).toBe(2);
  expect(painted({ ...FULL, transparent: true }, own)).not.toContain('fill="#ffffff"');
});

test("lines break between words, and lose none", () => {
  const text = "one two three four five six seven eight nine ten";
  const lines = wrapped(text, 80, 11, 0.55);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.join(" ")).toBe(text);
});
