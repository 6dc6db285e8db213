/** The heaviest set of which no two may share bytes: no plan needs less. */

import { heaviestAntichain } from "./antichain.ts";
import { type Clique, heaviestClique } from "./clique.ts";
import type { MayShareRows } from "./exclusive.ts";
import { conflictsOf } from "./relation.ts";

/** Values at most that are compared all with all where sharing is no order. */
const MOST_SEARCHED = 8000;

/**
 * Exact where sharing is an order; else by a search that may end before it has proved that there is no heavier set.
 * Undefined when there are too many values. `weight` ≥ 0, in bytes.
 */
export function heaviestApart({ follows, mixed }: MayShareRows, weight: Float64Array): Clique | undefined {
  if (!mixed) {
    const found = heaviestAntichain(follows, weight);
    return found && { ...found, exact: true };
  }
  if (follows.rows > MOST_SEARCHED) return undefined;
  const conflicts = conflictsOf(follows, () => true);
  return heaviestClique(conflicts, weight);
}
