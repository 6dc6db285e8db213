import { expect, test } from "vitest";
import { sweepSizes } from "../../../core/dialects/tiles/sweep.ts";
import { MLP, TILE } from "../../../core/dialects/tiles/testing/mlp.ts";
import { TILING } from "../../../core/dialects/tiles/testing/schedules.ts";
import { curveOf, loadsOf, placeOfSize, runs, seriesAt } from "./scales.ts";

const SWEPT = sweepSizes(MLP, TILING, () => {});
if (!SWEPT.ok) throw new Error(SWEPT.problem.message);
const SWEEP = SWEPT.value;
const BOX = { x: 50, y: 10, w: 280, h: 100 };
const CURVE = curveOf(SWEEP, BOX);
const AT_NINE = SWEEP.points.findIndex(({ capacity }) => capacity === 9 * TILE);

test("the curve fills its box, with room beneath the floor", () => {
  expect([CURVE.xOf(0), CURVE.xOf(SWEEP.points.length - 1)]).toEqual([50, 330]);
  expect(CURVE.yOf(85)).toBe(10);
  expect(CURVE.yOf(39)).toBeGreaterThan(80);
  expect(CURVE.yOf(39)).toBeLessThan(96);
});

test("each size has the loads of each policy", () => {
  const point = SWEEP.points[AT_NINE];
  if (point === undefined) throw new Error("nine tiles are tried");
  expect((["furthest", "lru", "fifo", "original"] as const).map((one) => loadsOf(point, one))).toEqual([
    49, 60, 60, 60,
  ]);
});

test("sizes at which the original gives up are one run", () => {
  expect(runs(SWEEP.points, (point) => point.error !== null)).toEqual([[0, 4]]);
  expect(runs([1, 0, 1, 1], (one) => one === 1)).toEqual([
    [0, 0],
    [2, 3],
  ]);
});

test("a size between two that were tried stands between them", () => {
  expect(placeOfSize(SWEEP.points, 9 * TILE)).toBe(AT_NINE);
  expect(placeOfSize(SWEEP.points, 9.5 * TILE)).toBe(AT_NINE + 0.5);
  expect(placeOfSize(SWEEP.points, 1)).toBe(0);
  expect(placeOfSize(SWEEP.points, 1e9)).toBe(SWEEP.points.length - 1);
});

test("where the original is wrong it is hit before its equals, elsewhere the nearest is", () => {
  const point = SWEEP.points[AT_NINE];
  const twelve = SWEEP.points[AT_NINE + 3];
  if (point === undefined || twelve === undefined) throw new Error("they are tried");
  expect(seriesAt(CURVE, point, CURVE.yOf(60), 8)).toBe("original");
  expect(seriesAt(CURVE, point, CURVE.yOf(49), 8)).toBe("furthest");
  expect(seriesAt(CURVE, twelve, CURVE.yOf(43), 3)).toBe("lru");
  expect(seriesAt(CURVE, point, CURVE.yOf(85), 8)).toBeUndefined();
});
