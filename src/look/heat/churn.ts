/**
 * Churn: how much of a cell changes hands. Of one byte at one step it is 1 when its tenant begins there, and 1 more when
 * its tenant ends there; of a cell the mean of that over its bytes × steps, 0 … 2.
 */

import { piecesIn } from "../../core/needs.ts";
import type { Plan } from "../../core/plan.types.ts";
import { oncePerPlan } from "../plan-tables.ts";
import { blankOutside, overCells } from "./cover.ts";
import type { HeatCells } from "./types.ts";

export const churnCells: HeatCells = (grid) => {
  const { plan, arena } = grid;
  const pieces = piecesIn(plan);
  const cells = new Float32Array(grid.columns * grid.rows);
  const add = (cell: number, share: number) => {
    cells[cell] = (cells[cell] ?? 0) + share;
  };
  for (let k = 0; k < pieces.count; k++) {
    if (pieces.arena[k] !== arena) continue;
    const base = plan.storages.offset[pieces.owner[k] ?? 0] ?? 0;
    const low = base + (pieces.low[k] ?? 0);
    const high = base + (pieces.high[k] ?? 0);
    if (high <= low) continue;
    const start = pieces.start[k] ?? 0;
    const end = pieces.end[k] ?? 0;
    overCells(grid, start, start + 1, low, high, add);
    overCells(grid, end - 1, end, low, high, add);
  }
  blankOutside(grid, cells);
  return cells;
};

/** What a scale for numbers about `mean` ends at: some times the mean, a round number. */
const ABOVE_MEAN = 3;
const ROUND = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2] as const;

const tops = oncePerPlan((plan) =>
  plan.arenas.map((_, arena) => {
    const pieces = piecesIn(plan);
    let moved = 0;
    let held = 0;
    for (let k = 0; k < pieces.count; k++) {
      if (pieces.arena[k] !== arena) continue;
      moved += 2 * (pieces.bytes[k] ?? 0);
      held += (pieces.bytes[k] ?? 0) * ((pieces.end[k] ?? 0) - (pieces.start[k] ?? 0));
    }
    const most = held > 0 ? (ABOVE_MEAN * moved) / held : 0;
    return ROUND.find((round) => round >= most) ?? 2;
  }),
);

export function churnTop(plan: Plan, arena: number): number {
  return tops(plan)[arena] ?? 2;
}
