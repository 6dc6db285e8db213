/** Rows of the table of differences: a pair of storages each, the most bytes first; what stayed comes last. */

import { type Comparison, KINDS, type Kind } from "../../core/compare/comparison.types.ts";
import { breathes, type Sliced } from "../../core/compare/sliced.ts";
import type { Sides } from "../../store/comparing.ts";

export interface DiffRows {
  readonly count: number;
  /** Storage of A, or −1; likewise of B. */
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** Digits of a sort: three of eleven bits. */
const DIGIT = 11;
const DIGITS = 3;
/** Keys of a sort are whole numbers below this; what stayed has the highest bit. */
const MOST = 2 ** (DIGIT * DIGITS - 1);

const SAME = KINDS.indexOf("same");

/** Positions by ascending keys, by radix in slices: no sort of a million stops the page. */
function* sorted(keys: Float64Array): Sliced<Int32Array> {
  const n = keys.length;
  let from = new Int32Array(n);
  let to = new Int32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  for (let digit = 0; digit < DIGITS; digit++) {
    const low = 2 ** (DIGIT * digit);
    const digitOf = (i: number) => Math.floor((keys[i] ?? 0) / low) % 2 ** DIGIT;
    const places = new Int32Array(2 ** DIGIT + 1);
    for (let i = 0; i < n; i++) {
      if (breathes(i)) yield;
      const d = digitOf(i) + 1;
      places[d] = (places[d] ?? 0) + 1;
    }
    for (let d = 0; d < 2 ** DIGIT; d++) places[d + 1] = (places[d + 1] ?? 0) + (places[d] ?? 0);
    for (let k = 0; k < n; k++) {
      if (breathes(k)) yield;
      const i = from[k] ?? 0;
      const d = digitOf(i);
      const place = places[d] ?? 0;
      places[d] = place + 1;
      to[place] = i;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Every pair, and what is in one plan only, the most bytes first. */
export function* diffRows({ a, b, inA, inB, kindA, kindB }: Comparison): Sliced<DiffRows> {
  const room = a.storages.count + b.storages.count;
  const pairsA = new Int32Array(room);
  const pairsB = new Int32Array(room);
  const bytes = new Float64Array(room);
  let n = 0;
  let largest = 1;
  const add = (s: number, t: number) => {
    pairsA[n] = s;
    pairsB[n] = t;
    const most = Math.max(b.storages.bytes[t] ?? 0, a.storages.bytes[s] ?? 0);
    largest = Math.max(largest, most);
    bytes[n++] = most;
  };
  for (let t = 0; t < b.storages.count; t++) {
    if (breathes(t)) yield;
    add(inA[t] ?? -1, t);
  }
  for (let s = 0; s < a.storages.count; s++) {
    if (breathes(s)) yield;
    if ((inB[s] ?? -1) < 0) add(s, -1);
  }
  // beyond 2^32 bytes near equals may stand the wrong way round
  const scale = largest < MOST ? 1 : (MOST - 1) / largest;
  const keys = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (breathes(i)) yield;
    const [s, t] = [pairsA[i] ?? -1, pairsB[i] ?? -1];
    const stayed = (t >= 0 ? kindB[t] : kindA[s]) === SAME;
    keys[i] = (stayed ? MOST : 0) + (MOST - 1 - Math.floor((bytes[i] ?? 0) * scale));
  }
  const order = yield* sorted(keys);
  return { count: n, a: order.map((i) => pairsA[i] ?? -1), b: order.map((i) => pairsB[i] ?? -1) };
}

export function kindOfRow({ kindA, kindB }: Comparison, rows: DiffRows, r: number): Kind {
  const t = rows.b[r] ?? -1;
  return KINDS[(t >= 0 ? kindB[t] : kindA[rows.a[r] ?? 0]) ?? 0] ?? "same";
}

/** Rows of kinds that are meant, from the sides that are listed. */
export function* listed(
  comparison: Comparison,
  rows: DiffRows,
  kinds: readonly Kind[],
  sides: Sides,
): Sliced<Int32Array> {
  const found = new Int32Array(rows.count);
  let n = 0;
  for (let r = 0; r < rows.count; r++) {
    if (breathes(r)) yield;
    const [s, t] = [rows.a[r] ?? -1, rows.b[r] ?? -1];
    const side = s < 0 ? sides.b : t < 0 ? sides.a : sides.both;
    if (!side || (kinds.length > 0 && !kinds.includes(kindOfRow(comparison, rows, r)))) continue;
    found[n++] = r;
  }
  return found.subarray(0, n);
}

/** Storages and real bytes of A alone, of both (as B has them), and of B alone. */
export function sideTotals({ totals }: Comparison): Record<keyof Sides, { storages: number; bytes: number }> {
  const made = {
    a: { storages: 0, bytes: 0 },
    both: { storages: 0, bytes: 0 },
    b: { storages: 0, bytes: 0 },
  };
  for (const { kind, storages, aBytes, bBytes } of totals) {
    const side = kind === "went" ? made.a : kind === "came" ? made.b : made.both;
    side.storages += storages;
    side.bytes += kind === "went" ? aBytes : bBytes;
  }
  return made;
}
