/** The heat modes of the arena as draw lists, for plans small enough to be counted whole: cells of a few pixels, or exact holes. */

import { addressRows } from "../look/address-rows.ts";
import { GROUND, heatFill } from "../look/fills.ts";
import { fragmentationByColumn } from "../look/heat/fragmentation.ts";
import { type CellMode, HEAT_SCALES } from "../look/heat/scales.ts";
import { type HeatGrid, shareOf } from "../look/heat/types.ts";
import { holesIn } from "../look/holes.ts";
import { tenantsByPixel } from "./address-rows.ts";
import { type ArenaFrame, BUDGET } from "./arena-list.ts";
import { pushRect, type Rects } from "./rects.ts";
import { at, under } from "./scale.ts";

export interface Heat {
  readonly cells: Rects;
  /** Painted half over the cells, so that holes stay holes. */
  readonly wash: Rects;
}

/** Pixels a cell, across and up. */
const CELL_W = 6;
const CELL_H = 5;

/** The cells of a frame: of a few pixels each, the first at the plot's top left. */
export function gridOf({ model, arena, time, address, plot }: ArenaFrame): HeatGrid {
  const columns = Math.max(1, Math.ceil(plot.w / CELL_W));
  const rows = Math.max(1, Math.ceil(plot.h / CELL_H));
  return {
    plan: model.plan,
    arena,
    steps: [under(time, plot.x), under(time, plot.x + columns * CELL_W)],
    addresses: [under(address, plot.y + rows * CELL_H), under(address, plot.y)],
    columns,
    rows,
  };
}

/** The cell of a frame's grid that holds a point, as a grid of its own. */
export function cellUnder(frame: ArenaFrame, x: number, y: number): HeatGrid {
  const grid = gridOf(frame);
  const left = frame.plot.x + Math.floor((x - frame.plot.x) / CELL_W) * CELL_W;
  const top = frame.plot.y + Math.floor((y - frame.plot.y) / CELL_H) * CELL_H;
  return {
    ...grid,
    columns: 1,
    rows: 1,
    steps: [under(frame.time, left), under(frame.time, left + CELL_W)],
    addresses: [under(frame.address, top + CELL_H), under(frame.address, top)],
  };
}

/** The holes in view as rectangles; of very many the narrow ones are left out. */
function holes(frame: ArenaFrame, list: Rects, fill: (steps: number) => number): void {
  const { plot, time, address } = frame;
  const found = holesIn(frame.model.plan, frame.arena);
  const least = found.count > BUDGET ? 0.5 : 0;
  const [right, bottom] = [plot.x + plot.w, plot.y + plot.h];
  for (let h = 0; h < found.count; h++) {
    const [start, end] = [found.start[h] ?? 0, found.end[h] ?? 0];
    const x0 = Math.max(plot.x, at(time, start));
    const x1 = Math.min(right, at(time, end));
    const y0 = Math.max(plot.y, at(address, found.high[h] ?? 0));
    const y1 = Math.min(bottom, at(address, found.low[h] ?? 0));
    if (x1 - x0 <= least || y1 <= y0) continue;
    const [x, y] = [Math.round(x0), Math.round(y0)];
    const w = Math.max(1, Math.round(x1) - x);
    pushRect(list, x, y, w, Math.max(1, Math.round(y1) - y), fill(end - start), -1);
  }
}

function reuse(frame: ArenaFrame, heat: Heat): void {
  const { plan } = frame.model;
  const rows = addressRows(plan, frame.arena);
  const tenants = tenantsByPixel(rows, frame.address, frame.plot);
  const top = HEAT_SCALES.reuse.top(plan, frame.arena);
  const left = Math.max(frame.plot.x, at(frame.time, 0));
  const right = Math.min(frame.plot.x + frame.plot.w, at(frame.time, plan.steps));
  for (let y = 0, from = 0; y < tenants.length; y++) {
    const count = tenants[y] ?? 0;
    if (y + 1 < tenants.length && tenants[y + 1] === count) continue;
    const fill = heatFill(shareOf(HEAT_SCALES.reuse, top, count));
    if (count > 0) pushRect(heat.cells, left, frame.plot.y + from, right - left, y + 1 - from, fill, -1);
    from = y + 1;
  }
  holes(frame, heat.wash, () => GROUND);
}

/** Cells that stand beside each other in one colour are one rectangle. */
function cells(frame: ArenaFrame, mode: "occupancy" | "churn", list: Rects): void {
  const grid = gridOf(frame);
  const scale = HEAT_SCALES[mode];
  const top = scale.top(grid.plan, grid.arena);
  const numbers = scale.cells(grid);
  const fillAt = (row: number, column: number): number => {
    const value = numbers[row * grid.columns + column] ?? 0;
    return value > 0 ? heatFill(shareOf(scale, top, value)) : -1;
  };
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0, from = 0; column < grid.columns; column++) {
      const fill = fillAt(row, column);
      if (column + 1 < grid.columns && fillAt(row, column + 1) === fill) continue;
      const x = frame.plot.x + from * CELL_W;
      const y = frame.plot.y + row * CELL_H;
      if (fill >= 0) pushRect(list, x, y, (column + 1 - from) * CELL_W, CELL_H, fill, -1);
      from = column + 1;
    }
  }
}

/** Columns from the floor to the peak: the storages are painted over them, so that only holes show. */
function fragmentation(frame: ArenaFrame, list: Rects): void {
  const { model, arena, time, address, plot } = frame;
  const { plan } = model;
  const columns = Math.ceil(plot.w);
  const steps = [under(time, plot.x), under(time, plot.x + columns)] as const;
  const addresses = [0, 1] as const;
  const most = fragmentationByColumn({ plan, arena, steps, addresses, columns, rows: 1 });
  const fills = Int32Array.from(most, heatFill);
  const first = Math.max(0, Math.round(at(time, 0) - plot.x));
  const last = Math.min(columns, Math.round(at(time, plan.steps) - plot.x));
  const y = Math.max(plot.y, at(address, plan.arenas[arena]?.peak ?? 0));
  const h = Math.min(plot.y + plot.h, at(address, 0)) - y;
  for (let column = first, from = first; column < last && h > 0; column++) {
    if (column + 1 < last && fills[column + 1] === fills[column]) continue;
    pushRect(list, plot.x + from, y, column + 1 - from, h, fills[column] ?? 0, -1);
    from = column + 1;
  }
}

/** Fills `heat` for a mode other than "tenants". */
export function heatRects(frame: ArenaFrame, mode: CellMode, heat: Heat): void {
  switch (mode) {
    case "reuse":
      reuse(frame, heat);
      break;
    case "occupancy":
    case "churn":
      cells(frame, mode, heat.cells);
      break;
    case "idle":
      holes(frame, heat.cells, (steps) =>
        heatFill(steps / HEAT_SCALES.idle.top(frame.model.plan, frame.arena)),
      );
      break;
    case "fragmentation":
      fragmentation(frame, heat.cells);
      break;
  }
}
