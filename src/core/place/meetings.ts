/** Who meets whom in time, found by time: for packings in which a storage meets few of all the others. */

import { positionsBy } from "../sort-by.ts";
import { type Row, sortRow } from "./gaps.ts";
import type { Packing } from "./placement.ts";
import type { Placings } from "./placings.ts";

/** Storages by start, with a tree over them that knows the latest end below each branch. */
export class Meetings implements Placings {
  readonly #packing: Packing;
  readonly #byStart: Int32Array;
  readonly #starts: Int32Array;
  readonly #width: number;
  /** Branch b has children 2b and 2b + 1; leaf of position p is `#width + p`. */
  readonly #latest: Int32Array;
  readonly #offset: Float64Array;
  readonly #found: Int32Array;
  readonly #row: Row;

  constructor(packing: Packing) {
    const { count, start, end } = packing;
    this.#packing = packing;
    this.#byStart = positionsBy(start);
    this.#starts = this.#byStart.map((i) => start[i] ?? 0);
    this.#width = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
    this.#latest = new Int32Array(2 * this.#width);
    this.#byStart.forEach((i, p) => {
      this.#latest[this.#width + p] = end[i] ?? 0;
    });
    for (let b = this.#width - 1; b > 0; b--) {
      this.#latest[b] = Math.max(this.#latest[2 * b] ?? 0, this.#latest[2 * b + 1] ?? 0);
    }
    this.#offset = new Float64Array(count).fill(-1);
    this.#found = new Int32Array(count);
    this.#row = { base: new Float64Array(count), top: new Float64Array(count), count: 0 };
  }

  put(i: number, offset: number): void {
    this.#offset[i] = offset;
  }

  clear(): void {
    this.#offset.fill(-1);
  }

  meeting(i: number): Row {
    const { start, end, bytes } = this.#packing;
    const from = this.#firstFrom(start[i] ?? 0);
    const to = this.#firstFrom(end[i] ?? 0);
    const found = this.#found;
    let count = this.#livingBefore(from, start[i] ?? 0);
    for (let p = from; p < to; p++) {
      const j = this.#byStart[p] ?? 0;
      if ((this.#offset[j] ?? 0) >= 0) found[count++] = j;
    }
    const offset = this.#offset;
    const row = this.#row;
    for (let k = 0; k < count; k++) {
      const j = found[k] ?? 0;
      row.base[k] = offset[j] ?? 0;
      row.top[k] = (offset[j] ?? 0) + (bytes[j] ?? 0);
    }
    row.count = count;
    sortRow(row);
    return row;
  }

  /** Notes the placed ones before position `to` that end after `start`; says how many. */
  #livingBefore(to: number, start: number): number {
    const latest = this.#latest;
    const width = this.#width;
    let count = 0;
    // in preorder without a stack: down when a branch may hold one, else on to the next branch to the right
    let branch = 1;
    let low = 0;
    let span = width;
    while (low < to) {
      if ((latest[branch] ?? 0) > start) {
        if (branch < width) {
          branch *= 2;
          span /= 2;
          continue;
        }
        const j = this.#byStart[low] ?? 0;
        if ((this.#offset[j] ?? 0) >= 0) this.#found[count++] = j;
      }
      low += span;
      while (branch > 1 && branch % 2 === 1) {
        branch = (branch - 1) / 2;
        span *= 2;
      }
      if (branch === 1) break;
      branch++;
    }
    return count;
  }

  /** First position that starts at `step` or later. */
  #firstFrom(step: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
