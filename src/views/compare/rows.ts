/** Rows of the table of differences: a pair of storages each, the most bytes first; what stayed comes last. */

import { type Comparison, KINDS, type Kind } from "../../core/compare/comparison.types.ts";
import { positionsBy } from "../../core/sort-by.ts";
import type { Sides } from "../../store/comparing.ts";

export interface DiffRows {
  readonly count: number;
  /** Storage of A, or −1; likewise of B. */
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** Keys of a sort are whole numbers below this. */
const MOST = 2 ** 30;

const SAME = KINDS.indexOf("same");

/** Every pair, and what is in one plan only, the most bytes first. */
export function diffRows({ a, b, inA, inB, kindA, kindB }: Comparison): DiffRows {
  const pairsA: number[] = [];
  const pairsB: number[] = [];
  for (let t = 0; t < b.storages.count; t++) {
    pairsA.push(inA[t] ?? -1);
    pairsB.push(t);
  }
  for (let s = 0; s < a.storages.count; s++) {
    if ((inB[s] ?? -1) >= 0) continue;
    pairsA.push(s);
    pairsB.push(-1);
  }
  let largest = 1;
  const bytes = Float64Array.from(pairsB, (t, i) => {
    const most = Math.max(b.storages.bytes[t] ?? 0, a.storages.bytes[pairsA[i] ?? -1] ?? 0);
    largest = Math.max(largest, most);
    return most;
  });
  // beyond 2^30 bytes near equals may stand the wrong way round
  const scale = largest < MOST ? 1 : (MOST - 1) / largest;
  const keys = Float64Array.from(bytes, (size, i) => {
    const kind = (pairsB[i] ?? -1) >= 0 ? kindB[pairsB[i] ?? 0] : kindA[pairsA[i] ?? 0];
    return (kind === SAME ? MOST : 0) + (MOST - 1 - Math.floor(size * scale));
  });
  const order = positionsBy(keys);
  return {
    count: order.length,
    a: order.map((i) => pairsA[i] ?? -1),
    b: order.map((i) => pairsB[i] ?? -1),
  };
}

export function kindOfRow({ kindA, kindB }: Comparison, rows: DiffRows, r: number): Kind {
  const t = rows.b[r] ?? -1;
  return KINDS[(t >= 0 ? kindB[t] : kindA[rows.a[r] ?? 0]) ?? 0] ?? "same";
}

/** Rows of kinds that are meant, from the sides that are listed. */
export function listed(
  comparison: Comparison,
  rows: DiffRows,
  kinds: readonly Kind[],
  sides: Sides,
): Int32Array {
  const found = new Int32Array(rows.count);
  let n = 0;
  for (let r = 0; r < rows.count; r++) {
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
