/** Exact placement: a plan within the capacity or the proof that there is none; without a capacity, the least peak. */

import type { Watch } from "../watch.ts";
import type { Better, Packing, Placed, Placement } from "./placement.ts";
import { bestOfMany } from "./portfolio.ts";
import { Probes } from "./search/probes.ts";
import { SearchState } from "./search/state.ts";

/** Of the budget, for the bound alone. */
const FOR_FLOOR = 0.1;

function run(packing: Packing, watch: Watch, better?: Better): Placed {
  const greedy = bestOfMany(packing, watch, better);
  const state = new SearchState(packing, greedy.offset, watch, better);
  state.endedEarly = greedy.endedEarly;
  if (state.done) return state.placed;
  const probes = new Probes(state);
  if (packing.capacity < Number.POSITIVE_INFINITY) {
    if (state.peak > packing.capacity) probes.askCapacity();
    return state.placed;
  }
  probes.askFloor(FOR_FLOOR);
  while (!state.done) probes.next();
  return state.placed;
}

export const exact: Placement = {
  id: "exact",
  title: "exact",
  says: "Branch and bound: with a capacity, a plan within it or the certainty that there is none; without, the least peak. Never ends on hard packings but by its budget.",
  needsTimes: true,
  usesGaps: true,
  run,
};
