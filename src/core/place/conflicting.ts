/** Who conflicts with whom by rows of bits: for plans that must hold in any order, where times decide nothing. */

import { type Row, sortRow } from "./gaps.ts";
import type { Conflicts, Packing } from "./placement.ts";
import type { Placings } from "./placings.ts";

export class Conflicting implements Placings {
  readonly #bytes: Float64Array;
  readonly #words: number;
  readonly #bits: Uint32Array;
  /** One bit a storage. */
  readonly #placed: Uint32Array;
  readonly #offset: Float64Array;
  readonly #row: Row;

  constructor(packing: Packing, conflicts: Conflicts) {
    this.#bytes = packing.bytes;
    this.#words = conflicts.words;
    this.#bits = conflicts.bits;
    this.#placed = new Uint32Array(conflicts.words);
    this.#offset = new Float64Array(packing.count);
    this.#row = { base: new Float64Array(packing.count), top: new Float64Array(packing.count), count: 0 };
  }

  put(i: number, offset: number): void {
    this.#offset[i] = offset;
    this.#placed[i >> 5] = (this.#placed[i >> 5] ?? 0) | (1 << (i & 31));
  }

  clear(): void {
    this.#placed.fill(0);
  }

  meeting(i: number): Row {
    const row = this.#row;
    const { base, top } = row;
    let count = 0;
    for (let w = 0; w < this.#words; w++) {
      let both = (this.#bits[i * this.#words + w] ?? 0) & (this.#placed[w] ?? 0);
      while (both !== 0) {
        const j = w * 32 + 31 - Math.clz32(both & -both);
        both &= both - 1;
        const at = this.#offset[j] ?? 0;
        base[count] = at;
        top[count++] = at + (this.#bytes[j] ?? 0);
      }
    }
    row.count = count;
    sortRow(row);
    return row;
  }
}
