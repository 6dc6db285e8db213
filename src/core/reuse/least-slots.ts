/**
 * The least slots for values of one class. Of one size the fewest are the least, and a cover by chains is exact. Of several
 * sizes it is a colouring by weight, hard even for intervals (Pemmaraju, Raman, Varadarajan 2004): several ways, the best kept.
 * Where sharing is no order it is a colouring of a graph like any other.
 */

import { heaviestClique } from "./clique.ts";
import { fewestColours } from "./colouring.ts";
import { firstFitFalling } from "./first-fit-falling.ts";
import { linkFitting } from "./fitting-links.ts";
import { growLeast, MOST_GROWTH } from "./growth.ts";
import { chainsOf, mostLinks } from "./matching.ts";
import { conflictsOf } from "./relation.ts";
import { type Assignment, type SlotProblem, slotTotals } from "./slot-problem.ts";

/** Values at most that are coloured: time and room are their square. */
const MOST_COLOURED = 4000;

/** Fewest bytes, then fewest slots, then `first` (an assignment made elsewhere), then in a fixed order of ways. */
export function leastSlots(problem: SlotProblem, first?: Assignment): Assignment {
  const { follows, padded, bytes, fits, mixed } = problem;
  const alike = (of: Float64Array) => of.every((b) => b === of[0]);
  const chains = () => chainsOf(mostLinks(follows)).of;
  if (mixed) {
    const ways = [firstFitFalling(problem)];
    if (follows.rows <= MOST_COLOURED && (!fits || alike(bytes))) {
      const conflicts = conflictsOf(follows, () => true);
      const known = heaviestClique(conflicts, new Float64Array(follows.rows).fill(1));
      ways.push(fewestColours(conflicts, known.weight).of);
    }
    return best(padded, first, ways);
  }
  if (alike(padded) && (!fits || alike(bytes))) return best(padded, first, [chains()]);
  if (fits) return best(padded, first, [firstFitFalling(problem), linkFitting(problem)]);
  const ways = [firstFitFalling(problem), chains()];
  if (follows.rows <= MOST_GROWTH) ways.push(growLeast(problem));
  return best(padded, first, ways);
}

function best(padded: Float64Array, first: Assignment | undefined, ways: readonly Assignment[]): Assignment {
  const [head = new Int32Array(0), ...rest] = first === undefined ? ways : [first, ...ways];
  let found = head;
  let least = slotTotals(padded, head);
  for (const way of rest) {
    const totals = slotTotals(padded, way);
    if (totals.bytes > least.bytes || (totals.bytes === least.bytes && totals.count >= least.count)) continue;
    found = way;
    least = totals;
  }
  return found;
}
