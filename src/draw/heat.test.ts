import { expect, test } from "vitest";
import { addressRows } from "../look/address-rows.ts";
import { HEAT_MODES } from "../look/look.types.ts";
import { tenantsByPixel } from "./address-rows.ts";
import { cellUnder, gridOf, type Heat, heatRects } from "./heat.ts";
import { makeRects } from "./rects.ts";
import { frameOf, randomPlan } from "./testing/frames.ts";

const SEEDS = Array.from({ length: 12 }, (_, i) => i);
const MODES = HEAT_MODES.filter((mode) => mode !== "tenants");

test("a pixel row shows the most tenants of any address in it, so that no hot address is averaged away", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const frame = frameOf(plan);
    const rows = addressRows(plan, 0);
    expect(Math.max(...tenantsByPixel(rows, frame.address, frame.plot))).toBe(rows.most);
  }
});

test("every mode draws inside the plot, and holes are as many pixels as nobody has", () => {
  for (const seed of SEEDS) {
    const frame = frameOf(randomPlan(seed));
    const { plot } = frame;
    for (const mode of MODES) {
      const heat: Heat = { cells: makeRects(), wash: makeRects() };
      heatRects(frame, mode, heat);
      expect(heat.cells.count).toBeGreaterThan(0);
      for (let i = 0; i < heat.cells.count; i++) {
        expect(heat.cells.x[i] ?? 0).toBeGreaterThanOrEqual(plot.x);
        expect((heat.cells.y[i] ?? 0) + 1e-3).toBeGreaterThanOrEqual(plot.y);
        expect(heat.cells.w[i] ?? 0).toBeGreaterThan(0);
        expect(heat.cells.h[i] ?? 0).toBeGreaterThan(0);
      }
    }
  }
});

test("the cell under the pointer is the one that is drawn there", () => {
  const frame = frameOf(randomPlan(3));
  const grid = gridOf(frame);
  for (const [column, row] of [
    [0, 0],
    [7, 11],
    [40, 30],
  ] as const) {
    const cell = cellUnder(frame, frame.plot.x + column * 6 + 3, frame.plot.y + row * 5 + 2);
    const wide = (grid.steps[1] - grid.steps[0]) / grid.columns;
    const tall = (grid.addresses[1] - grid.addresses[0]) / grid.rows;
    expect(cell.steps[0]).toBeCloseTo(grid.steps[0] + column * wide, 6);
    expect(cell.addresses[1]).toBeCloseTo(grid.addresses[1] - row * tall, 6);
  }
});
