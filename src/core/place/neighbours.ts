/** Who may not share bytes with whom, as lists: for searches that place the same storages many thousand times. */

import { positionsBy } from "../sort-by.ts";
import type { Packing } from "./placement.ts";

/** Neighbours of storage i are `items[from[i]] … items[from[i + 1] - 1]`; those without bytes have none and are nobody's. */
export interface Neighbours {
  readonly from: Int32Array;
  readonly items: Int32Array;
}

/** Memory grows with the pairs: ask `rivals` first whether there are too many. */
export function neighboursOf(packing: Packing): Neighbours {
  const { count } = packing;
  const degree = new Int32Array(count + 1);
  eachPair(packing, (i, j) => {
    degree[i + 1] = (degree[i + 1] ?? 0) + 1;
    degree[j + 1] = (degree[j + 1] ?? 0) + 1;
  });
  for (let i = 0; i < count; i++) degree[i + 1] = (degree[i + 1] ?? 0) + (degree[i] ?? 0);
  const items = new Int32Array(degree[count] ?? 0);
  const next = degree.slice(0, count);
  const add = (i: number, j: number) => {
    const at = next[i] ?? 0;
    items[at] = j;
    next[i] = at + 1;
  };
  eachPair(packing, (i, j) => {
    add(i, j);
    add(j, i);
  });
  return { from: degree, items };
}

/** Each pair once, in a fixed sequence. */
function eachPair(
  { start, end, bytes, count, conflicts }: Packing,
  hear: (i: number, j: number) => void,
): void {
  if (conflicts !== null) {
    const { words, bits } = conflicts;
    for (let i = 0; i < count; i++) {
      if (bytes[i] === 0) continue;
      for (let w = 0; w <= i >> 5; w++) {
        for (let rest = bits[i * words + w] ?? 0; rest !== 0; rest &= rest - 1) {
          const j = w * 32 + 31 - Math.clz32(rest & -rest);
          if (j < i && bytes[j] !== 0) hear(j, i);
        }
      }
    }
    return;
  }
  const byStart = positionsBy(start);
  for (let p = 0; p < count; p++) {
    const i = byStart[p] ?? 0;
    if (bytes[i] === 0) continue;
    const until = end[i] ?? 0;
    for (let q = p + 1; q < count; q++) {
      const j = byStart[q] ?? 0;
      if ((start[j] ?? 0) >= until) break;
      if (bytes[j] !== 0) hear(i, j);
    }
  }
}
