/** The exact search of one cell from both ends by turns: one of them is often far narrower, and what one proves the other need not try. */

import { frontsOf } from "./fronts.ts";
import type { CellFound, CellSearch } from "./search.ts";
import { Threshold } from "./threshold.ts";

/** Steps of a turn. */
const TURN = 512;

export function searchExactly({ cell, floor, ceiling, budget, tick }: CellSearch): CellFound {
  const searches = frontsOf(cell).map((front) => new Threshold(front, floor, ceiling));
  for (let turn = 1; ; turn++) {
    for (const search of searches) {
      const bound = Math.max(...searches.map(({ limit }) => limit));
      search.advance(turn * TURN, bound);
      const steps = searches.reduce((sum, other) => sum + other.steps, 0);
      const proven = Math.max(bound, search.limit);
      if (search.over) return { order: search.order, bound: proven, steps };
      if (steps > budget || tick(steps)) return { order: null, bound: proven, steps };
    }
  }
}
