/** Reuse: of each cell the most tenants that any of its addresses has had over the whole plan. NaN where nobody ever lived. */

import { addressRows } from "../address-rows.ts";
import { blankOutside, overCells } from "./cover.ts";
import type { HeatCells } from "./types.ts";

export const reuseCells: HeatCells = (grid) => {
  const rows = addressRows(grid.plan, grid.arena);
  const cells = new Float32Array(grid.columns * grid.rows).fill(Number.NaN);
  for (let i = 0; i + 1 < rows.edge.length; i++) {
    const tenants = rows.tenants[i] ?? 0;
    if (tenants === 0) continue;
    overCells(grid, 0, grid.plan.steps, rows.edge[i] ?? 0, rows.edge[i + 1] ?? 0, (cell) => {
      if (!((cells[cell] ?? 0) >= tenants)) cells[cell] = tenants;
    });
  }
  blankOutside(grid, cells);
  return cells;
};
