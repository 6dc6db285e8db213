/**
 * Free address ranges, ascending and never touching; the last has no end. In blocks that know their widest range, so that
 * neither a search nor a change looks at all of tens of thousands.
 */

import { alignUp } from "../align.ts";
import type { Gap } from "./greedy.ts";

/** Ranges a block holds before it is cut in two. */
const MOST = 512;

/** Ranges `[from[k], to[k])` for k < count; never empty. */
interface Block {
  readonly from: Float64Array;
  readonly to: Float64Array;
  count: number;
  /** Bytes of its widest range. */
  widest: number;
}

export class FreeList {
  readonly #blocks: Block[] = [];

  constructor() {
    const all = newBlock();
    all.to[0] = Number.POSITIVE_INFINITY;
    all.count = 1;
    all.widest = Number.POSITIVE_INFINITY;
    this.#blocks.push(all);
  }

  /** Takes `size` bytes, more than none, at an aligned address: in the lowest range that has them or in the tightest. */
  take(size: number, alignment: number, gap: Gap): number {
    const blocks = this.#blocks;
    let [bestBlock, best] = [-1, -1];
    let least = Number.POSITIVE_INFINITY;
    for (let b = 0; b < blocks.length && !(best >= 0 && gap === "lowest"); b++) {
      const block = blocks[b];
      if (block === undefined || block.widest < size) continue;
      const { from, to, count } = block;
      for (let k = 0; k < count; k++) {
        const low = from[k] ?? 0;
        const high = to[k] ?? 0;
        if (high - low < size || (best >= 0 && high - low >= least) || high - alignUp(low, alignment) < size)
          continue;
        [bestBlock, best, least] = [b, k, high - low];
        if (gap === "lowest") break;
      }
    }
    const block = blocks[bestBlock] as Block;
    const low = block.from[best] ?? 0;
    const high = block.to[best] ?? 0;
    const at = alignUp(low, alignment);
    if (low < at && at + size < high) {
      this.#change(bestBlock, best, low, at);
      this.#insert(bestBlock, best + 1, at + size, high);
    } else if (low < at) this.#change(bestBlock, best, low, at);
    else if (at + size < high) this.#change(bestBlock, best, at + size, high);
    else this.#remove(bestBlock, best);
    return at;
  }

  /** Gives back [base, top), which was taken. */
  free(base: number, top: number): void {
    if (base === top) return;
    const blocks = this.#blocks;
    // the first range above lies in the last block that starts at or below, or at the start of the next
    let b = Math.max(0, firstAbove(blocks.length, (m) => blocks[m]?.from[0] ?? 0, base) - 1);
    const block = blocks[b] as Block;
    let k = firstAbove(block.count, (m) => block.from[m] ?? 0, base);
    const joinsBelow = k > 0 && block.to[k - 1] === base;
    const [below, ownBlock] = [k - 1, b];
    if (k === block.count && b + 1 < blocks.length) [b, k] = [b + 1, 0];
    const above = blocks[b] as Block;
    const joinsAbove = k < above.count && above.from[k] === top;
    const end = above.to[k] ?? 0;
    if (joinsBelow) {
      this.#change(ownBlock, below, block.from[below] ?? 0, joinsAbove ? end : top);
      if (joinsAbove) this.#remove(b, k);
    } else if (joinsAbove) this.#change(b, k, base, end);
    else if (b === ownBlock) this.#insert(b, k, base, top);
    else this.#insert(ownBlock, below + 1, base, top);
  }

  #change(b: number, k: number, from: number, to: number): void {
    const block = this.#blocks[b] as Block;
    const before = (block.to[k] ?? 0) - (block.from[k] ?? 0);
    block.from[k] = from;
    block.to[k] = to;
    if (to - from >= block.widest) block.widest = to - from;
    else if (before === block.widest) block.widest = widestOf(block);
  }

  #insert(b: number, k: number, from: number, to: number): void {
    const block = this.#blocks[b] as Block;
    if (block.count === MOST) {
      const half = MOST / 2;
      const upper = newBlock();
      upper.from.set(block.from.subarray(half));
      upper.to.set(block.to.subarray(half));
      upper.count = MOST - half;
      block.count = half;
      for (const part of [block, upper]) part.widest = widestOf(part);
      this.#blocks.splice(b + 1, 0, upper);
      if (k > half) this.#insert(b + 1, k - half, from, to);
      else this.#insert(b, k, from, to);
      return;
    }
    for (const column of [block.from, block.to]) column.copyWithin(k + 1, k, block.count);
    block.from[k] = from;
    block.to[k] = to;
    block.count++;
    block.widest = Math.max(block.widest, to - from);
  }

  #remove(b: number, k: number): void {
    const block = this.#blocks[b] as Block;
    const before = (block.to[k] ?? 0) - (block.from[k] ?? 0);
    for (const column of [block.from, block.to]) column.copyWithin(k, k + 1, block.count);
    block.count--;
    if (block.count === 0) this.#blocks.splice(b, 1);
    else if (before === block.widest) block.widest = widestOf(block);
  }
}

function newBlock(): Block {
  return { from: new Float64Array(MOST), to: new Float64Array(MOST), count: 0, widest: 0 };
}

function widestOf({ from, to, count }: Block): number {
  let widest = 0;
  for (let k = 0; k < count; k++) widest = Math.max(widest, (to[k] ?? 0) - (from[k] ?? 0));
  return widest;
}

/** How many of `count` ascending values are at or below `address`. */
function firstAbove(count: number, at: (k: number) => number, address: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) <= address) low = middle + 1;
    else high = middle;
  }
  return low;
}
