/** Occupancy: of each cell the share of its bytes × steps that is in use, 0 … 1. */

import { piecesIn } from "../../core/needs.ts";
import { blankOutside, overCells } from "./cover.ts";
import type { HeatCells } from "./types.ts";

export const occupancyCells: HeatCells = (grid) => {
  const { plan, arena } = grid;
  const pieces = piecesIn(plan);
  const cells = new Float32Array(grid.columns * grid.rows);
  for (let k = 0; k < pieces.count; k++) {
    if (pieces.arena[k] !== arena) continue;
    const base = plan.storages.offset[pieces.owner[k] ?? 0] ?? 0;
    const low = base + (pieces.low[k] ?? 0);
    const high = base + (pieces.high[k] ?? 0);
    if (high <= low) continue;
    overCells(grid, pieces.start[k] ?? 0, pieces.end[k] ?? 0, low, high, (cell, share) => {
      cells[cell] = (cells[cell] ?? 0) + share;
    });
  }
  blankOutside(grid, cells);
  return cells;
};
