/** The best that we can: bound, greedy portfolio, exact search at the bound, then all that lowers the peak while the budget lasts. */

import type { Watch } from "../watch.ts";
import { canClimb } from "./hill-climb.ts";
import type { Better, Packing, Placed, Placement } from "./placement.ts";
import { bestOfMany } from "./portfolio.ts";
import { climb } from "./search/hill.ts";
import { Probes } from "./search/probes.ts";
import { SearchState } from "./search/state.ts";
import { inOrder } from "./sequence.ts";

/** Storages above which the exact search has no room for its lists. */
const MOST_EXACT = 6000;

/** What the bound gets of the budget first, and again when half of it is spent: tight is often easy, and ends everything. */
const FOR_FLOOR = 0.1;

function run(packing: Packing, watch: Watch, better?: Better): Placed {
  const greedy = bestOfMany(packing, watch, better);
  const state = new SearchState(packing, greedy.offset, watch, better);
  state.endedEarly = greedy.endedEarly;
  if (packing.conflicts !== null || packing.count > MOST_EXACT) {
    climbFrom(greedy.sequence, state, packing.budget);
    return state.placed;
  }
  if (state.done) return state.placed;
  const probes = new Probes(state);
  probes.askFloor(FOR_FLOOR);
  const until = (share: number) => {
    while (!state.done && state.spent < share * packing.budget) probes.next();
  };
  const share = shareOfClimbing(packing.count);
  until((1 - share) / 2);
  // a first fit by address of what was found is no higher
  climbFrom(inOrder(packing, state.offset), state, share * packing.budget);
  probes.askFloor(FOR_FLOOR);
  until(1);
  return state.placed;
}

/** Exact probes win with hundreds of storages, climbing with thousands. */
function shareOfClimbing(count: number): number {
  if (count <= 200) return 0.1;
  return count <= 1500 ? 0.3 : 0.6;
}

function climbFrom(sequence: Int32Array, state: SearchState, budget: number): void {
  if (budget === 0 || state.done || !canClimb(state.packing)) return;
  const { packing, peak } = state;
  const climbed = climb(
    { ...packing, lowerBound: state.floor },
    sequence,
    peak,
    Math.min(budget, packing.budget - state.spent),
    state.watchPart("climbing"),
    (offset) => state.offer(offset),
  );
  state.spent += climbed.steps;
  state.endedEarly ||= climbed.endedEarly;
}

export const best: Placement = {
  id: "best",
  title: "best",
  says: "Greedy packings first, then exact search for the least peak: proves the optimum where it can, and keeps the best so far.",
  usesGaps: true,
  run,
};
