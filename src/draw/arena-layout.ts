/** Where things stand in the arena pane: caption, plot, step axis, memory map; and how far its address axis reaches. */

import type { PlanArena } from "../core/document.ts";
import type { Plan } from "../core/plan.types.ts";
import { LEFT_GUTTER, RIGHT_GUTTER } from "./axis.ts";
import type { Range } from "./range.ts";
import type { Box } from "./scale.ts";

const CAPTION = 22;
const STEP_AXIS = 22;

export interface ArenaBoxes {
  readonly caption: Box;
  readonly plot: Box;
  readonly steps: Box;
  readonly map: Box;
}

export function arenaBoxes(width: number, height: number): ArenaBoxes {
  const w = Math.max(1, width - LEFT_GUTTER - RIGHT_GUTTER);
  const h = Math.max(1, height - CAPTION - STEP_AXIS);
  return {
    caption: { x: LEFT_GUTTER, y: 0, w, h: CAPTION },
    plot: { x: LEFT_GUTTER, y: CAPTION, w, h },
    steps: { x: LEFT_GUTTER, y: CAPTION + h, w, h: STEP_AXIS },
    map: { x: LEFT_GUTTER + w + 10, y: CAPTION, w: RIGHT_GUTTER - 18, h },
  };
}

/** All addresses worth showing: up to the peak, and to the capacity when that is not far above it. */
export function reach(arena: PlanArena | undefined): Range {
  const peak = arena?.peak ?? 0;
  const capacity = arena?.capacity ?? null;
  const top = capacity !== null && capacity <= peak * 1.6 ? Math.max(peak, capacity) : peak;
  return [0, Math.max(16, Math.ceil(top * 1.07))];
}

/** The arena to show: the wanted one, when the plan has it. */
export function shownArena(plan: Plan, wanted: number): number {
  return Math.min(wanted, Math.max(0, plan.arenas.length - 1));
}

/** All steps of a plan; never empty. */
export function allSteps(plan: Plan): Range {
  return [0, Math.max(1, plan.steps)];
}
