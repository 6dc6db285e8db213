/** The heat modes of the arena as draw lists, for plans small enough to be counted whole: cells of a few pixels, or exact holes. */

import { formatBytes, formatCount } from "../core/units.ts";
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
import { binaryStride } from "./ticks.ts";

export interface Heat {
  readonly cells: Rects;
  /** Painted half over the cells, so that holes stay holes. */
  readonly wash: Rects;
}

/** Pixels a cell, across and up, at least; less than twice as many. */
const CELL_W = 5;
const CELL_H = 4;

/** What one cell of a frame stands for: powers of two of whole steps and bytes. */
function cellOf({ time, address }: ArenaFrame): { readonly steps: number; readonly bytes: number } {
  return { steps: binaryStride(CELL_W / time.per), bytes: binaryStride(CELL_H / -address.per) };
}

/** What the picture says of its cells. */
export function cellSize(frame: ArenaFrame): string {
  const { steps, bytes } = cellOf(frame);
  return `1 cell = ${formatCount(steps)} ${steps === 1 ? "step" : "steps"} × ${formatBytes(bytes)}`;
}

/** From the cell that holds `from` to the one that ends at `to` or after: at least one. */
function whole(from: number, to: number, cell: number): readonly [number, number] {
  const first = Math.floor(from / cell) * cell;
  return [first, Math.max(first + cell, Math.ceil(to / cell) * cell)];
}

/** The cells in view, whole, up to the one that holds the peak. */
export function gridOf(frame: ArenaFrame): HeatGrid {
  const { model, arena, time, address, plot } = frame;
  const cell = cellOf(frame);
  const peak = model.plan.arenas[arena]?.peak ?? 0;
  const steps = whole(
    Math.max(0, under(time, plot.x)),
    Math.min(model.plan.steps, under(time, plot.x + plot.w)),
    cell.steps,
  );
  const low = Math.max(0, under(address, plot.y + plot.h));
  const addresses = whole(low, Math.min(peak, under(address, plot.y)), cell.bytes);
  return {
    plan: model.plan,
    arena,
    steps,
    addresses,
    columns: (steps[1] - steps[0]) / cell.steps,
    rows: (addresses[1] - addresses[0]) / cell.bytes,
  };
}

/** The cell that holds a point, without what of it is after the last step or above the peak, as a grid of its own. */
export function cellUnder(frame: ArenaFrame, x: number, y: number): HeatGrid {
  const { plan } = frame.model;
  const cell = cellOf(frame);
  const step = Math.floor(under(frame.time, x) / cell.steps) * cell.steps;
  const low = Math.floor(under(frame.address, y) / cell.bytes) * cell.bytes;
  const peak = plan.arenas[frame.arena]?.peak ?? 0;
  return {
    plan,
    arena: frame.arena,
    columns: 1,
    rows: 1,
    steps: [step, Math.min(step + cell.steps, plan.steps)],
    addresses: [low, Math.min(low + cell.bytes, peak)],
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

/** Cells that stand beside each other in one colour are one rectangle. What is not of the plan is not of its cells either. */
function cells(frame: ArenaFrame, mode: "occupancy" | "churn", list: Rects): void {
  const { plot, time, address } = frame;
  const grid = gridOf(frame);
  const { steps, bytes } = cellOf(frame);
  const peak = grid.plan.arenas[grid.arena]?.peak ?? 0;
  const scale = HEAT_SCALES[mode];
  const top = scale.top(grid.plan, grid.arena);
  const numbers = scale.cells(grid);
  /** Pixel sides of cells: shared by neighbours, so that nothing shows between them. */
  const left = (column: number): number =>
    Math.round(Math.max(plot.x, at(time, Math.min(grid.plan.steps, grid.steps[0] + column * steps))));
  const upper = (row: number): number =>
    Math.round(Math.max(plot.y, at(address, Math.min(peak, grid.addresses[1] - row * bytes))));
  const [right, bottom] = [plot.x + plot.w, plot.y + plot.h];
  for (let row = 0; row < grid.rows; row++) {
    const high = grid.addresses[1] - row * bytes;
    const tall = (Math.min(peak, high) - (high - bytes)) / bytes;
    const y = upper(row);
    const h = Math.min(bottom, upper(row + 1)) - y;
    if (h <= 0) continue;
    const fillAt = (column: number): number => {
      const first = grid.steps[0] + column * steps;
      const wide = (Math.min(grid.plan.steps, first + steps) - first) / steps;
      const value = (numbers[row * grid.columns + column] ?? 0) / (wide * tall);
      return value > 0 ? heatFill(shareOf(scale, top, value)) : -1;
    };
    for (let column = 0, from = 0; column < grid.columns; column++) {
      const fill = fillAt(column);
      if (column + 1 < grid.columns && fillAt(column + 1) === fill) continue;
      const x = left(from);
      const w = Math.min(right, left(column + 1)) - x;
      if (fill >= 0 && w > 0) pushRect(list, x, y, w, h, fill, -1);
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
