/** The largest first, each into the smallest slot all of whose tenants may share with it. */

import { bitRow, hasBit } from "./bit-rows.ts";
import { type Assignment, eitherWay, type SlotProblem } from "./slot-problem.ts";

interface Slot {
  /** Who may share with every tenant. */
  readonly open: Uint32Array;
  /** The tenant before all others. */
  first: number;
}

export function firstFitFalling({ follows, padded, bytes, fits }: SlotProblem): Assignment {
  const either = eitherWay(follows);
  const falling = Int32Array.from({ length: follows.rows }, (_, v) => v).sort(
    (a, b) => (padded[b] ?? 0) - (padded[a] ?? 0) || (bytes[b] ?? 0) - (bytes[a] ?? 0) || a - b,
  );
  const slots: Slot[] = [];
  const slotOf = new Int32Array(follows.rows);
  for (const v of falling) {
    // slots were opened by ever smaller values, so the last that will do is the smallest
    let at = slots.length - 1;
    for (; at >= 0; at--) {
      const slot = slots[at];
      if (slot === undefined || (((slot.open[v >> 5] ?? 0) >>> (v & 31)) & 1) === 0) continue;
      if (!fits || bytes[v] === bytes[slot.first] || hasBit(follows, slot.first, v)) break;
    }
    const slot = slots[at];
    const row = bitRow(either, v);
    if (slot === undefined) {
      slotOf[v] = slots.length;
      slots.push({ open: row.slice(), first: v });
      continue;
    }
    slotOf[v] = at;
    for (let w = 0; w < row.length; w++) slot.open[w] = (slot.open[w] ?? 0) & (row[w] ?? 0);
    if (hasBit(follows, v, slot.first)) slot.first = v;
  }
  return slotOf;
}
