/** Where something goes between blocks that lie in a row by address, overlapping or not. */

import { alignUp } from "../align.ts";

/** Blocks that bar the way: rows [0, count) ascending by base, in bytes. */
export interface Row {
  readonly base: Float64Array;
  readonly top: Float64Array;
  count: number;
}

/** The lowest aligned address with room for `bytes`; above all when no gap has it. */
export function lowestGap(row: Row, bytes: number, alignment: number): number {
  const { base, top, count } = row;
  let reach = 0;
  for (let k = 0; k < count; k++) {
    const below = base[k] ?? 0;
    if (below - reach >= bytes && below - alignUp(reach, alignment) >= bytes) break;
    reach = Math.max(reach, top[k] ?? 0);
  }
  return alignUp(reach, alignment);
}

/** The aligned address in the smallest gap with room for `bytes`, the lowest of equals; above all when no gap has it. */
export function tightestGap(row: Row, bytes: number, alignment: number): number {
  const { base, top, count } = row;
  let reach = 0;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const gap = (base[k] ?? 0) - reach;
    if (gap >= bytes && gap < least && (base[k] ?? 0) - alignUp(reach, alignment) >= bytes) {
      least = gap;
      best = alignUp(reach, alignment);
    }
    reach = Math.max(reach, top[k] ?? 0);
  }
  return best < 0 ? alignUp(reach, alignment) : best;
}

/** Strides of a Shell sort (Ciura), which needs no room and calls nothing. */
const STRIDES = [701, 301, 132, 57, 23, 10, 4, 1];

/** Puts the rows in order of their bases. */
export function sortRow(row: Row): void {
  const { base, top, count } = row;
  if (count > 2000) {
    sortLongRow(row);
    return;
  }
  for (const stride of STRIDES) {
    for (let k = stride; k < count; k++) {
      const low = base[k] ?? 0;
      const high = top[k] ?? 0;
      let at = k;
      for (; at >= stride && (base[at - stride] ?? 0) > low; at -= stride) {
        base[at] = base[at - stride] ?? 0;
        top[at] = top[at - stride] ?? 0;
      }
      base[at] = low;
      top[at] = high;
    }
  }
}

function sortLongRow({ base, top, count }: Row): void {
  const order = Int32Array.from({ length: count }, (_, k) => k).sort(
    (a, b) => (base[a] ?? 0) - (base[b] ?? 0) || a - b,
  );
  const bases = base.slice(0, count);
  const tops = top.slice(0, count);
  order.forEach((from, k) => {
    base[k] = bases[from] ?? 0;
    top[k] = tops[from] ?? 0;
  });
}
