/** Where the spatial indices of a plan are found once they are made (spatial.ts): large plans get theirs from a worker. */

import type { Plan } from "../core/plan.types.ts";
import type { Range } from "./tiles/levels.ts";

/** Finds the pieces (needs.ts) of one arena that meet a window, in microseconds. */
export interface Spatial {
  /**
   * Calls back with the row of each piece that takes bytes and meets both half-open windows, in no order, until it
   * answers true. A window whose ends are equal is a point.
   */
  readonly visit: (steps: Range, addresses: Range, found: (piece: number) => boolean) => void;
}

const kept = new WeakMap<Plan, Map<number, Spatial>>();

/** The index of an arena of a plan; undefined while there is none. */
export function spatialOf(plan: Plan, arena: number): Spatial | undefined {
  return kept.get(plan)?.get(arena);
}

export function keepSpatial(plan: Plan, arena: number, spatial: Spatial): void {
  const arenas = kept.get(plan) ?? new Map<number, Spatial>();
  kept.set(plan, arenas.set(arena, spatial));
}
