/** Idle time: of each cell the steps that the longest-lasting hole in it stays unused. NaN where no hole is. */

import { holesIn } from "../holes.ts";
import { overCells } from "./cover.ts";
import type { HeatCells } from "./types.ts";

export const idleCells: HeatCells = (grid) => {
  const holes = holesIn(grid.plan, grid.arena);
  const cells = new Float32Array(grid.columns * grid.rows).fill(Number.NaN);
  for (let h = 0; h < holes.count; h++) {
    const [start, end] = [holes.start[h] ?? 0, holes.end[h] ?? 0];
    overCells(grid, start, end, holes.low[h] ?? 0, holes.high[h] ?? 0, (cell) => {
      if (!((cells[cell] ?? 0) >= end - start)) cells[cell] = end - start;
    });
  }
  return cells;
};
