/** The storages alive at a step, ranked by what they hold. */

import type { Plan } from "../../core/plan.types.ts";

export interface Live {
  /** Largest first, ties in plan order. */
  readonly storages: readonly number[];
  /** What rounding up to alignments adds to them, in bytes. */
  readonly padding: number;
  /** Real bytes and padding: the live bytes of the step. */
  readonly total: number;
}

export function rankedLive(plan: Plan, step: number): Live {
  const { count, start, end, bytes, padded } = plan.storages;
  const storages: number[] = [];
  let padding = 0;
  let total = 0;
  for (let s = 0; s < count; s++) {
    if ((start[s] ?? 0) > step || (end[s] ?? 0) <= step || (padded[s] ?? 0) === 0) continue;
    storages.push(s);
    total += padded[s] ?? 0;
    padding += (padded[s] ?? 0) - (bytes[s] ?? 0);
  }
  storages.sort((a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0) || a - b);
  return { storages, padding, total };
}
