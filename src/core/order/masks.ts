/** Lists of nodes as bits, to ask of a set whether it holds all of a list, or any. */

import { rowOf } from "../lists.ts";
import type { Lists } from "../plan.types.ts";

/** Rows of masks over words of a bitset: bits `bits[i]` of word `word[i]`, `from[r] ≤ i < from[r + 1]`. */
export interface Masks {
  readonly from: Int32Array;
  readonly word: Int32Array;
  readonly bits: Int32Array;
}

export function masksOf(lists: Lists): Masks {
  const rows = lists.from.length - 1;
  const from = new Int32Array(rows + 1);
  const word: number[] = [];
  const bits: number[] = [];
  for (let row = 0; row < rows; row++) {
    let last = -1;
    for (const item of rowOf(lists, row).slice().sort()) {
      if (item >> 5 !== last) {
        last = item >> 5;
        word.push(last);
        bits.push(0);
      }
      bits[bits.length - 1] = (bits.at(-1) ?? 0) | (1 << (item & 31));
    }
    from[row + 1] = word.length;
  }
  return { from, word: Int32Array.from(word), bits: Int32Array.from(bits) };
}

/** Whether all of the row's items are in the set. */
export function holdsAll(set: Int32Array, masks: Masks, row: number): boolean {
  for (let i = masks.from[row] ?? 0; i < (masks.from[row + 1] ?? 0); i++) {
    const bits = masks.bits[i] ?? 0;
    if (((set[masks.word[i] ?? 0] ?? 0) & bits) !== bits) return false;
  }
  return true;
}

/** Whether any of the row's items is in the set. */
export function holdsAny(set: Int32Array, masks: Masks, row: number): boolean {
  for (let i = masks.from[row] ?? 0; i < (masks.from[row + 1] ?? 0); i++) {
    if (((set[masks.word[i] ?? 0] ?? 0) & (masks.bits[i] ?? 0)) !== 0) return true;
  }
  return false;
}
