import fc from "fast-check";
import { expect, test } from "vitest";
import {
  broughtIn,
  detailOf,
  firstLook,
  fitted,
  type Viewport,
  wholeView,
  windowOf,
  ZOOM_LEAST,
  ZOOM_MOST,
  zoomedAbout,
} from "./camera.ts";
import type { Box } from "./geometry.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const boxes: fc.Arbitrary<Box> = fc.record({
  x: number(-5000, 5000),
  y: number(-5000, 5000),
  width: number(1, 3000),
  height: number(1, 3000),
});
const sizes = fc.record({ width: number(120, 2000), height: number(120, 2000) });
const views: fc.Arbitrary<Viewport> = fc.record({
  x: number(-5000, 5000),
  y: number(-5000, 5000),
  zoom: number(0.05, 2),
});

/** Where a box is on screen. */
function onScreen(box: Box, view: Viewport): Box {
  return {
    x: box.x * view.zoom + view.x,
    y: box.y * view.zoom + view.y,
    width: box.width * view.zoom,
    height: box.height * view.zoom,
  };
}

test("what is fitted is wholly in the pane and in its middle", () => {
  fc.assert(
    fc.property(boxes, sizes, (box, size) => {
      const seen = onScreen(box, fitted(box, size));
      expect(seen.x).toBeGreaterThan(0);
      expect(seen.y).toBeGreaterThan(0);
      expect(seen.x * 2 + seen.width).toBeCloseTo(size.width, 6);
      expect(seen.y * 2 + seen.height).toBeCloseTo(size.height, 6);
    }),
  );
});

test("a box brought into view is inside if it fits, and is not moved if it was", () => {
  fc.assert(
    fc.property(boxes, views, sizes, (box, view, size) => {
      const moved = broughtIn(box, view, size);
      const seen = onScreen(box, moved);
      expect(moved.zoom).toBe(view.zoom);
      if (seen.width < size.width - 20) {
        expect(seen.x).toBeGreaterThan(0);
        expect(seen.x + seen.width).toBeLessThan(size.width);
      }
      const again = broughtIn(box, moved, size);
      if (seen.width < size.width - 21 && seen.height < size.height - 21) {
        expect(again.x).toBeCloseTo(moved.x, 6);
        expect(again.y).toBeCloseTo(moved.y, 6);
      }
    }),
  );
});

test("zooming keeps the point it is about, and stays within its limits", () => {
  fc.assert(
    fc.property(views, number(0.001, 1000), number(0, 2000), (view, factor, p) => {
      const after = zoomedAbout(view, factor, { x: p, y: p });
      expect((p - after.x) / after.zoom).toBeCloseTo((p - view.x) / view.zoom, 4);
      expect(after.zoom).toBeGreaterThanOrEqual(ZOOM_LEAST);
      expect(after.zoom).toBeLessThanOrEqual(ZOOM_MOST);
    }),
  );
});

test("the window is what the pane shows", () => {
  expect(windowOf({ x: -100, y: 50, zoom: 0.5 }, { width: 400, height: 200 })).toEqual({
    x: 200,
    y: -100,
    width: 800,
    height: 400,
  });
});

test("a graph that can be read whole is shown whole at first", () => {
  const graph = { x: 0, y: 0, width: 300, height: 600 };
  const size = { width: 320, height: 700 };
  const look = firstLook(graph, { x: 0, y: 0, width: 116, height: 44 }, size, () => ({
    left: 0,
    right: 300,
  }));
  expect(look).toEqual(wholeView(graph, size));
});

test("of a tall graph the first look shows the rows around the peak, at a size that can be read, centred", () => {
  const graph = { x: 0, y: 0, width: 2000, height: 20_000 };
  const size = { width: 320, height: 700 };
  const focus = { x: 942, y: 9000, width: 116, height: 44 };
  const look = firstLook(graph, focus, size, () => ({ left: 900, right: 1100 }));
  expect(detailOf(look.zoom)).toBe("near");
  expect(900 * look.zoom + look.x).toBeCloseTo(size.width - (1100 * look.zoom + look.x), 6);
  const seen = onScreen(focus, look);
  expect(seen.y + seen.height / 2).toBeCloseTo(size.height / 2, 6);
});

test("where the rows around the peak are too wide, the first look keeps the peak in view and shows no void beyond them", () => {
  const graph = { x: 0, y: 0, width: 2000, height: 20_000 };
  const size = { width: 320, height: 700 };
  const focus = { x: 1884, y: 0, width: 116, height: 44 };
  const look = firstLook(graph, focus, size, () => ({ left: 0, right: 2000 }));
  expect(look.zoom).toBeGreaterThanOrEqual(0.6);
  const seen = onScreen(focus, look);
  expect(seen.x + seen.width).toBeLessThan(size.width);
  expect(seen.x + seen.width).toBeGreaterThan(size.width - 20);
  expect(seen.y).toBeGreaterThanOrEqual(0);
  expect(seen.y).toBeLessThan(20);
});
