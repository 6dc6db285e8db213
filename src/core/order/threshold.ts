/**
 * Exact search for one cell: which sets can be reached within a limit of bytes, depth first; when none is left and the
 * whole is not among them, the limit is raised to the least that would open a new way. So it is Dijkstra's algorithm for
 * the narrowest bottleneck over order ideals, but within one limit it is free to run straight for the end, and takes
 * safe moves without branching. (SERENITY and HMCOS search the same sets level by level.)
 */

import type { Front } from "./front.ts";
import { Ideals } from "./ideals.ts";
import { LeastFirst } from "./least-first.ts";

/** Looks at a node that count as one step, beside each state that is kept. */
export const LOOKS_A_STEP = 16;

export class Threshold {
  /** Nothing below it reaches the end. */
  limit: number;
  /** Nodes from first to last, once the end is reached. */
  order: Int32Array | null = null;
  /** True when it has found the end, or that nothing below the ceiling does, or has no memory left. */
  over = false;
  readonly #front: Front;
  readonly #ceiling: number;
  readonly #ideals: Ideals;
  /** States from which more can be done under a higher limit. */
  readonly #blocked = new LeastFirst();
  readonly #open: number[] = [];
  /** Of each state, moves up to which need have been made. */
  readonly #tried: number[] = [];
  readonly #moves: number[] = [];
  readonly #after: Float64Array;

  /** Some step needs `floor` bytes anyway; only orders that need less than `ceiling` are of interest. */
  constructor(front: Front, floor: number, ceiling: number) {
    this.#front = front;
    this.#ceiling = ceiling;
    this.#ideals = new Ideals(front.cell.count, front.cell.words);
    this.#after = new Float64Array(front.cell.count);
    this.limit = floor;
    front.runSafe(floor);
    this.#enter(-1);
  }

  get steps(): number {
    return this.#ideals.size + Math.floor(this.#front.looks / LOOKS_A_STEP);
  }

  /** Goes on until it is over or has spent `upTo` steps in all. No order needs less than `known` bytes. */
  advance(upTo: number, known: number): void {
    while (!this.over && this.steps < upTo) {
      if (this.limit < known) this.#raise(known);
      const state = this.#open.pop();
      if (state !== undefined) this.#expand(state);
      else if (this.#blocked.size > 0) this.#raise(this.#blocked.least);
      else {
        this.limit = this.#ceiling;
        this.over = true;
      }
      if (!this.#ideals.hasRoom) this.over = true;
    }
  }

  #raise(limit: number): void {
    this.limit = limit;
    while (this.#blocked.size > 0 && this.#blocked.least <= limit) this.#open.push(this.#blocked.pop());
  }

  #expand(state: number): void {
    const front = this.#front;
    this.#ideals.load(state, front);
    const block = this.#look(this.#tried[state] ?? -1);
    this.#tried[state] = this.limit;
    if (block < Number.POSITIVE_INFINITY) this.#blocked.push(block, state);
    const after = this.#after;
    this.#moves.sort((a, b) => (after[b] ?? 0) - (after[a] ?? 0));
    for (const node of this.#moves) {
      this.#ideals.load(state, front);
      front.look(node);
      front.run(node);
      front.runSafe(this.limit);
      this.#enter(state);
      if (this.over) return;
    }
  }

  /** Finds the moves within the limit that have not been tried; the least need of those beyond it. */
  #look(tried: number): number {
    const front = this.#front;
    const moves = this.#moves;
    let block = Number.POSITIVE_INFINITY;
    moves.length = 0;
    for (let w = 0; w < front.ready.length; w++) {
      for (let left = front.ready[w] ?? 0; left !== 0; left &= left - 1) {
        const node = (w << 5) + 31 - Math.clz32(left & -left);
        front.look(node);
        if (front.need <= tried) continue;
        if (front.need > this.limit) {
          if (front.need < this.#ceiling) block = Math.min(block, front.need);
          continue;
        }
        // safe under a limit that was raised since the state was kept: nothing else need be tried
        if (front.after <= front.live) {
          moves.length = 1;
          moves[0] = node;
          return Number.POSITIVE_INFINITY;
        }
        this.#after[node] = front.after;
        moves.push(node);
      }
    }
    return block;
  }

  /** Keeps the set where the front stands, if it is new. */
  #enter(parent: number): void {
    const front = this.#front;
    const state = this.#ideals.add(front, parent);
    if (state < 0) return;
    this.#tried.push(-1);
    this.#open.push(state);
    if (front.count < front.cell.count) return;
    const order = this.#ideals.orderTo(state);
    this.order = front.backwards ? order.toReversed() : order;
    this.over = true;
  }
}
