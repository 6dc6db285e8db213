import { expect, test } from "vitest";
import { around, goingAlong, movedBy, pull, saysMoved, spanned } from "./drag.ts";

const box = (x: number, y: number) => ({ key: "node:a", x, y, width: 10, height: 4 }) as const;

test("a chosen box takes all that are chosen along, another goes alone", () => {
  expect(goingAlong("node:a", ["node:a", "value:x"])).toEqual(["node:a", "value:x"]);
  expect(goingAlong("node:b", ["node:a", "value:x"])).toEqual(["node:b"]);
});

test("boxes land on whole pixels", () => {
  expect(movedBy([box(1, 2)], { x: 0.6, y: -3.2 })).toEqual([box(2, -1)]);
});

test("one moved box is named, many are counted", () => {
  expect(saysMoved(["node:conv1"])).toBe("Moved conv1");
  expect(saysMoved(["node:conv1", "value:x", "output:y"])).toBe("Moved 3 boxes");
});

test("the box around some reaches from the first corner to the last", () => {
  expect(around([box(5, 9), box(0, 20)])).toEqual({ x: 0, y: 9, width: 15, height: 15 });
  expect(around([])).toBeUndefined();
});

test("a marquee may be drawn from any corner", () => {
  expect(spanned({ x: 9, y: 1 }, { x: 2, y: 8 })).toEqual({ x: 2, y: 1, width: 7, height: 7 });
});

test("the view follows at the edges of the pane only, and no faster beyond them", () => {
  const size = { width: 400, height: 300 };
  expect(pull({ x: 200, y: 150 }, size)).toEqual({ x: 0, y: 0 });
  expect(pull({ x: 0, y: 150 }, size).x).toBeGreaterThan(0);
  expect(pull({ x: 399, y: 150 }, size).x).toBeLessThan(0);
  expect(pull({ x: -500, y: 900 }, size)).toEqual({ x: 14, y: -14 });
});
