/** States of a search over sets of nodes that one end of an order can hold: each set once, however it was reached. */

import type { Front } from "./front.ts";

/** Words of memory that the states of one search may take: 64 MB, twice that while they grow. */
const MOST_WORDS = 2 ** 24;

export class Ideals {
  readonly #words: number;
  readonly #count: number;
  /** Of each state its nodes, then the nodes ready after it. */
  #sets: Int32Array;
  #live: Float64Array;
  #parent: Int32Array;
  /** Where the nodes run since the parent begin in the trail; those of the last state end at the trail's end. */
  #from: Int32Array;
  #trail: Int32Array;
  #trailLength = 0;
  /** Open addressing; a state's number and one. */
  #table = new Int32Array(1024);
  #size = 0;

  /** For sets of `count` nodes, `words` words each. */
  constructor(count: number, words: number) {
    this.#words = words;
    this.#count = count;
    this.#sets = new Int32Array(256 * 2 * words);
    this.#live = new Float64Array(256);
    this.#parent = new Int32Array(256);
    this.#from = new Int32Array(257);
    this.#trail = new Int32Array(1024);
  }

  get size(): number {
    return this.#size;
  }

  /** False when memory is at its end. */
  get hasRoom(): boolean {
    return (this.#size + 1) * 2 * this.#words + this.#trailLength + this.#count <= MOST_WORDS;
  }

  /** Keeps the set and the trail by which it was reached, and empties the trail; −1 when it is known already. */
  add(front: Front, parent: number): number {
    const slot = this.#slot(front.ran);
    if (slot < 0) {
      front.trailLength = 0;
      return -1;
    }
    const state = this.#size;
    this.#grow(front.trailLength);
    this.#size++;
    this.#table[slot] = state + 1;
    const words = this.#words;
    this.#sets.set(front.ran, state * 2 * words);
    this.#sets.set(front.ready, state * 2 * words + words);
    this.#live[state] = front.live;
    this.#parent[state] = parent;
    for (let i = 0; i < front.trailLength; i++) this.#trail[this.#trailLength++] = front.trail[i] ?? 0;
    this.#from[state + 1] = this.#trailLength;
    front.trailLength = 0;
    if (2 * this.#size > this.#table.length) this.#rehash();
    return state;
  }

  load(state: number, front: Front): void {
    const words = this.#words;
    const at = state * 2 * words;
    let count = 0;
    for (let w = 0; w < words; w++) {
      const bits = this.#sets[at + w] ?? 0;
      front.ran[w] = bits;
      front.ready[w] = this.#sets[at + words + w] ?? 0;
      count += bitCount(bits);
    }
    front.count = count;
    front.live = this.#live[state] ?? 0;
    front.trailLength = 0;
  }

  /** The nodes in the order in which they were run up to this state. */
  orderTo(state: number): Int32Array {
    const order = new Int32Array(this.#count);
    let place = this.#count;
    for (let at = state; at >= 0; at = this.#parent[at] ?? -1) {
      const from = this.#from[at] ?? 0;
      const to = this.#from[at + 1] ?? 0;
      for (let i = to - 1; i >= from; i--) order[--place] = this.#trail[i] ?? 0;
    }
    return order.subarray(place);
  }

  /** Where the set would stand in the table; −1 when it stands there. */
  #slot(set: Int32Array): number {
    const table = this.#table;
    const mask = table.length - 1;
    for (let at = hashOf(set, 0, this.#words) & mask; ; at = (at + 1) & mask) {
      const state = (table[at] ?? 0) - 1;
      if (state < 0) return at;
      const from = state * 2 * this.#words;
      let same = true;
      for (let w = 0; same && w < this.#words; w++) same = this.#sets[from + w] === set[w];
      if (same) return -1;
    }
  }

  /** Room for one state more; the slot found before stays good. */
  #grow(trail: number): void {
    if (this.#size === this.#live.length) {
      const room = 2 * this.#size;
      this.#sets = enlarged(this.#sets, room * 2 * this.#words);
      this.#parent = enlarged(this.#parent, room);
      this.#from = enlarged(this.#from, room + 1);
      const live = new Float64Array(room);
      live.set(this.#live);
      this.#live = live;
    }
    if (this.#trailLength + trail > this.#trail.length) {
      this.#trail = enlarged(this.#trail, 2 * this.#trail.length + trail);
    }
  }

  #rehash(): void {
    const table = new Int32Array(2 * this.#table.length);
    const mask = table.length - 1;
    for (let state = 0; state < this.#size; state++) {
      let at = hashOf(this.#sets, state * 2 * this.#words, this.#words) & mask;
      while (table[at] !== 0) at = (at + 1) & mask;
      table[at] = state + 1;
    }
    this.#table = table;
  }
}

function enlarged(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

/** Murmur-like mixing of words, any length. */
export function hashOf(words: Int32Array, from: number, count: number): number {
  let hash = 0x9e3779b9;
  for (let w = 0; w < count; w++) {
    hash = Math.imul(hash ^ (words[from + w] ?? 0), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
