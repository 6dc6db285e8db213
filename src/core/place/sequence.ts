/** Sequences in which greedy placements take the storages of a packing; ties end at the position, so each is one sequence. */

import { positionsBy } from "../sort-by.ts";
import type { Packing } from "./placement.ts";

/** Those that bring their own offset, in the order of the request. */
export function fixedOnes(packing: Packing): number[] {
  const found: number[] = [];
  for (let i = 0; i < packing.count; i++) if ((packing.fixed[i] ?? -1) >= 0) found.push(i);
  return found;
}

/** Positions of those without a fixed offset: earlier starts first, then longer lived, then position. */
export function byStart(packing: Packing): Int32Array {
  return inOrder(packing, packing.start, falling(packing.end));
}

/** Positions of those without a fixed offset: larger first; equal ones by start, then position. */
export function bySize(packing: Packing): Int32Array {
  return inOrder(packing, falling(packing.bytes), packing.start);
}

/** Positions of those without a fixed offset: larger first; of equal ones the later in the request. */
export function bySizeLaterFirst(packing: Packing): Int32Array {
  return inOrder(packing, packing.bytes).reverse();
}

/** Positions of those without a fixed offset, ascending by the keys, the first of which counts most. */
export function inOrder(packing: Packing, ...keys: readonly ArrayLike<number>[]): Int32Array {
  let order = freeOnes(packing);
  for (const key of keys.toReversed()) {
    const sorted = positionsBy(Float64Array.from(order, (i) => key[i] ?? 0));
    order = sorted.map((k) => order[k] ?? 0);
  }
  return order;
}

/** The key that sorts the other way round: what `key` lacks to its largest. */
export function falling(key: ArrayLike<number>): Float64Array {
  let most = 0;
  for (let i = 0; i < key.length; i++) most = Math.max(most, key[i] ?? 0);
  return Float64Array.from(key, (k) => most - k);
}

function freeOnes({ count, fixed }: Packing): Int32Array {
  const free = new Int32Array(count);
  let n = 0;
  for (let i = 0; i < count; i++) if ((fixed[i] ?? -1) < 0) free[n++] = i;
  return free.slice(0, n);
}
