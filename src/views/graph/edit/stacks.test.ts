import { expect, test } from "vitest";
import { MARGIN, type Sentence, stacksOf, widthOf } from "./stacks.ts";

const PANE = { width: 600, height: 500 };

function box(x: number, y: number) {
  return { x, y, width: 116, height: 44 };
}

function sentence(side: Sentence["side"], x: number, says = "In B: nothing is connected."): Sentence {
  return { side, kind: "open", says, x };
}

test("what is said of inputs stands above the box, of outputs below, each nearest that the stem of no other crosses", () => {
  const at = box(100, 200);
  const [above, below, ...more] = stacksOf(
    at,
    [sentence("in", 130), sentence("in", 180), sentence("out", 158)],
    PANE,
  );
  expect(more).toEqual([]);
  expect(above).toMatchObject({ edge: "above", y: 200, reaches: "right" });
  expect(above?.sentences.map((s) => [s.x, s.stem])).toEqual([
    [130, true],
    [180, true],
  ]);
  expect(below).toMatchObject({ edge: "below", y: 244, sentences: [{ x: 158 }] });
});

test("in the right half of the pane sentences reach to the left", () => {
  const [above] = stacksOf(box(450, 200), [sentence("in", 480), sentence("in", 530)], PANE);
  expect(above?.reaches).toBe("left");
  expect(above?.sentences.map((s) => s.x)).toEqual([530, 480]);
  expect(widthOf(sentence("in", 530), "left", PANE)).toBeLessThanOrEqual(530 - MARGIN);
});

test("without room at its edge a sentence goes to the other, without a stem", () => {
  const [top] = stacksOf(box(100, 6), [sentence("in", 150)], PANE);
  expect(top).toMatchObject({ edge: "below", sentences: [{ stem: false }] });
  const [bottom] = stacksOf(box(100, 450), [sentence("out", 150)], PANE);
  expect(bottom).toMatchObject({ edge: "above", sentences: [{ stem: false }] });
});

test("a box out of sight says nothing, and one partly in sight says it inside the pane", () => {
  expect(stacksOf(box(700, 200), [sentence("in", 750)], PANE)).toEqual([]);
  const [left] = stacksOf(box(-80, 200), [sentence("in", -20)], PANE);
  expect(left?.sentences[0]?.x).toBe(MARGIN);
  const [low] = stacksOf(box(100, -40), [sentence("in", 150)], PANE);
  expect(low?.edge).toBe("below");
});
