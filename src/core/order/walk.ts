/** Runs nodes one by one and knows the bytes alive, what the next node would need and what it would leave. */

import { rowOf } from "../lists.ts";
import type { Costs } from "./costs.ts";

export class Walk {
  readonly #costs: Costs;
  /** Of each group: readers that have not run. */
  readonly #left: Int32Array;
  /** Of each node: bytes that die when it runs now. */
  readonly #frees: Float64Array;
  readonly #ran: Uint8Array;
  /** Stamps of the last right taken by a group, as what is written and as what is overwritten. */
  readonly #wrote: Int32Array;
  readonly #lost: Int32Array;
  #stamp = 0;
  #steps = 0;
  #live: number;

  constructor(costs: Costs) {
    this.#costs = costs;
    const { readers, groups } = costs;
    this.#left = new Int32Array(groups);
    for (let g = 0; g < groups; g++) this.#left[g] = (readers.from[g + 1] ?? 0) - (readers.from[g] ?? 0);
    this.#frees = new Float64Array(costs.nodes);
    this.#ran = new Uint8Array(costs.nodes);
    this.#wrote = new Int32Array(groups);
    this.#lost = new Int32Array(groups);
    this.#live = costs.atStart;
    for (let g = 0; g < groups; g++) if (this.#left[g] === 1) this.#lastOf(g);
  }

  /** Bytes alive between this step and the next. */
  get live(): number {
    return this.#live;
  }

  /** Bytes by which running `node` now changes what is alive. */
  change(node: number): number {
    const { made, unread } = this.#costs;
    return (made[node] ?? 0) - (unread[node] ?? 0) - (this.#frees[node] ?? 0);
  }

  /** Bytes alive while `node` runs, if it is the next. */
  need(node: number): number {
    const { made, workspace, firstOnly } = this.#costs;
    const extra = this.#steps === 0 ? firstOnly : 0;
    return this.#live + extra + (made[node] ?? 0) + (workspace[node] ?? 0) - this.#spared(node);
  }

  run(node: number): void {
    this.#live += this.change(node);
    this.#steps++;
    this.#ran[node] = 1;
    for (const g of rowOf(this.#costs.reads, node)) {
      const left = (this.#left[g] ?? 0) - 1;
      this.#left[g] = left;
      if (left === 1) this.#lastOf(g);
    }
  }

  /** Bytes that writing in place spares, each output by the first right that holds, no group overwritten twice. */
  #spared(node: number): number {
    const { rights, bytes } = this.#costs;
    let spared = 0;
    const stamp = ++this.#stamp;
    for (let r = rights.from[node] ?? 0; r < (rights.from[node + 1] ?? 0); r++) {
      const over = rights.over[r] ?? 0;
      const writes = rights.writes[r] ?? 0;
      if (this.#left[over] !== 1 || this.#lost[over] === stamp || this.#wrote[writes] === stamp) continue;
      this.#lost[over] = stamp;
      this.#wrote[writes] = stamp;
      spared += bytes[writes] ?? 0;
    }
    return spared;
  }

  /** Notes that one node is left to read the group: it will free it. */
  #lastOf(group: number): void {
    const { kept, readers, bytes } = this.#costs;
    if (kept[group] === 1) return;
    for (const reader of rowOf(readers, group)) {
      if (this.#ran[reader] === 0) this.#frees[reader] = (this.#frees[reader] ?? 0) + (bytes[group] ?? 0);
    }
  }
}

/** Bytes alive at each step of an order. */
export function needsOf(costs: Costs, order: Int32Array): Float64Array {
  const walk = new Walk(costs);
  return Float64Array.from(order, (node) => {
    const need = walk.need(node);
    walk.run(node);
    return need;
  });
}
