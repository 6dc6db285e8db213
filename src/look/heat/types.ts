/** What the heat modes of the arena have in common: a grid of cells over a window of steps and addresses, one number a cell. */

import type { Plan } from "../../core/plan.types.ts";

/** Cells of equal size over half-open windows, which may begin and end within a step or byte. */
export interface HeatGrid {
  readonly plan: Plan;
  readonly arena: number;
  readonly steps: readonly [from: number, to: number];
  readonly addresses: readonly [from: number, to: number];
  readonly columns: number;
  readonly rows: number;
}

/**
 * One number a cell, row by row, the highest addresses first, the earliest step first in each. NaN: the cell has no such
 * number (nothing of it is free, nobody ever lived there, it is outside of the plan), and nothing is to be painted.
 */
export type HeatCells = (grid: HeatGrid) => Float32Array;

/** One heat mode. */
export interface HeatScale {
  readonly cells: HeatCells;
  /** The number at which the scale ends, in the unit of the cells: of a plan's arena as a whole, whatever is in view. */
  readonly top: (plan: Plan, arena: number) => number;
  /** Makes what the cells of an arena need for the first time and what takes long, in turns. */
  readonly prepare?: (plan: Plan, arena: number) => Generator<undefined, unknown>;
  /** The number at which the scale begins: 0 or 1. */
  readonly bottom: 0 | 1;
}

/** Share of the scale, 0 … 1, that a number of a cell is. */
export function shareOf(scale: HeatScale, top: number, value: number): number {
  return (value - scale.bottom) / Math.max(1e-9, top - scale.bottom);
}
