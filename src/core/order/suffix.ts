/** A set of nodes that is still to run, from the last back: what is begun late is often narrower than what ends early. */

import type { Cell } from "./cell.ts";
import { Front } from "./front.ts";
import { holdsAll, holdsAny, type Masks, masksOf } from "./masks.ts";

export class Suffix extends Front {
  readonly backwards = true;
  readonly #after: Masks;
  readonly #readers: Masks;

  constructor(cell: Cell) {
    super(cell, atEnd(cell));
    this.#after = masksOf(cell.after);
    this.#readers = masksOf(cell.readers);
    for (let v = 0; v < cell.count; v++) if (cell.after.from[v] === cell.after.from[v + 1]) this.open(v);
  }

  look(node: number): void {
    const { reads, groupBytes, leaves, adds, firstOnly, count } = this.cell;
    const { ran, dies } = this;
    const look = ++this.looks;
    let before = this.live - (leaves[node] ?? 0);
    for (let i = reads.from[node] ?? 0; i < (reads.from[node + 1] ?? 0); i++) {
      const g = reads.items[i] ?? 0;
      if (holdsAny(ran, this.#readers, g)) continue;
      before += groupBytes[g] ?? 0;
      dies[g] = look;
    }
    this.after = before;
    this.need = before + (adds[node] ?? 0) + (this.count === count - 1 ? firstOnly : 0) - this.spared(node);
  }

  run(node: number): void {
    const { before } = this.cell;
    this.join(node);
    for (let i = before.from[node] ?? 0; i < (before.from[node + 1] ?? 0); i++) {
      const next = before.items[i] ?? 0;
      if (holdsAll(this.ran, this.#after, next)) this.open(next);
    }
  }
}

/** Bytes alive when the cell is through. */
function atEnd(cell: Cell): number {
  const made = cell.leaves.reduce((sum, bytes) => sum + bytes, cell.atStart);
  return cell.groupBytes.reduce((left, bytes) => left - bytes, made);
}

/**
 * Whether safe moves are safe from the end too: a node that is put off must leave the needs of all others no larger. An
 * input that is there at the first step only, or a choice of what to write over by size, can break that.
 */
export function growsBack({ firstOnly, count, rights, groupBytes }: Cell): boolean {
  if (firstOnly > 0) return false;
  for (let v = 0; v < count; v++) {
    const from = rights.from[v] ?? 0;
    const to = rights.from[v + 1] ?? 0;
    for (let r = from; to - from > 1 && r < to; r++) {
      const size = groupBytes[rights.over[from] ?? 0];
      if (groupBytes[rights.over[r] ?? 0] !== size || rights.spares[r] !== size) return false;
    }
  }
  return true;
}
