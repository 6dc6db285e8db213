/** A log of changes on the way down a search, so that they can be taken back on the way up. Grows, never shrinks. */

import type { Cells } from "./cells.ts";

export interface Trail {
  readonly noted: () => number;
  readonly clear: () => void;
  /** Keeps what was there before a change. */
  readonly note: (change: number, before: number) => void;
  /** Takes changes back, the last first, until so many are left. */
  readonly restore: (noted: number) => void;
}

export function trailOf(
  cells: (length: number) => Cells,
  takeBack: (change: number, before: number) => void,
): Trail {
  let who = new Int32Array(1024);
  let was = cells(1024);
  let noted = 0;
  return {
    noted: () => noted,
    clear: () => {
      noted = 0;
    },
    note: (change, before) => {
      if (noted === who.length) {
        const more = new Int32Array(2 * noted);
        more.set(who);
        who = more;
        const longer = cells(2 * noted);
        longer.set(was);
        was = longer;
      }
      who[noted] = change;
      was[noted++] = before;
    },
    restore: (mark) => {
      while (noted > mark) {
        noted--;
        takeBack(who[noted] ?? 0, was[noted] ?? 0);
      }
    },
  };
}
