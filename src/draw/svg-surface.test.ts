import { expect, test } from "vitest";
import { makeRects, pushRect } from "./rects.ts";
import { dots, hatch } from "./surface.ts";
import { svgSurface } from "./svg-surface.ts";

const FONTS = { font: '"Segoe UI", sans-serif', mono: "monospace" };
const surface = () => svgSurface(200, 100, FONTS, () => "data:image/png;base64,AA==");

test("a list of rectangles becomes as many rectangles, in their colours", () => {
  const list = makeRects(1);
  pushRect(list, 1, 2, 3, 4, 0, -1);
  pushRect(list, 5, 6, 7.123, 8, 1, -1);
  const svg = surface();
  svg.rects(list, ["#111111", "#222222"], 0.5);
  const text = svg.done();
  expect(text).toContain('<rect x="1" y="2" width="3" height="4" fill="#111111"/>');
  expect(text).toContain('<rect x="5" y="6" width="7.12" height="8" fill="#222222"/>');
  expect(text).toContain('<g opacity="0.5">');
});

test("names of a model cannot break out of the document", () => {
  const svg = surface();
  svg.text('<script>"&', 0, 0, { colour: "#000000", size: 11 });
  const text = svg.done();
  expect(text).not.toContain("<script>");
  expect(text).toContain("&#60;script&#62;&#34;&#38;");
  expect(text).toContain("&#34;Segoe UI&#34;");
});

test("every group that is opened is closed", () => {
  const svg = surface();
  svg.clip({ x: 0, y: 0, w: 10, h: 10 }, () => hatch(svg, { x: 1, y: 1, w: 8, h: 8 }, "#333333"));
  dots(svg, { x: 0, y: 0, w: 400, h: 400 }, "#444444");
  const text = svg.done();
  expect(text.match(/<g[ >]/g)?.length).toBe(text.match(/<\/g>/g)?.length);
  expect(text.startsWith("<svg ")).toBe(true);
  expect(text.trimEnd().endsWith("</svg>")).toBe(true);
});

test("the grid of dots widens so that a huge rectangle stays cheap", () => {
  const svg = surface();
  dots(svg, { x: 0, y: 0, w: 4000, h: 4000 }, "#444444");
  expect(svg.done().match(/<rect/g)?.length).toBeLessThanOrEqual(441);
});
