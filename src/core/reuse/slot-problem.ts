/** Values of one class that are to share slots: buffers each as large as its largest tenant. */

import { type BitRows, bitRows, setBit } from "./bit-rows.ts";

export interface SlotProblem {
  /** Row a, bit b: b may have a's slot after it. */
  readonly follows: BitRows;
  /** What each takes of a slot, in bytes. */
  readonly padded: Float64Array;
  /** Real bytes. */
  readonly bytes: Float64Array;
  /** Whether nobody may be larger, in real bytes, than the first tenant of its slot. */
  readonly fits: boolean;
  /** `follows` is no order (exclusive.ts): only who may share with whom counts. */
  readonly mixed: boolean;
}

/** Slot of each value, numbered from 0. */
export type Assignment = Int32Array;

/** Who may follow the other, one way or the other. */
export function eitherWay({ rows, words, bits }: BitRows): BitRows {
  const either = bitRows(rows, rows);
  either.bits.set(bits);
  for (let a = 0; a < rows; a++) {
    for (let w = 0; w < words; w++) {
      for (let left = bits[a * words + w] ?? 0; left !== 0; left &= left - 1) {
        setBit(either, w * 32 + 31 - Math.clz32(left & -left), a);
      }
    }
  }
  return either;
}

/** Bytes of all slots, and how many there are. */
export function slotTotals(
  padded: Float64Array,
  slotOf: Assignment,
): { readonly bytes: number; readonly count: number } {
  const largest: number[] = [];
  slotOf.forEach((slot, v) => {
    largest[slot] = Math.max(largest[slot] ?? 0, padded[v] ?? 0);
  });
  return { bytes: largest.reduce((sum, b) => sum + b, 0), count: largest.length };
}
