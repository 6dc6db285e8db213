/** First fit by start: storages in the order of their birth, each in the lowest gap among the living. */

import type { Placement } from "./placement.ts";
import { byStart } from "./sequence.ts";
import { sweep } from "./sweep.ts";

export const firstFit: Placement = {
  id: "first-fit",
  title: "first fit by start",
  says: "In the order of birth, each in the lowest gap that takes it: what a simple run-time allocator does. Fast at any size.",
  run: (packing, watch) => sweep(packing, byStart(packing), "lowest", watch),
};
