/** The seam between sequences and addresses: who of those already placed bars a storage's way. */

import { Conflicting } from "./conflicting.ts";
import type { Row } from "./gaps.ts";
import { Meetings } from "./meetings.ts";
import type { Packing } from "./placement.ts";
import { rivals } from "./pressure.ts";
import { Shelf } from "./shelf.ts";

/** Knows what is placed; `meeting` gives those that a storage may not share bytes with, by address. */
export interface Placings {
  readonly put: (i: number, offset: number) => void;
  /** Valid until the next call. */
  readonly meeting: (i: number) => Row;
  /** Forgets all that is placed. */
  readonly clear: () => void;
}

/** A look at a pair by time costs about as much as passing twenty by on the shelf. */
const PAIR_COST = 20;

/** So few that the shelf is the faster whatever their times. */
const SMALL = 64;

/** The fastest for this packing, and what placing all of them once costs, in units of passing one by on the shelf. */
export function placingsFor(packing: Packing): { readonly placings: Placings; readonly cost: number } {
  const { count, conflicts } = packing;
  if (conflicts !== null)
    return { placings: new Conflicting(packing, conflicts), cost: count * conflicts.words };
  const shelf = count ** 2 / 4;
  if (count <= SMALL) return { placings: new Shelf(packing), cost: shelf };
  const cost = (rivals(packing).reduce((sum, n) => sum + n, 0) / 2) * PAIR_COST;
  if (cost < shelf) return { placings: new Meetings(packing), cost };
  return { placings: new Shelf(packing), cost: shelf };
}
