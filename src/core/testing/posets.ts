/** Random strict partial orders as rows of bits, for tests of what is found in them. */

import { groupBy } from "../lists.ts";
import { type BitRows, bitRows } from "../reuse/bit-rows.ts";
import { happensBefore, madeLater } from "../reuse/happens-before.ts";
import type { Random } from "./random.ts";

/** The closure of random pairs; names are shuffled, so that nothing hangs on their order. */
export function randomOrder(random: Random, count: number): BitRows {
  const density = random.next() * Math.min(1, 4 / Math.max(1, count));
  const names = random.shuffled(Array.from({ length: count }, (_, i) => i));
  const from: number[] = [];
  const to: number[] = [];
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      if (!random.chance(density)) continue;
      from.push(names[a] ?? 0);
      to.push(names[b] ?? 0);
    }
  }
  const before = happensBefore(count, from, to);
  if (before === undefined) return bitRows(count, count);
  return madeLater(before, groupBy(count, names, names), count);
}
