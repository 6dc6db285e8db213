/** Greedy packing in a given sequence: fixed storages first, then each in a gap among those it meets in time. */

import type { Watch } from "../watch.ts";
import { lowestGap, tightestGap } from "./gaps.ts";
import type { Packing, Placed } from "./placement.ts";
import { type Placings, placingsFor } from "./placings.ts";
import { fixedOnes } from "./sequence.ts";

const REPORT_EVERY = 4096;

/** Which of the gaps that take a storage it gets. */
export type Gap = "lowest" | "tightest";

export function greedy(packing: Packing, sequence: ArrayLike<number>, gap: Gap, watch: Watch): Placed {
  const offset = new Float64Array(packing.count);
  fill(packing, placingsFor(packing).placings, sequence, gap, Number.POSITIVE_INFINITY, offset, watch);
  return { offset, proven: false };
}

/**
 * Places all and says the peak in bytes; gives up and says Infinity as soon as one reaches `limit` or above. What was
 * in `placings` and `offset` before is forgotten; storages without bytes and those that were not reached are at 0.
 */
export function fill(
  packing: Packing,
  placings: Placings,
  sequence: ArrayLike<number>,
  gap: Gap,
  limit: number,
  offset: Float64Array,
  watch: Watch,
): number {
  placings.clear();
  offset.fill(0);
  let peak = 0;
  const put = (i: number, at: number) => {
    const bytes = packing.bytes[i] ?? 0;
    offset[i] = at;
    // what has no bytes stands in nobody's way
    if (bytes === 0) return;
    placings.put(i, at);
    peak = Math.max(peak, at + bytes);
  };
  for (const i of fixedOnes(packing)) put(i, packing.fixed[i] ?? 0);
  const find = gap === "lowest" ? lowestGap : tightestGap;
  for (let k = 0; k < sequence.length && peak < limit; k++) {
    if (k % REPORT_EVERY === 0) watch({ phase: "placing", done: k, total: sequence.length });
    const i = sequence[k] ?? 0;
    const bytes = packing.bytes[i] ?? 0;
    if (bytes > 0) put(i, find(placings.meeting(i), bytes, packing.alignment[i] ?? 1));
  }
  return peak < limit ? peak : Number.POSITIVE_INFINITY;
}
