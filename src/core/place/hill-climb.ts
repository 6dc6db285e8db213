/** Hill climbing from the best greedy packing: anytime, for packings too large or too flat for an exact search. */

import type { Watch } from "../watch.ts";
import type { Better, Packing, Placed, Placement } from "./placement.ts";
import { bestOfMany } from "./portfolio.ts";
import { rivals } from "./pressure.ts";
import { climb } from "./search/hill.ts";

/** Pairs that may not share, above which a single move takes longer than anyone waits for many of them. */
const MOST_PAIRS = 1e6;

export function canClimb(packing: Packing): boolean {
  return rivals(packing).reduce((sum, n) => sum + n, 0) / 2 <= MOST_PAIRS;
}

function run(packing: Packing, watch: Watch, better?: Better): Placed {
  const greedy = bestOfMany(packing, watch, better);
  const proven = false;
  if (greedy.endedEarly) return { offset: greedy.offset, proven, endedEarly: true };
  if (greedy.peak <= packing.lowerBound || !canClimb(packing)) return { offset: greedy.offset, proven };
  const { offset, steps, endedEarly } = climb(
    packing,
    greedy.sequence,
    greedy.peak,
    packing.budget,
    watch,
    better,
  );
  return { offset: offset ?? greedy.offset, proven, steps, ...(endedEarly ? { endedEarly } : {}) };
}

export const hillClimb: Placement = {
  id: "hill-climb",
  title: "hill climb",
  says: "From the best greedy packing, moves what stands too high and what is in its way, while the budget lasts.",
  run,
};
