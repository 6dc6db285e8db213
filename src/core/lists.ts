/** Builds Lists: rows of indices end to end in two typed arrays. */

import type { Lists } from "./plan.types.ts";

/** The index of what no table has. */
export const UNKNOWN = -1;

/** Items grouped by row, in the order given; `row[i]` says where `item[i]` belongs. */
export function groupBy(rows: number, row: ArrayLike<number>, item: ArrayLike<number>): Lists {
  const from = new Int32Array(rows + 1);
  for (let i = 0; i < row.length; i++) {
    const r = (row[i] ?? 0) + 1;
    from[r] = (from[r] ?? 0) + 1;
  }
  for (let r = 0; r < rows; r++) from[r + 1] = (from[r + 1] ?? 0) + (from[r] ?? 0);
  const next = from.slice(0, rows);
  const items = new Int32Array(row.length);
  for (let i = 0; i < row.length; i++) {
    const r = row[i] ?? 0;
    const at = next[r] ?? 0;
    items[at] = item[i] ?? 0;
    next[r] = at + 1;
  }
  return { from, items };
}

/** Row `i` as a view, not a copy. */
export function rowOf(lists: Lists, i: number): Int32Array {
  return lists.items.subarray(lists.from[i] ?? 0, lists.from[i + 1] ?? 0);
}

/** One row an item, in order. */
export function rowsOf<T>(items: readonly T[], row: (item: T) => readonly number[]): Lists {
  const from = new Int32Array(items.length + 1);
  const all: number[] = [];
  items.forEach((item, i) => {
    for (const index of row(item)) all.push(index);
    from[i + 1] = all.length;
  });
  return { from, items: Int32Array.from(all) };
}
