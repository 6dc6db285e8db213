import { expect, test } from "vitest";
import { Random } from "../core/testing/random.ts";
import { around, inside, panned, type Range, revealing, zoomed } from "./range.ts";

const WHOLE: Range = [0, 1000];
const random = new Random(7);
const some = (): Range => {
  const from = random.integer(0, 900);
  return [from, from + random.integer(1, 1000 - from)];
};

test("a window stays inside the whole whatever is done to it", () => {
  for (let i = 0; i < 500; i++) {
    const window = some();
    const factor = random.integer(1, 40) / 10;
    const about = random.integer(0, 1000);
    for (const next of [
      zoomed(window, about, factor, WHOLE, 4),
      panned(window, random.integer(-2000, 2000), WHOLE),
      around(window[0], window[1], WHOLE, 4),
      revealing(window, 40, 60, WHOLE),
    ]) {
      const [from, to] = next ?? WHOLE;
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(1000 + 1e-9);
      expect(to).toBeGreaterThan(from);
    }
  }
});

test("what is under the pointer stays there while zooming in", () => {
  const next = zoomed([200, 600], 300, 0.5, WHOLE, 4);
  expect(next).toEqual([250, 450]);
});

test("a window that shows everything is null, so that it follows the next plan", () => {
  expect(zoomed([10, 900], 500, 10, WHOLE, 4)).toBeNull();
  expect(panned(WHOLE, 50, WHOLE)).toBeNull();
  expect(inside(null, WHOLE)).toEqual(WHOLE);
});

test("zooming in ends at the least window, and a smaller one does not jump back to it", () => {
  expect(zoomed([100, 110], 105, 0.1, WHOLE, 4)).toEqual([103, 107]);
  expect(zoomed([100, 102], 101, 0.5, WHOLE, 4)).toEqual([100, 102]);
});

test("revealing keeps a window that already shows the thing, and centres on one that does not", () => {
  expect(revealing([100, 200], 120, 140, WHOLE)).toEqual([100, 200]);
  expect(revealing([100, 200], 500, 520, WHOLE)).toEqual([460, 560]);
});

test("a window of a plan that has become shorter moves into the new one", () => {
  expect(inside([800, 1000], [0, 500])).toEqual([300, 500]);
  expect(inside([0, 1000], [0, 500])).toEqual([0, 500]);
});
