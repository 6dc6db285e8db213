/** How contested a storage is: what orders of placement sort by besides size and time. */

import { liveCurve, pieceAt } from "../bound.ts";
import { positionsBy } from "../sort-by.ts";
import type { Conflicts, Packing } from "./placement.ts";

/** Of each storage, with how many others it may not share bytes. */
export function rivals(packing: Packing): Float64Array {
  const { count, start, end, conflicts } = packing;
  const found = new Float64Array(count);
  if (conflicts !== null) {
    for (let i = 0; i < count; i++) found[i] = conflicting(conflicts, i, () => 1);
    return found;
  }
  const starts = sorted(start);
  const ends = sorted(end);
  for (let i = 0; i < count; i++) {
    found[i] = below(starts, end[i] ?? 0) - below(ends, (start[i] ?? 0) + 1) - 1;
  }
  return found;
}

/** Of each storage, the most bytes alive at once in its life; where conflicts decide, its bytes and those of its rivals. */
export function loads(packing: Packing): Float64Array {
  const { count, start, end, bytes, conflicts } = packing;
  const found = new Float64Array(count);
  if (conflicts !== null) {
    for (let i = 0; i < count; i++) {
      found[i] = (bytes[i] ?? 0) + conflicting(conflicts, i, (j) => bytes[j] ?? 0);
    }
    return found;
  }
  const curve = liveCurve(
    packing,
    end.reduce((most, e) => Math.max(most, e), 0),
  );
  const width = curve.step.length;
  // a tree of maxima: piece p at leaf width + p, node b above 2b and 2b + 1
  const most = new Float64Array(2 * width);
  most.set(curve.bytes, width);
  for (let b = width - 1; b > 0; b--) most[b] = Math.max(most[2 * b] ?? 0, most[2 * b + 1] ?? 0);
  for (let i = 0; i < count; i++) {
    let low = width + pieceAt(curve, start[i] ?? 0);
    let high = width + pieceAt(curve, (end[i] ?? 0) - 1) + 1;
    let load = 0;
    for (; low < high; low >>= 1, high >>= 1) {
      if (low & 1) load = Math.max(load, most[low++] ?? 0);
      if (high & 1) load = Math.max(load, most[--high] ?? 0);
    }
    found[i] = load;
  }
  return found;
}

function conflicting({ words, bits }: Conflicts, i: number, weigh: (j: number) => number): number {
  let sum = 0;
  for (let w = 0; w < words; w++) {
    for (let rest = bits[i * words + w] ?? 0; rest !== 0; rest &= rest - 1) {
      sum += weigh(w * 32 + 31 - Math.clz32(rest & -rest));
    }
  }
  return sum;
}

function sorted(keys: Int32Array): Int32Array {
  return positionsBy(keys).map((i) => keys[i] ?? 0);
}

/** How many of an ascending column are below `value`. */
function below(column: Int32Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
