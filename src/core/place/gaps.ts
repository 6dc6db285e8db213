/** Where something goes between blocks that lie in a row by address, overlapping or not. */

import { alignUp } from "../align.ts";

/** Blocks that bar the way: rows [0, count) ascending by base, in bytes. */
export interface Row {
  readonly base: Float64Array;
  readonly top: Float64Array;
  count: number;
}

/** The lowest aligned address with room for `bytes`; above all when no gap has it. */
export function lowestGap(row: Row, bytes: number, alignment: number): number {
  const { base, top, count } = row;
  let reach = 0;
  for (let k = 0; k < count; k++) {
    const below = base[k] ?? 0;
    if (below - reach >= bytes && below - alignUp(reach, alignment) >= bytes) break;
    reach = Math.max(reach, top[k] ?? 0);
  }
  return alignUp(reach, alignment);
}

/** The aligned address in the smallest gap with room for `bytes`, the lowest of equals; above all when no gap has it. */
export function tightestGap(row: Row, bytes: number, alignment: number): number {
  const { base, top, count } = row;
  let reach = 0;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const gap = (base[k] ?? 0) - reach;
    if (gap >= bytes && gap < least && (base[k] ?? 0) - alignUp(reach, alignment) >= bytes) {
      least = gap;
      best = alignUp(reach, alignment);
    }
    reach = Math.max(reach, top[k] ?? 0);
  }
  return best < 0 ? alignUp(reach, alignment) : best;
}
