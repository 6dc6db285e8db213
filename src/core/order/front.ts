/** Where a search over sets of nodes stands: a set that grows from one end of the order, and what could join it next. */

import type { Cell } from "./cell.ts";

export abstract class Front {
  readonly cell: Cell;
  /** Nodes in the set. */
  readonly ran: Int32Array;
  /** Nodes that could join it next. */
  readonly ready: Int32Array;
  count = 0;
  /** Bytes alive where the set ends. */
  live: number;
  /** Of the node looked at last: bytes alive while it runs, and where the set would end with it. */
  need = 0;
  after = 0;
  /** Nodes that joined since the caller last emptied it. */
  readonly trail: Int32Array;
  trailLength = 0;
  /** Nodes looked at, ever. */
  looks = 0;
  /** The look at which each group was last found to die. */
  protected readonly dies: Int32Array;
  readonly #lost: Int32Array;
  readonly #wrote: Map<number, number> = new Map();

  constructor(cell: Cell, live: number) {
    this.cell = cell;
    this.ran = new Int32Array(cell.words);
    this.ready = new Int32Array(cell.words);
    this.trail = new Int32Array(cell.count);
    this.live = live;
    this.dies = new Int32Array(cell.groupBytes.length).fill(-1);
    this.#lost = new Int32Array(cell.groupBytes.length).fill(-1);
  }

  /** Sets `need` and `after` to what `node`, which is ready, would come to. */
  abstract look(node: number): void;

  /** The node that was looked at last joins. */
  abstract run(node: number): void;

  /** Whether the set grows from the end of the order. */
  abstract readonly backwards: boolean;

  /**
   * Every node joins that leaves no more alive than it finds and needs no more than `limit`: whatever joins later, to take
   * it first costs nothing, because what is alive after a set is submodular over sets.
   */
  runSafe(limit: number): void {
    const { ready } = this;
    for (let again = true; again; ) {
      again = false;
      for (let w = 0; w < ready.length; w++) {
        for (let left = ready[w] ?? 0; left !== 0; left &= left - 1) {
          const node = (w << 5) + 31 - Math.clz32(left & -left);
          this.look(node);
          if (this.after > this.live || this.need > limit) continue;
          this.run(node);
          again = true;
        }
      }
    }
  }

  /** Bytes that writing in place spares at a node over the groups that die there in this look: each output by the first right that holds. */
  protected spared(node: number): number {
    const { from, over, writes, spares } = this.cell.rights;
    let sum = 0;
    for (let r = from[node] ?? 0; r < (from[node + 1] ?? 0); r++) {
      const group = over[r] ?? 0;
      const written = writes[r] ?? 0;
      if (this.dies[group] !== this.looks || this.#lost[group] === this.looks) continue;
      if (this.#wrote.get(written) === this.looks) continue;
      this.#lost[group] = this.looks;
      this.#wrote.set(written, this.looks);
      sum += spares[r] ?? 0;
    }
    return sum;
  }

  protected join(node: number): void {
    this.ran[node >> 5] = (this.ran[node >> 5] ?? 0) | (1 << (node & 31));
    this.ready[node >> 5] = (this.ready[node >> 5] ?? 0) & ~(1 << (node & 31));
    this.live = this.after;
    this.count++;
    this.trail[this.trailLength++] = node;
  }

  protected open(node: number): void {
    this.ready[node >> 5] = (this.ready[node >> 5] ?? 0) | (1 << (node & 31));
  }
}
