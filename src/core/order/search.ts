/** What every search for the order of one cell is given, and what it gives back. */

import type { Cell } from "./cell.ts";

export interface CellSearch {
  readonly cell: Cell;
  /** Bytes that some step needs anyway, here or in another cell: an order that needs no more is good enough. */
  readonly floor: number;
  /** Bytes that the best order known needs: only one that needs less is of interest. */
  readonly ceiling: number;
  /** Search steps it may spend. */
  readonly budget: number;
  /** Asked every few hundred steps, with the steps spent; true ends the search. */
  readonly tick: (steps: number) => boolean;
}

export interface CellFound {
  /** Nodes of the cell by their number in it; null: nothing below the ceiling. */
  readonly order: Int32Array | null;
  /** Every order needs at least this, or the ceiling, whichever is less. */
  readonly bound: number;
  readonly steps: number;
}

export type SearchCell = (search: CellSearch) => CellFound;
