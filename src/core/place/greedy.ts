/** Greedy packing in a given sequence: fixed storages first, then each where the shelf says. */

import type { Watch } from "../watch.ts";
import type { Packing, Placed } from "./placement.ts";
import { fixedOnes } from "./sequence.ts";
import { Shelf } from "./shelf.ts";

const REPORT_EVERY = 4096;

export function greedy(
  packing: Packing,
  sequence: readonly number[],
  gap: "lowest" | "tightest",
  watch: Watch,
): Placed {
  const shelf = new Shelf(packing);
  for (const i of fixedOnes(packing)) shelf.put(i, packing.fixed[i] ?? 0);
  let done = 0;
  for (const i of sequence) {
    if (done++ % REPORT_EVERY === 0) watch({ phase: "placing", done, total: sequence.length });
    if ((packing.bytes[i] ?? 0) > 0) shelf.put(i, gap === "lowest" ? shelf.lowest(i) : shelf.tightest(i));
  }
  return { offset: shelf.offset, proven: false };
}
