/** Occupancy: of each cell of a coarse grid over address × time, the share of its bytes × steps that is in use. */

import type { ArenaFrame } from "./arena-list.ts";
import { piecesAt } from "./geometry.ts";
import { at } from "./scale.ts";

/** Pixels a cell, across and up. */
const CELL_W = 6;
const CELL_H = 5;

export interface Occupancy {
  readonly columns: number;
  readonly rows: number;
  /** Pixels. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** 0 … 1, row by row from the top. */
  readonly share: Float64Array;
}

/** The grid over the plot of a frame. The shares times the area of a cell add up to the area of the storages in view. */
export function occupancyOf(frame: ArenaFrame): Occupancy {
  const { model, geometry, arena, time, address, plot } = frame;
  const { count, owner, start, end, offset, size } = piecesAt(model.plan, geometry);
  const { arena: arenaOf } = model.plan.storages;
  const columns = Math.max(1, Math.ceil(plot.w / CELL_W));
  const rows = Math.max(1, Math.ceil(plot.h / CELL_H));
  const share = new Float64Array(columns * rows);
  for (let k = 0; k < count; k++) {
    if (arenaOf[owner[k] ?? 0] !== arena || (size[k] ?? 0) <= 0) continue;
    const x0 = Math.max(0, (at(time, start[k] ?? 0) - plot.x) / CELL_W);
    const x1 = Math.min(columns, (at(time, end[k] ?? 0) - plot.x) / CELL_W);
    const y0 = Math.max(0, (at(address, (offset[k] ?? 0) + (size[k] ?? 0)) - plot.y) / CELL_H);
    const y1 = Math.min(rows, (at(address, offset[k] ?? 0) - plot.y) / CELL_H);
    for (let row = Math.floor(y0); row < y1; row++) {
      const tall = Math.min(y1, row + 1) - Math.max(y0, row);
      for (let column = Math.floor(x0); column < x1; column++) {
        const i = row * columns + column;
        share[i] = (share[i] ?? 0) + tall * (Math.min(x1, column + 1) - Math.max(x0, column));
      }
    }
  }
  return { columns, rows, cellWidth: CELL_W, cellHeight: CELL_H, share };
}
