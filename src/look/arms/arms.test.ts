import { expect, test } from "vitest";
import { placesOf } from "./columns.ts";
import { FIXED, type Spot, walked } from "./walk.ts";

test("arms of one layer are stacked, and a wide layer goes on in the next column", () => {
  const places = placesOf([0, 1, 1, 2]);
  expect(places.columns).toEqual([
    { layer: 0, arms: [0] },
    { layer: 1, arms: [1, 2] },
    { layer: 2, arms: [3] },
  ]);
  expect(places.lanes).toBe(2);
  const wide = placesOf([0, 0, 0, 0, 1]);
  expect(wide.columns.map(({ arms }) => arms)).toEqual([[0, 1], [2, 3], [4]]);
  expect(wide.columnOf).toEqual([0, 0, 1, 1, 2]);
  expect(wide.laneOf).toEqual([0, 1, 0, 1, 0]);
  expect(placesOf([]).lanes).toBe(1);
});

test("arrows walk through stacked arms one by one, then to the next row", () => {
  const places = placesOf([0, 1, 1]);
  let spot: Spot = { row: -1, column: FIXED + 1, lane: 0 };
  const press = (key: string, ctrlKey = false) => {
    spot = walked(places, 2, spot, { key, ctrlKey }, 10) ?? spot;
    return [spot.row, spot.column - FIXED, spot.lane];
  };
  expect(press("ArrowDown")).toEqual([-1, 1, 1]);
  expect(press("ArrowDown")).toEqual([0, 1, 0]);
  expect(press("ArrowUp")).toEqual([-1, 1, 1]);
  expect(press("ArrowLeft")).toEqual([-1, 0, 0]);
  // the head begins with the arms
  expect(press("ArrowLeft")).toEqual([-1, 0, 0]);
  expect(press("End", true)).toEqual([1, 1, 0]);
  expect(press("ArrowDown")).toEqual([1, 1, 1]);
  expect(press("ArrowDown")).toEqual([1, 1, 1]);
  expect(press("Home", true)).toEqual([0, -FIXED, 0]);
  expect(press("ArrowUp")).toEqual([0, -FIXED, 0]);
  expect(walked(places, 2, spot, { key: "x", ctrlKey: false }, 10)).toBeUndefined();
});
