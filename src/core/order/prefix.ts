/** A set of nodes of a cell that has run, with what could run next: where every search over sets looks and moves. */

import type { Cell, Masks } from "./cell.ts";

export class Prefix {
  readonly cell: Cell;
  /** Nodes that have run. */
  readonly ran: Int32Array;
  /** Nodes that could run next. */
  readonly ready: Int32Array;
  count = 0;
  /** Bytes alive after the set. */
  live: number;
  /** Of the node looked at last: bytes alive while it runs, and after it. */
  need = 0;
  after = 0;
  /** Nodes run since the caller last emptied it. */
  readonly trail: Int32Array;
  trailLength = 0;
  /** Nodes looked at, ever. */
  looks = 0;
  readonly #dies: Int32Array;
  readonly #lost: Int32Array;
  readonly #wrote: Map<number, number> = new Map();
  #stamp = 0;

  constructor(cell: Cell) {
    this.cell = cell;
    this.ran = new Int32Array(cell.words);
    this.ready = new Int32Array(cell.words);
    this.trail = new Int32Array(cell.count);
    this.live = cell.atStart;
    this.#dies = new Int32Array(cell.groupBytes.length);
    this.#lost = new Int32Array(cell.groupBytes.length);
    for (let i = 0; i < cell.count; i++) {
      if (cell.before.from[i] === cell.before.from[i + 1]) {
        this.ready[i >> 5] = (this.ready[i >> 5] ?? 0) | (1 << (i & 31));
      }
    }
  }

  /** Sets `need` and `after` to what running `node`, which is ready, would come to. */
  look(node: number): void {
    const { reads, readers, groupBytes, rights, leaves, adds, firstOnly } = this.cell;
    const { ran } = this;
    const word = node >> 5;
    const before = ran[word] ?? 0;
    const stamp = ++this.#stamp;
    let after = this.live + (leaves[node] ?? 0);
    ran[word] = before | (1 << (node & 31));
    for (let i = reads.from[node] ?? 0; i < (reads.from[node + 1] ?? 0); i++) {
      const g = reads.items[i] ?? 0;
      if (!holds(readers, g, ran)) continue;
      after -= groupBytes[g] ?? 0;
      this.#dies[g] = stamp;
    }
    ran[word] = before;
    this.looks++;
    this.after = after;
    this.need = this.live + (adds[node] ?? 0) + (this.count === 0 ? firstOnly : 0);
    for (let r = rights.from[node] ?? 0; r < (rights.from[node + 1] ?? 0); r++) {
      const over = rights.over[r] ?? 0;
      const writes = rights.writes[r] ?? 0;
      if (this.#dies[over] !== stamp || this.#lost[over] === stamp) continue;
      if (this.#wrote.get(writes) === stamp) continue;
      this.#lost[over] = stamp;
      this.#wrote.set(writes, stamp);
      this.need -= rights.spares[r] ?? 0;
    }
  }

  /** Runs the node that was looked at last. */
  run(node: number): void {
    const { after, before } = this.cell;
    const { ran, ready } = this;
    ran[node >> 5] = (ran[node >> 5] ?? 0) | (1 << (node & 31));
    ready[node >> 5] = (ready[node >> 5] ?? 0) & ~(1 << (node & 31));
    for (let i = after.from[node] ?? 0; i < (after.from[node + 1] ?? 0); i++) {
      const next = after.items[i] ?? 0;
      if (holds(before, next, ran)) ready[next >> 5] = (ready[next >> 5] ?? 0) | (1 << (next & 31));
    }
    this.live = this.after;
    this.count++;
    this.trail[this.trailLength++] = node;
  }

  /**
   * Runs every node that leaves no more than it finds and needs no more than `limit`: whatever is run later, running it
   * first costs nothing, because what is alive after a set is submodular over sets.
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
}

/** Whether all of the row's items are in the set. */
function holds(masks: Masks, row: number, set: Int32Array): boolean {
  for (let i = masks.from[row] ?? 0; i < (masks.from[row + 1] ?? 0); i++) {
    const bits = masks.bits[i] ?? 0;
    if (((set[masks.word[i] ?? 0] ?? 0) & bits) !== bits) return false;
  }
  return true;
}
