/** Placement in one pass over time: time grows with the free ranges among the living, never with what was placed before. */

import { positionsBy } from "../sort-by.ts";
import type { Watch } from "../watch.ts";
import { FreeList } from "./free-list.ts";
import { type Gap, greedy } from "./greedy.ts";
import type { Packing, Placed } from "./placement.ts";

const REPORT_EVERY = 16384;

/** Whether a sweep can place it: fixed offsets bind before they are born, and conflicts bind at all times. */
export function canSweep(packing: Packing): boolean {
  return packing.conflicts === null && packing.fixed.every((at) => at < 0);
}

/** `sequence` is ascending by start. A packing that cannot be swept goes the slower way, by all that is placed. */
export function sweep(packing: Packing, sequence: Int32Array, gap: Gap, watch: Watch): Placed {
  if (!canSweep(packing)) return greedy(packing, sequence, gap, watch);
  const { start, end, bytes, alignment } = packing;
  const byEnd = positionsBy(end);
  const offset = new Float64Array(packing.count);
  const gaps = new FreeList();
  let freed = 0;
  for (let k = 0; k < sequence.length; k++) {
    if (k % REPORT_EVERY === 0) watch({ phase: "placing", done: k, total: sequence.length });
    const i = sequence[k] ?? 0;
    const now = start[i] ?? 0;
    for (; freed < byEnd.length; freed++) {
      const dead = byEnd[freed] ?? 0;
      if ((end[dead] ?? 0) > now) break;
      const base = offset[dead] ?? 0;
      gaps.free(base, base + (bytes[dead] ?? 0));
    }
    const size = bytes[i] ?? 0;
    if (size > 0) offset[i] = gaps.take(size, alignment[i] ?? 1, gap);
  }
  return { offset, proven: false };
}
