/** Sorting by ranks: a column is ranked once, and each sort after that is one linear, stable pass. */

import type { TableColumn } from "./columns.ts";
import type { Rows } from "./rows.ts";

/** Up to this many distinct texts `conv2` comes before `conv10`; comparing more that way would hold up the page. */
const NATURAL = 5000;

interface Ranks {
  /** Rank of each row's value among the distinct values of the column. */
  readonly rank: Int32Array;
  readonly distinct: number;
}

function ranksOfNumbers(values: Float64Array): Ranks {
  const sorted = values.slice().sort();
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[distinct++] = sorted[i] ?? 0;
  }
  const rank = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    let low = 0;
    let high = distinct - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    rank[i] = low;
  }
  return { rank, distinct };
}

function ranksOfTexts(values: readonly string[]): Ranks {
  const distinct = [...new Set(values)];
  if (distinct.length <= NATURAL) distinct.sort(new Intl.Collator("en", { numeric: true }).compare);
  else distinct.sort();
  const rankOf = new Map(distinct.map((text, i) => [text, i]));
  return { rank: Int32Array.from(values, (text) => rankOf.get(text) ?? 0), distinct: distinct.length };
}

const known = new WeakMap<Rows, Map<string, Ranks>>();

function ranksOf(rows: Rows, column: TableColumn): Ranks {
  let columns = known.get(rows);
  if (columns === undefined) {
    columns = new Map();
    known.set(rows, columns);
  }
  let ranks = columns.get(column.id);
  if (ranks === undefined) {
    const { kind, of } = column;
    if (kind === "text") ranks = ranksOfTexts(Array.from({ length: rows.count }, (_, r) => of(rows, r)));
    else ranks = ranksOfNumbers(Float64Array.from({ length: rows.count }, (_, r) => of(rows, r)));
    columns.set(column.id, ranks);
  }
  return ranks;
}

/** The rows of `view` in the order of a column; equal values keep the order they have in `view`. */
export function sorted(rows: Rows, view: Int32Array, column: TableColumn, descending: boolean): Int32Array {
  const { rank, distinct } = ranksOf(rows, column);
  const place = (r: number) => (descending ? distinct - 1 - (rank[r] ?? 0) : (rank[r] ?? 0));
  const next = new Int32Array(distinct + 1);
  for (const r of view) {
    const after = place(r) + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let k = 0; k < distinct; k++) next[k + 1] = (next[k + 1] ?? 0) + (next[k] ?? 0);
  const result = new Int32Array(view.length);
  for (const r of view) {
    const k = place(r);
    const at = next[k] ?? 0;
    result[at] = r;
    next[k] = at + 1;
  }
  return result;
}
