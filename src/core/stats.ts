/** The numbers the page shows; what each counts is fixed in docs/decisions/0001-numbers-of-a-plan.md. */

import { highest } from "./bound.ts";
import type { PlanArena, PlanStats } from "./document.ts";
import type { Curve } from "./plan.types.ts";

/** An arena with the settings applied. */
export interface ArenaRules {
  readonly id: string;
  /** Bytes; null: no limit. */
  readonly capacity: number | null;
  readonly alignment: number;
}

interface Occupancy {
  readonly count: number;
  readonly bytes: Float64Array;
  readonly padded: Float64Array;
  readonly arena: Int32Array;
  readonly offset: Float64Array;
}

/** Each arena with its peak; `bounds` are in bytes, `proven` says of which a placement proved that nothing is lower. */
export function arenasOf(
  rules: readonly ArenaRules[],
  storages: Occupancy,
  bounds: readonly number[],
  proven: readonly boolean[],
): PlanArena[] {
  const peaks = new Float64Array(rules.length);
  for (let i = 0; i < storages.count; i++) {
    const size = storages.padded[i] ?? 0;
    const a = storages.arena[i] ?? 0;
    if (size > 0) peaks[a] = Math.max(peaks[a] ?? 0, (storages.offset[i] ?? 0) + size);
  }
  return rules.map((rule, a) => {
    const peak = peaks[a] ?? 0;
    const lowerBound = bounds[a] ?? 0;
    const optimal = peak === lowerBound || proven[a] === true;
    return { id: rule.id, capacity: rule.capacity, alignment: rule.alignment, peak, lowerBound, optimal };
  });
}

/** `whole` is the live curve over all arenas. */
export function statsOf(
  storages: Occupancy,
  arenas: readonly PlanArena[],
  whole: Curve,
  buffers: number,
): PlanStats {
  let totalBytes = 0;
  let realBytes = 0;
  for (let i = 0; i < storages.count; i++) {
    totalBytes += storages.padded[i] ?? 0;
    realBytes += storages.bytes[i] ?? 0;
  }
  const peakBytes = arenas.reduce((sum, arena) => sum + arena.peak, 0);
  const lowerBoundBytes = arenas.reduce((sum, arena) => sum + arena.lowerBound, 0);
  return {
    totalBytes,
    peakBytes,
    lowerBoundBytes,
    peakStep: highest(whole).step,
    fragmentationBytes: peakBytes - lowerBoundBytes,
    paddingBytes: totalBytes - realBytes,
    buffers,
    storages: storages.count,
    fits: arenas.every((arena) => arena.capacity === null || arena.peak <= arena.capacity),
  };
}
