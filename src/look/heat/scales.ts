/** The heat modes, one line each: how their cells are counted, and where their scales end. */

import { addressRows } from "../address-rows.ts";
import { freeSpaceInTurns } from "../free-space.ts";
import { holesInTurns } from "../holes.ts";
import type { HeatMode } from "../look.types.ts";
import { churnCells, churnTop } from "./churn.ts";
import { fragmentationCells } from "./fragmentation.ts";
import { idleCells } from "./idle.ts";
import { occupancyCells } from "./occupancy.ts";
import { reuseCells } from "./reuse.ts";
import type { HeatScale } from "./types.ts";

export type CellMode = Exclude<HeatMode, "tenants">;

export const HEAT_SCALES: Readonly<Record<CellMode, HeatScale>> = {
  reuse: {
    cells: reuseCells,
    bottom: 1,
    top: (plan, arena) => Math.max(2, addressRows(plan, arena).most),
  },
  occupancy: { cells: occupancyCells, bottom: 0, top: () => 1 },
  idle: {
    cells: idleCells,
    bottom: 0,
    top: (plan) => Math.max(1, plan.steps),
    prepare: holesInTurns,
  },
  churn: { cells: churnCells, bottom: 0, top: churnTop },
  fragmentation: {
    cells: fragmentationCells,
    bottom: 0,
    top: () => 1,
    *prepare(plan, arena) {
      yield* freeSpaceInTurns(plan, arena);
      yield* holesInTurns(plan, arena);
    },
  },
};
