/** Greedy packing in a given sequence: fixed storages first, then each in a gap among those it meets in time. */

import type { Watch } from "../watch.ts";
import { lowestGap, tightestGap } from "./gaps.ts";
import { Meetings } from "./meetings.ts";
import type { Packing, Placed } from "./placement.ts";
import { fixedOnes } from "./sequence.ts";
import { type Placings, Shelf } from "./shelf.ts";

const REPORT_EVERY = 4096;

/** A look at a pair by time costs about as much as passing twenty by on the shelf. */
const PAIR_COST = 20;

export function greedy(
  packing: Packing,
  sequence: readonly number[],
  gap: "lowest" | "tightest",
  watch: Watch,
): Placed {
  const placings = placingsFor(packing);
  const offset = new Float64Array(packing.count);
  const put = (i: number, at: number) => {
    offset[i] = at;
    // what has no bytes stands in nobody's way
    if ((packing.bytes[i] ?? 0) > 0) placings.put(i, at);
  };
  for (const i of fixedOnes(packing)) put(i, packing.fixed[i] ?? 0);
  const find = gap === "lowest" ? lowestGap : tightestGap;
  let done = 0;
  for (const i of sequence) {
    if (done++ % REPORT_EVERY === 0) watch({ phase: "placing", done, total: sequence.length });
    const bytes = packing.bytes[i] ?? 0;
    if (bytes > 0) put(i, find(placings.meeting(i), bytes, packing.alignment[i] ?? 1));
  }
  return { offset, proven: false };
}

function placingsFor(packing: Packing): Placings {
  const meetings = new Meetings(packing);
  return meetings.pairs * PAIR_COST < packing.count ** 2 / 4 ? meetings : new Shelf(packing);
}
