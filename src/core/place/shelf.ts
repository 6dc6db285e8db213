/** All that is placed so far by address, whatever its time: one pass over it finds who a storage meets. Quadratic, with a small constant. */

import type { Row } from "./gaps.ts";
import type { Packing } from "./placement.ts";
import type { Placings } from "./placings.ts";

export class Shelf implements Placings {
  readonly #packing: Packing;
  /** Of what is placed, ascending by base. */
  readonly #base: Float64Array;
  readonly #top: Float64Array;
  readonly #start: Int32Array;
  readonly #end: Int32Array;
  #placed = 0;
  readonly #row: Row;

  constructor(packing: Packing) {
    const { count } = packing;
    this.#packing = packing;
    this.#base = new Float64Array(count);
    this.#top = new Float64Array(count);
    this.#start = new Int32Array(count);
    this.#end = new Int32Array(count);
    this.#row = { base: new Float64Array(count), top: new Float64Array(count), count: 0 };
  }

  put(i: number, offset: number): void {
    const placed = this.#placed++;
    const at = this.#firstAbove(offset, placed);
    for (const column of [this.#base, this.#top, this.#start, this.#end])
      column.copyWithin(at + 1, at, placed);
    this.#base[at] = offset;
    this.#top[at] = offset + (this.#packing.bytes[i] ?? 0);
    this.#start[at] = this.#packing.start[i] ?? 0;
    this.#end[at] = this.#packing.end[i] ?? 0;
  }

  clear(): void {
    this.#placed = 0;
  }

  meeting(i: number): Row {
    const [bases, tops, starts, ends, row] = [this.#base, this.#top, this.#start, this.#end, this.#row];
    const { base, top } = row;
    const start = this.#packing.start[i] ?? 0;
    const end = this.#packing.end[i] ?? 0;
    const placed = this.#placed;
    let count = 0;
    for (let k = 0; k < placed; k++) {
      if ((starts[k] ?? 0) >= end || (ends[k] ?? 0) <= start) continue;
      base[count] = bases[k] ?? 0;
      top[count++] = tops[k] ?? 0;
    }
    row.count = count;
    return row;
  }

  #firstAbove(offset: number, placed: number): number {
    let low = 0;
    let high = placed;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#base[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
