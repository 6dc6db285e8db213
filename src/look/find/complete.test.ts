import { expect, test } from "vitest";
import { textGraph } from "../../core/testing/text-graph.ts";
import { planOf } from "../testing/drawn.ts";
import { completionsOf } from "./complete.ts";

const NET = planOf(
  textGraph(`
    input x 100
    conv1: a:1000 = Conv(x)
    relu: b:1000 = Relu(a)
    out b
  `),
);

function offered(text: string, caret = text.length): readonly string[] {
  return completionsOf(text, caret, NET).items.map((item) => item.text);
}

test.each([
  ["si", ["size>"]],
  ["conv st", ["steps>", "start>"]],
  ["-ro", ["-role:"]],
  ["op:", ["op:Conv", "op:Relu"]],
  ["op:re", ["op:Relu"]],
  ["-op:con", ["-op:Conv"]],
  ["op:relu", []],
  ["live@", ["live@peak"]],
  ["layer:from", ['layer:"from outside"']],
  ["conv", []],
  ["", []],
  ["conv ", []],
  ['"si', []],
  ["size>", []],
])("%j is completed by %j", (text, texts) => {
  expect(offered(text)).toEqual(texts);
});

test("in the middle of a word nothing is offered, at the end of one that is followed by others its own", () => {
  expect(offered("size", 2)).toEqual([]);
  expect(completionsOf("a si b", 4, NET)).toMatchObject({ from: 2, to: 4, items: [{ text: "size>" }] });
});
