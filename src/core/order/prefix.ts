/** A set of nodes that has run, from the first on. */

import type { Cell } from "./cell.ts";
import { Front } from "./front.ts";
import { holdsAll, type Masks, masksOf } from "./masks.ts";

export class Prefix extends Front {
  readonly backwards = false;
  readonly #before: Masks;
  readonly #readers: Masks;

  constructor(cell: Cell) {
    super(cell, cell.atStart);
    this.#before = masksOf(cell.before);
    this.#readers = masksOf(cell.readers);
    for (let v = 0; v < cell.count; v++) if (cell.before.from[v] === cell.before.from[v + 1]) this.open(v);
  }

  look(node: number): void {
    const { reads, groupBytes, leaves, adds, firstOnly } = this.cell;
    const { ran, dies } = this;
    const look = ++this.looks;
    const word = node >> 5;
    const without = ran[word] ?? 0;
    let after = this.live + (leaves[node] ?? 0);
    ran[word] = without | (1 << (node & 31));
    for (let i = reads.from[node] ?? 0; i < (reads.from[node + 1] ?? 0); i++) {
      const g = reads.items[i] ?? 0;
      if (!holdsAll(ran, this.#readers, g)) continue;
      after -= groupBytes[g] ?? 0;
      dies[g] = look;
    }
    ran[word] = without;
    this.after = after;
    this.need = this.live + (adds[node] ?? 0) + (this.count === 0 ? firstOnly : 0) - this.spared(node);
  }

  run(node: number): void {
    const { after } = this.cell;
    this.join(node);
    for (let i = after.from[node] ?? 0; i < (after.from[node + 1] ?? 0); i++) {
      const next = after.items[i] ?? 0;
      if (holdsAll(this.ran, this.#before, next)) this.open(next);
    }
  }
}
