import fc from "fast-check";
import { expect, test } from "vitest";
import { snap } from "./snap.ts";

const box = (x: number, y: number, width = 100, height = 40) => ({ x, y, width, height });

test("a box that is nearly below another is put straight below it, and a line shows it", () => {
  const { x, y, guides } = snap(box(3, 100), [box(0, 0)], 6);
  expect({ x, y }).toEqual({ x: -3, y: 0 });
  expect(guides).toEqual([{ across: "x", at: 50, from: 0, to: 140 }]);
});

test("middles of boxes of unlike widths are aligned", () => {
  const { x, guides } = snap(box(32, 100, 40), [box(0, 0)], 6);
  expect(x).toBe(-2);
  expect(guides).toEqual([{ across: "x", at: 50, from: 0, to: 140 }]);
});

test("of two neighbours the nearer line wins", () => {
  expect(snap(box(4, 100), [box(0, 0), box(6, 300)], 6).x).toBe(2);
});

test("nothing near is nothing done", () => {
  expect(snap(box(40, 100), [box(0, 0)], 6)).toEqual({ x: 0, y: 0, guides: [] });
  expect(snap(box(40, 100), [], 6)).toEqual({ x: 0, y: 0, guides: [] });
});

const boxes = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  width: fc.integer({ min: 1, max: 200 }),
  height: fc.integer({ min: 1, max: 200 }),
});

test("a push is never larger than the slack, and what was snapped needs no further push", () => {
  fc.assert(
    fc.property(
      boxes,
      fc.array(boxes, { maxLength: 12 }),
      fc.integer({ min: 1, max: 20 }),
      (b, others, slack) => {
        const { x, y } = snap(b, others, slack);
        expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(slack);
        const again = snap({ ...b, x: b.x + x, y: b.y + y }, others, slack);
        expect([Math.abs(again.x), Math.abs(again.y)]).toEqual([0, 0]);
      },
    ),
  );
});
