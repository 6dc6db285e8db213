/** A plan as a row of a table: how big, how good, how it was found. What comparisons hold of plans that nobody looks at. */

import type { Plan } from "./plan.types.ts";

export interface Measured {
  /** Sum over arenas. */
  readonly peakBytes: number;
  /** Sum over arenas; in a plan by schedule the most live bytes of its order. */
  readonly lowerBoundBytes: number;
  /** True when no plan of these lifetimes is smaller. */
  readonly proven: boolean;
  /** True when no order has less live bytes. */
  readonly orderProven: boolean;
  /** Whether every arena is within its capacity; null when none has any. */
  readonly fits: boolean | null;
  readonly buffers: number;
  /** Search steps, of placement and order together. */
  readonly steps: number;
  /** True when a time limit or a person ended the search before its budget. */
  readonly endedEarly: boolean;
  /** Of planning, on whatever machine it was, without the check. */
  readonly milliseconds: number;
}

export function measuredOf(plan: Plan, milliseconds: number): Measured {
  const { stats, arenas, search } = plan;
  return {
    peakBytes: stats.peakBytes,
    lowerBoundBytes: stats.lowerBoundBytes,
    proven: arenas.every((a) => a.optimal),
    orderProven: search.orderProven,
    fits: arenas.some((a) => a.capacity !== null) ? stats.fits : null,
    buffers: stats.buffers,
    steps: search.placeSteps + search.orderSteps,
    endedEarly: search.endedEarly,
    milliseconds,
  };
}
