import { expect, test } from "vitest";
import { addressRows } from "../look/address-rows.ts";
import { heatFill } from "../look/fills.ts";
import { HEAT_SCALES } from "../look/heat/scales.ts";
import { shareOf } from "../look/heat/types.ts";
import { HEAT_MODES } from "../look/look.types.ts";
import { tenantsByPixel } from "./address-rows.ts";
import { cellSize, cellUnder, gridOf, type Heat, heatRects } from "./heat.ts";
import { makeRects } from "./rects.ts";
import { at } from "./scale.ts";
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

test("the cell under the pointer is the one that is drawn there: whole steps, nothing above the peak", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const peak = plan.arenas[0]?.peak ?? 0;
    for (const time of [[0, plan.steps] as const, [7.3, 31.8] as const]) {
      const frame = frameOf(plan, time, [0, peak * 1.07]);
      const { plot } = frame;
      for (const mode of ["occupancy", "churn"] as const) {
        const heat: Heat = { cells: makeRects(), wash: makeRects() };
        heatRects(frame, mode, heat);
        const top = Math.round(at(frame.address, peak));
        for (let i = 0; i < heat.cells.count; i++) {
          const [x = 0, y = 0, w = 0] = [heat.cells.x[i], heat.cells.y[i], heat.cells.w[i]];
          expect(y).toBeGreaterThanOrEqual(top);
          expect(x + w).toBeLessThanOrEqual(plot.x + plot.w);
          const cell = cellUnder(frame, x + 0.6, y + 0.6);
          expect(cell.steps.map((step) => step % 1)).toEqual([0, 0]);
          expect(cell.steps[1]).toBeLessThanOrEqual(plan.steps);
          expect(cell.addresses[1]).toBeLessThanOrEqual(peak);
          const scale = HEAT_SCALES[mode];
          const share = shareOf(scale, scale.top(plan, 0), scale.cells(cell)[0] ?? 0);
          expect(heat.cells.fill[i]).toBe(heatFill(share));
        }
      }
    }
  }
});

test("a step that is some pixels wide has a cell of its own, and the picture says how large a cell is", () => {
  const plan = randomPlan(2);
  const wide = frameOf(plan, [0, 40], [0, 1024]);
  expect(gridOf(wide)).toMatchObject({ steps: [0, 40], columns: 40 });
  expect(cellSize(wide)).toBe("1 cell = 1 step × 32 B");
  const narrow = frameOf(plan, [0, 200], [0, 2 ** 20]);
  expect(cellSize(narrow)).toBe("1 cell = 4 steps × 32 KiB");
});
