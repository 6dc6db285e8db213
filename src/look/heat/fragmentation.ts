/**
 * Fragmentation of a step: 1 − the largest free block ÷ all free bytes below the peak: the part of what is free that no
 * single hole can give. Of a cell with a hole the greatest over its steps; NaN where no hole is.
 */

import { fragmentationOf, freeSpace, rowOfStep } from "../free-space.ts";
import { holesIn } from "../holes.ts";
import { overCells } from "./cover.ts";
import type { HeatCells, HeatGrid } from "./types.ts";

/** The greatest fragmentation over the steps that each column touches. */
export function fragmentationByColumn({ plan, arena, steps, columns }: HeatGrid): Float32Array {
  const space = freeSpace(plan, arena);
  const wide = (steps[1] - steps[0]) / columns;
  const most = new Float32Array(columns);
  for (let column = 0; column < columns; column++) {
    const from = steps[0] + column * wide;
    const to = from + wide;
    if (to <= 0 || from >= plan.steps) continue;
    for (let row = Math.max(0, rowOfStep(space, from)); row < space.step.length; row++) {
      if ((space.step[row] ?? 0) >= to) break;
      const here = fragmentationOf(space.free[row] ?? 0, space.largest[row] ?? 0);
      if (here > (most[column] ?? 0)) most[column] = here;
    }
  }
  return most;
}

export const fragmentationCells: HeatCells = (grid) => {
  const { plan, arena, columns, rows } = grid;
  const most = fragmentationByColumn(grid);
  const holes = holesIn(plan, arena);
  const cells = new Float32Array(columns * rows).fill(Number.NaN);
  for (let h = 0; h < holes.count; h++) {
    overCells(grid, holes.start[h] ?? 0, holes.end[h] ?? 0, holes.low[h] ?? 0, holes.high[h] ?? 0, (cell) => {
      cells[cell] = most[cell % columns] ?? 0;
    });
  }
  return cells;
};
