/** The storages alive at a step, ranked by what they hold. */

import { holesAt, liveAt } from "../../core/explain.ts";
import type { Plan } from "../../core/plan.types.ts";
import { bytesAbove } from "../../look/over-capacity.ts";

export interface Live {
  /** Those that hold bytes, largest first, ties in plan order. */
  readonly storages: readonly number[];
  /** What rounding up to alignments adds to them, in bytes. */
  readonly padding: number;
  /** Real bytes and padding: the live bytes of the step. */
  readonly total: number;
  /** Free ranges below the peaks of the arenas. */
  readonly holes: number;
  readonly holeBytes: number;
  /** Those of them above the capacities of the arenas. */
  readonly above: number;
}

export function rankedLive(plan: Plan, step: number): Live {
  const { bytes, padded } = plan.storages;
  const storages = liveAt(plan, step).filter((s) => (padded[s] ?? 0) > 0);
  storages.sort((a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0) || a - b);
  const total = storages.reduce((sum, s) => sum + (padded[s] ?? 0), 0);
  const real = storages.reduce((sum, s) => sum + (bytes[s] ?? 0), 0);
  const holes = holesAt(plan, step);
  return {
    storages,
    padding: total - real,
    total,
    holes: holes.length,
    holeBytes: holes.reduce((sum, h) => sum + h.bytes, 0),
    above: holes.reduce((sum, h) => sum + bytesAbove(plan, h.arena, h.offset, h.offset + h.bytes), 0),
  };
}
