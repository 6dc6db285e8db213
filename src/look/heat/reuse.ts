/** Reuse: of each cell the most tenants that any of its addresses has had over the whole plan. NaN where nobody ever lived. */

import { addressRows, rowAt } from "../address-rows.ts";
import { blankOutside } from "./cover.ts";
import type { HeatCells } from "./types.ts";

export const reuseCells: HeatCells = (grid) => {
  const { plan, arena, addresses, columns, rows: height } = grid;
  const rows = addressRows(plan, arena);
  const most = new Int32Array(height);
  const tall = height / (addresses[1] - addresses[0]);
  const last = rowAt(rows, addresses[1]);
  for (let i = Math.max(0, rowAt(rows, addresses[0])); i <= last && i + 1 < rows.edge.length; i++) {
    const tenants = rows.tenants[i] ?? 0;
    const top = Math.max(0, Math.floor((addresses[1] - (rows.edge[i + 1] ?? 0)) * tall));
    const foot = Math.min(height, (addresses[1] - (rows.edge[i] ?? 0)) * tall);
    for (let row = top; row < foot; row++) if (tenants > (most[row] ?? 0)) most[row] = tenants;
  }
  const cells = new Float32Array(columns * height);
  for (let row = 0; row < height; row++) {
    const tenants = most[row] ?? 0;
    cells.fill(tenants === 0 ? Number.NaN : tenants, row * columns, (row + 1) * columns);
  }
  blankOutside(grid, cells);
  return cells;
};
