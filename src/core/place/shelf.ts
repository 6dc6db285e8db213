/** What is placed so far, by offset, whatever its time: answers where the next storage goes among those it meets in time. */

import { alignUp } from "../align.ts";
import type { Packing } from "./placement.ts";

export class Shelf {
  readonly offset: Float64Array;
  readonly #packing: Packing;
  /** Of what is placed, ascending by base. */
  readonly #base: Float64Array;
  readonly #top: Float64Array;
  readonly #start: Int32Array;
  readonly #end: Int32Array;
  #placed = 0;

  constructor(packing: Packing) {
    this.#packing = packing;
    this.offset = new Float64Array(packing.count);
    this.#base = new Float64Array(packing.count);
    this.#top = new Float64Array(packing.count);
    this.#start = new Int32Array(packing.count);
    this.#end = new Int32Array(packing.count);
  }

  /** Puts storage `i` at `offset`; one of no bytes stands in nobody's way. */
  put(i: number, offset: number): void {
    this.offset[i] = offset;
    const bytes = this.#packing.bytes[i] ?? 0;
    if (bytes === 0) return;
    const placed = this.#placed++;
    const at = this.#firstAbove(offset, placed);
    const columns = [this.#base, this.#top, this.#start, this.#end];
    for (const column of columns) column.copyWithin(at + 1, at, placed);
    this.#base[at] = offset;
    this.#top[at] = offset + bytes;
    this.#start[at] = this.#packing.start[i] ?? 0;
    this.#end[at] = this.#packing.end[i] ?? 0;
  }

  /** The lowest offset at which storage `i` meets nobody. */
  lowest(i: number): number {
    const base = this.#base;
    const top = this.#top;
    const starts = this.#start;
    const ends = this.#end;
    const start = this.#packing.start[i] ?? 0;
    const end = this.#packing.end[i] ?? 0;
    const bytes = this.#packing.bytes[i] ?? 0;
    const alignment = this.#packing.alignment[i] ?? 1;
    let reach = 0;
    for (let k = 0; k < this.#placed; k++) {
      if ((starts[k] ?? 0) >= end || (ends[k] ?? 0) <= start) continue;
      const below = base[k] ?? 0;
      if (below - reach >= bytes && below - alignUp(reach, alignment) >= bytes) break;
      reach = Math.max(reach, top[k] ?? 0);
    }
    return alignUp(reach, alignment);
  }

  /** The offset in the smallest gap that takes storage `i`, the lowest of equals; above everybody when none does. */
  tightest(i: number): number {
    const base = this.#base;
    const top = this.#top;
    const starts = this.#start;
    const ends = this.#end;
    const start = this.#packing.start[i] ?? 0;
    const end = this.#packing.end[i] ?? 0;
    const bytes = this.#packing.bytes[i] ?? 0;
    const alignment = this.#packing.alignment[i] ?? 1;
    let reach = 0;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < this.#placed; k++) {
      if ((starts[k] ?? 0) >= end || (ends[k] ?? 0) <= start) continue;
      const gap = (base[k] ?? 0) - reach;
      if (gap >= bytes && gap < least && (base[k] ?? 0) - alignUp(reach, alignment) >= bytes) {
        least = gap;
        best = alignUp(reach, alignment);
      }
      reach = Math.max(reach, top[k] ?? 0);
    }
    return best < 0 ? alignUp(reach, alignment) : best;
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
