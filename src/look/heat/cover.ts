/** Rectangles of steps × addresses over the cells of a grid. */

import type { HeatGrid } from "./types.ts";

/** Calls back for every cell that the rectangle touches, with the share of the cell that it covers. */
export function overCells(
  { steps, addresses, columns, rows }: HeatGrid,
  start: number,
  end: number,
  low: number,
  high: number,
  each: (cell: number, share: number) => void,
): void {
  const wide = columns / (steps[1] - steps[0]);
  const tall = rows / (addresses[1] - addresses[0]);
  const x0 = Math.max(0, (start - steps[0]) * wide);
  const x1 = Math.min(columns, (end - steps[0]) * wide);
  const y0 = Math.max(0, (addresses[1] - high) * tall);
  const y1 = Math.min(rows, (addresses[1] - low) * tall);
  for (let row = Math.floor(y0); row < y1; row++) {
    const part = Math.min(y1, row + 1) - Math.max(y0, row);
    for (let column = Math.floor(x0); column < x1; column++) {
      each(row * columns + column, part * (Math.min(x1, column + 1) - Math.max(x0, column)));
    }
  }
}

/** NaN in every cell that lies outside of the plan's steps or above `peak`: no address of it can ever be used. */
export function blankOutside(grid: HeatGrid, cells: Float32Array): void {
  const { plan, arena, steps, addresses, columns, rows } = grid;
  const peak = plan.arenas[arena]?.peak ?? 0;
  for (let row = 0; row < rows; row++) {
    const high = addresses[1] - (row * (addresses[1] - addresses[0])) / rows;
    const low = high - (addresses[1] - addresses[0]) / rows;
    for (let column = 0; column < columns; column++) {
      const from = steps[0] + (column * (steps[1] - steps[0])) / columns;
      const to = from + (steps[1] - steps[0]) / columns;
      if (high <= 0 || low >= peak || to <= 0 || from >= plan.steps)
        cells[row * columns + column] = Number.NaN;
    }
  }
}
