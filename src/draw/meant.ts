/** Which of a row's bars are meant, asked of many at once: answers are kept by blocks, so that no frame looks at each of them. */

import type { RowSet } from "../look/rows.ts";
import { type Linked, toneOf } from "./tone.ts";

const BLOCK = 64;

const UNKNOWN = 0;
const NONE = 1;
const SOME = 2;

/** Position of the first of the bars [from, to) (of RowSet.storages.items) that is meant; −1 for none. */
export type FirstMeant = (from: number, to: number) => number;

const made = new WeakMap<Linked, { readonly rows: RowSet; readonly first: FirstMeant }>();

function make({ plan, storages }: RowSet, linked: Linked): FirstMeant {
  const { items } = storages;
  const known = new Uint8Array(Math.ceil(items.length / BLOCK));
  const look = (from: number, to: number): number => {
    for (let i = from; i < to; i++) if (toneOf(plan, linked, items[i] ?? 0) === 2) return i;
    return -1;
  };
  const blockHas = (b: number): boolean => {
    if (known[b] === UNKNOWN)
      known[b] = look(b * BLOCK, Math.min(items.length, (b + 1) * BLOCK)) < 0 ? NONE : SOME;
    return known[b] === SOME;
  };
  return (from, to) => {
    for (let i = from; i < to; ) {
      const b = Math.floor(i / BLOCK);
      const end = Math.min(to, (b + 1) * BLOCK);
      const found = end - i < BLOCK || blockHas(b) ? look(i, end) : -1;
      if (found >= 0) return found;
      i = end;
    }
    return -1;
  };
}

/** Kept as long as what is meant and the rows stay. */
export function firstMeant(rows: RowSet, linked: Linked): FirstMeant {
  let found = made.get(linked);
  if (found?.rows !== rows) {
    found = { rows, first: make(rows, linked) };
    made.set(linked, found);
  }
  return found.first;
}
