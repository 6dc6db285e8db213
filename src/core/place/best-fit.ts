/** Best fit by start: storages in the order of their birth, each in the smallest gap among the living. */

import type { Placement } from "./placement.ts";
import { byStart } from "./sequence.ts";
import { sweep } from "./sweep.ts";

export const bestFit: Placement = {
  id: "best-fit",
  title: "best fit by start",
  says: "In the order of birth, each in the smallest gap that takes it: large gaps stay whole for large storages.",
  run: (packing, watch) => sweep(packing, byStart(packing), "tightest", watch),
};
