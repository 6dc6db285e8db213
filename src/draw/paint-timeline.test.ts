import { expect, test } from "vitest";
import { rowsOf } from "../look/rows.ts";
import type { BarsFrame } from "./bars.ts";
import { geometryOf } from "./geometry.ts";
import { rowsInView, timelineBoxes } from "./paint-timeline.ts";
import { modelled, randomPlan } from "./testing/frames.ts";

const PLAN = randomPlan(5, 60);
const ROWS = rowsOf({ plan: PLAN, graph: null }, 0, {
  kind: "tensors",
  sort: "start",
  down: false,
  folded: new Set(),
});

function frame(height: number, scroll: number): BarsFrame {
  const box = { x: 76, y: 100, w: 600, h: height };
  return {
    model: modelled(PLAN),
    geometry: geometryOf(PLAN),
    rows: ROWS,
    rowAt: ROWS.rowOf,
    time: { from: 0, origin: box.x, per: 600 / PLAN.steps },
    box,
    rowHeight: 17,
    scroll,
  };
}

test("a picture says which rows it shows as soon as some are outside of it", () => {
  expect(rowsInView(frame(60 * 17, 0))).toEqual([]);
  expect(rowsInView(frame(170, 0))[0]).toBe("rows 1–10 of 60");
  expect(rowsInView(frame(170, 17 * 50))[0]).toBe("rows 51–60 of 60");
  expect(rowsInView(frame(4, 17 * 3))[0]).toBe("rows 4–4 of 60");
});

test("curve, ruler and rows stand under each other without overlapping, however low the pane is", () => {
  for (const height of [60, 120, 250, 400, 900]) {
    const { strip, curve, steps, rows } = timelineBoxes(800, height);
    const boxes = [strip, curve, steps, rows];
    for (const [i, box] of boxes.entries()) {
      const next = boxes[i + 1];
      if (next !== undefined) expect(box.y + box.h).toBeLessThanOrEqual(next.y);
      expect(box).toMatchObject({ x: 76, w: strip.w });
    }
  }
});
