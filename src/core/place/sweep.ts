/**
 * Placement by start in one pass over time. Only the free gaps between the living are kept, in columns by address:
 * time grows with the number of gaps, never with the number of storages placed before.
 */

import { alignUp } from "../align.ts";
import type { Watch } from "../watch.ts";
import { greedy } from "./greedy.ts";
import type { Packing, Placed } from "./placement.ts";
import { byStart, fixedOnes } from "./sequence.ts";

const REPORT_EVERY = 16384;

/** Fixed offsets bind before they are born, so a packing that has some goes the slower way that looks at all times. */
export function sweep(packing: Packing, gap: "lowest" | "tightest", watch: Watch): Placed {
  const sequence = byStart(packing);
  if (fixedOnes(packing).length > 0) return greedy(packing, sequence, gap, watch);
  const { start, end, bytes, alignment } = packing;
  const byEnd = Int32Array.from(sequence).sort((a, b) => (end[a] ?? 0) - (end[b] ?? 0) || a - b);
  const offset = new Float64Array(packing.count);
  const gaps = new Gaps(packing.count);
  let freed = 0;
  let done = 0;
  for (const i of sequence) {
    if (done++ % REPORT_EVERY === 0) watch({ phase: "placing", done, total: sequence.length });
    const now = start[i] ?? 0;
    for (; freed < byEnd.length; freed++) {
      const dead = byEnd[freed] ?? 0;
      if ((end[dead] ?? 0) > now) break;
      const base = offset[dead] ?? 0;
      gaps.free(base, base + (bytes[dead] ?? 0));
    }
    const size = bytes[i] ?? 0;
    if (size > 0) offset[i] = gaps.take(size, alignment[i] ?? 1, gap);
  }
  return { offset, proven: false };
}

/** Free address ranges, ascending and never touching; the last has no end. */
class Gaps {
  #from: Float64Array;
  #to: Float64Array;
  #count = 1;

  /** At most one gap below each of `blocks` living blocks, one above all, and one more while a gap is cut. */
  constructor(blocks: number) {
    this.#from = new Float64Array(blocks + 2);
    this.#to = new Float64Array(blocks + 2);
    this.#to[0] = Number.POSITIVE_INFINITY;
  }

  take(size: number, alignment: number, which: "lowest" | "tightest"): number {
    const from = this.#from;
    const to = this.#to;
    let best = this.#count - 1;
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g < this.#count; g++) {
      const low = from[g] ?? 0;
      const high = to[g] ?? 0;
      if (high - low < size || high - low >= least || high - alignUp(low, alignment) < size) continue;
      best = g;
      least = high - low;
      if (which === "lowest") break;
    }
    const low = from[best] ?? 0;
    const high = to[best] ?? 0;
    const at = alignUp(low, alignment);
    this.#remove(best);
    if (at + size < high) this.#insert(best, at + size, high);
    if (low < at) this.#insert(best, low, at);
    return at;
  }

  free(base: number, top: number): void {
    if (base === top) return;
    const g = this.#firstFrom(base);
    const joinsBelow = g > 0 && this.#to[g - 1] === base;
    const joinsAbove = this.#from[g] === top;
    if (joinsBelow && joinsAbove) {
      this.#to[g - 1] = this.#to[g] ?? 0;
      this.#remove(g);
    } else if (joinsBelow) this.#to[g - 1] = top;
    else if (joinsAbove) this.#from[g] = base;
    else this.#insert(g, base, top);
  }

  #firstFrom(address: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#from[middle] ?? 0) < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(at: number, from: number, to: number): void {
    this.#from.copyWithin(at + 1, at, this.#count);
    this.#to.copyWithin(at + 1, at, this.#count);
    this.#from[at] = from;
    this.#to[at] = to;
    this.#count++;
  }

  #remove(at: number): void {
    this.#from.copyWithin(at, at + 1, this.#count);
    this.#to.copyWithin(at, at + 1, this.#count);
    this.#count--;
  }
}
