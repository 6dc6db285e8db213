/**
 * Chains that grow as little as can be: a chain costs its first member and then what each exceeds the one before it by.
 * That is an assignment of successors, solved exactly; it is the bytes of the slots wherever a chain grows before it shrinks.
 * The assignment by shortest augmenting ways with prices: Jonker and Volgenant (1987).
 */

import { hasBit } from "./bit-rows.ts";
import { chainsOf } from "./matching.ts";
import type { Assignment, SlotProblem } from "./slot-problem.ts";

/** Values at most: time is their cube. */
export const MOST_GROWTH = 500;

export function growLeast({ follows, padded }: SlotProblem): Assignment {
  const n = follows.rows;
  // b after a saves what they have in common; everybody may stay alone, which saves nothing
  const saving = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      if (hasBit(follows, a, b)) saving[a * n + b] = Math.min(padded[a] ?? 0, padded[b] ?? 0);
    }
  }
  const to = assign(n, saving);
  const next = new Int32Array(n).fill(-1);
  const previous = new Int32Array(n).fill(-1);
  to.forEach((b, a) => {
    if (!hasBit(follows, a, b)) return;
    next[a] = b;
    previous[b] = a;
  });
  return chainsOf({ next, previous, links: 0 }).of;
}

/** Column of each row such that the savings add up to the most. */
function assign(n: number, saving: Float64Array): Int32Array {
  const rowPrice = new Float64Array(n);
  const columnPrice = new Float64Array(n);
  const rowOf = new Int32Array(n).fill(-1);
  const gap = new Float64Array(n);
  const via = new Int32Array(n);
  const done = new Uint8Array(n);
  for (let start = 0; start < n; start++) {
    gap.fill(Number.POSITIVE_INFINITY);
    done.fill(0);
    let row = start;
    let column = -1;
    let from = -1;
    for (;;) {
      let least = Number.POSITIVE_INFINITY;
      let nearest = -1;
      const price = rowPrice[row] ?? 0;
      for (let c = 0; c < n; c++) {
        if (done[c] === 1) continue;
        const cost = -(saving[row * n + c] ?? 0) - price - (columnPrice[c] ?? 0);
        if (cost < (gap[c] ?? 0)) {
          gap[c] = cost;
          via[c] = from;
        }
        if ((gap[c] ?? 0) < least) {
          least = gap[c] ?? 0;
          nearest = c;
        }
      }
      rowPrice[start] = (rowPrice[start] ?? 0) + least;
      for (let c = 0; c < n; c++) {
        if (done[c] === 1) {
          const taken = rowOf[c] ?? 0;
          rowPrice[taken] = (rowPrice[taken] ?? 0) + least;
          columnPrice[c] = (columnPrice[c] ?? 0) - least;
        } else gap[c] = (gap[c] ?? 0) - least;
      }
      column = nearest;
      done[column] = 1;
      if ((rowOf[column] ?? -1) < 0) break;
      row = rowOf[column] ?? 0;
      from = column;
    }
    for (let c = column; c >= 0; ) {
      const before = via[c] ?? -1;
      rowOf[c] = before < 0 ? start : (rowOf[before] ?? start);
      c = before;
    }
  }
  const columnOf = new Int32Array(n);
  rowOf.forEach((r, c) => {
    columnOf[r] = c;
  });
  return columnOf;
}
