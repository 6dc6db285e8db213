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

function ranksOfNumbers(rows: Rows, of: (rows: Rows, r: number) => number): Ranks {
  const values = new Float64Array(rows.count);
  for (let r = 0; r < rows.count; r++) values[r] = of(rows, r);
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

function ranksOfTexts(rows: Rows, of: (rows: Rows, r: number) => string): Ranks {
  const numberOf = new Map<string, number>();
  const texts: string[] = [];
  const number = new Int32Array(rows.count);
  for (let r = 0; r < rows.count; r++) {
    const text = of(rows, r);
    let n = numberOf.get(text);
    if (n === undefined) {
      n = texts.length;
      numberOf.set(text, n);
      texts.push(text);
    }
    number[r] = n;
  }
  if (texts.length <= NATURAL) texts.sort(new Intl.Collator("en", { numeric: true }).compare);
  else texts.sort();
  const rankOf = new Int32Array(texts.length);
  texts.forEach((text, rank) => {
    rankOf[numberOf.get(text) ?? 0] = rank;
  });
  return { rank: number.map((n) => rankOf[n] ?? 0), distinct: texts.length };
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
    ranks = column.kind === "text" ? ranksOfTexts(rows, column.of) : ranksOfNumbers(rows, column.of);
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
