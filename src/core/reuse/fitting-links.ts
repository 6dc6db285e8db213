/**
 * Chains in which nobody is larger than the one before: a chain is as large as its first member, so the larger a value,
 * the more it matters that it has a predecessor. Values with predecessors are the sets of a matroid: largest first is exact.
 */

import { bitRows, fullRow, hasBit, setBit } from "./bit-rows.ts";
import { chainsOf } from "./matching.ts";
import type { Assignment, SlotProblem } from "./slot-problem.ts";

export function linkFitting({ follows, padded, bytes }: SlotProblem): Assignment {
  const n = follows.rows;
  // row b, bit a: a is large enough and may come before b
  const precedes = bitRows(n, n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      if (hasBit(follows, a, b) && (bytes[b] ?? 0) <= (bytes[a] ?? 0)) setBit(precedes, b, a);
    }
  }
  const next = new Int32Array(n).fill(-1);
  const previous = new Int32Array(n).fill(-1);
  const falling = Int32Array.from({ length: n }, (_, v) => v).sort(
    (a, b) => (padded[b] ?? 0) - (padded[a] ?? 0) || a - b,
  );
  const via = new Int32Array(n);
  let alive = fullRow(n);
  const { words, bits } = precedes;
  for (const start of falling) {
    const unseen = alive.slice();
    const queue = [start];
    let free = -1;
    search: for (const b of queue) {
      for (let w = 0; w < words; w++) {
        const hits = (bits[b * words + w] ?? 0) & (unseen[w] ?? 0);
        if (hits === 0) continue;
        unseen[w] = (unseen[w] ?? 0) & ~hits;
        for (let left = hits; left !== 0; left &= left - 1) {
          const a = w * 32 + 31 - Math.clz32(left & -left);
          via[a] = b;
          const other = next[a] ?? -1;
          if (other < 0) {
            free = a;
            break search;
          }
          queue.push(other);
        }
      }
    }
    if (free < 0) {
      // whoever was reached in vain will be reached in vain for ever
      alive = unseen;
      continue;
    }
    for (let a = free; a >= 0; ) {
      const b = via[a] ?? 0;
      const before = previous[b] ?? -1;
      previous[b] = a;
      next[a] = b;
      a = b === start ? -1 : before;
    }
  }
  return chainsOf({ next, previous, links: 0 }).of;
}
