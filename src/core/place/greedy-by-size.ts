/** Greedy by size: the largest first, each in the lowest gap among those it meets in time. */

import { greedy } from "./greedy.ts";
import type { Placement } from "./placement.ts";
import { bySize } from "./sequence.ts";

export const greedyBySize: Placement = {
  id: "greedy-by-size",
  title: "greedy by size",
  says: "The largest first, each at the lowest address that is free for its whole life: close to the bound on most networks.",
  run: (packing, watch) => greedy(packing, bySize(packing), "lowest", watch),
};
