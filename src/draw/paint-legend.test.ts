import { expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { tintsOf } from "../look/tints.ts";
import { draw } from "../store/testing/draw.ts";
import { modelOf } from "./model.ts";
import { legendOf } from "./paint-legend.ts";

const THEME = { uiEm: 0.55 };
const DRAWN = draw(textGraph("input x 64\na: y:64 = Op(x) ws=16\nout y"));
const MODEL = modelOf(DRAWN, tintsOf(DRAWN, "buffer"));

function words(width: number): readonly string[] {
  const { words, rows } = legendOf(MODEL, width, THEME);
  return [words, ...rows.map(([word]) => word)].filter((word) => word !== "");
}

test("with room the legend says all in full", () => {
  expect(words(600)).toEqual(["colour: buffer, shade: tenant", "input or output", "scratch"]);
});

test("with less room it says less, and never more than fits", () => {
  let said = Number.POSITIVE_INFINITY;
  for (let width = 600; width >= 0; width -= 5) {
    expect(legendOf(MODEL, width, THEME).length).toBeLessThanOrEqual(width);
    const letters = words(width).join("").length;
    expect(letters).toBeLessThanOrEqual(said);
    said = letters;
  }
  expect(words(20)).toEqual([]);
});
