/** One packing by first fit in a sequence, placed again from where the sequence was changed. What local search works on. */

import { alignUp } from "../../align.ts";
import { type Neighbours, neighboursOf } from "../neighbours.ts";
import type { Packing } from "../placement.ts";

export class Climber {
  readonly offset: Float64Array;
  /** Storage at each turn; fixed ones and those without bytes are not in it. */
  readonly sequence: Int32Array;
  /** Turn of each storage in the sequence; −1 of the others, which are there before all. */
  readonly turn: Int32Array;
  /** Lists that `place` keeps nearly in the order of addresses, so that sorting them again is cheap. */
  readonly neighbours: Neighbours;
  readonly #packing: Packing;

  constructor(packing: Packing, sequence: Int32Array) {
    this.#packing = packing;
    this.neighbours = neighboursOf(packing);
    this.sequence = sequence.filter((i) => (packing.bytes[i] ?? 0) > 0);
    this.offset = packing.fixed.map((at) => Math.max(0, at));
    this.turn = new Int32Array(packing.count).fill(-1);
    this.number(0, this.sequence.length);
  }

  /** Gives the storages at turns [first, end) their numbers, after the sequence was changed there. */
  number(first: number, end: number): void {
    for (let t = first; t < end; t++) this.turn[this.sequence[t] ?? 0] = t;
  }

  /** Places all from turn `first` on, each at the lowest address that those before it leave. */
  place(first: number): void {
    const { bytes, alignment } = this.#packing;
    const { offset, turn, sequence } = this;
    const { from, items } = this.neighbours;
    for (let t = first; t < sequence.length; t++) {
      const i = sequence[t] ?? 0;
      const size = bytes[i] ?? 0;
      const align = alignment[i] ?? 1;
      const begin = from[i] ?? 0;
      const end = from[i + 1] ?? 0;
      let reach = 0;
      this.#sort(begin, end);
      for (let k = begin; k < end; k++) {
        const j = items[k] ?? 0;
        if ((turn[j] ?? 0) >= t) continue;
        const low = offset[j] ?? 0;
        if (low - reach >= size && low - alignUp(reach, align) >= size) break;
        const high = low + (bytes[j] ?? 0);
        if (high > reach) reach = high;
      }
      offset[i] = alignUp(reach, align);
    }
  }

  /** By insertion: the lists hardly change from one placement to the next. */
  #sort(begin: number, end: number): void {
    const { items } = this.neighbours;
    const offset = this.offset;
    for (let k = begin + 1; k < end; k++) {
      const j = items[k] ?? 0;
      const at = offset[j] ?? 0;
      let m = k;
      for (; m > begin && (offset[items[m - 1] ?? 0] ?? 0) > at; m--) items[m] = items[m - 1] ?? 0;
      items[m] = j;
    }
  }

  /** Those before storage `i` on whose tops it rests, with all that these rest on; `hear` says whether it is new. */
  under(i: number, hear: (j: number) => boolean): void {
    const { bytes, alignment } = this.#packing;
    const { from, items } = this.neighbours;
    const queue = [i];
    for (let x = queue.pop(); x !== undefined; x = queue.pop()) {
      const at = this.offset[x] ?? 0;
      if (at === 0) continue;
      for (let k = from[x] ?? 0; k < (from[x + 1] ?? 0); k++) {
        const j = items[k] ?? 0;
        if ((this.turn[j] ?? 0) >= (this.turn[x] ?? 0)) continue;
        const top = (this.offset[j] ?? 0) + (bytes[j] ?? 0);
        if (alignUp(top, alignment[x] ?? 1) === at && hear(j)) queue.push(j);
      }
    }
  }
}
