/**
 * Who may follow whom in the same bytes. Value b may follow a when everything that still touches a has ended before b is
 * made; the unit that makes b may be the last to read a where it is allowed to write over it. This is a strict partial
 * order whatever the order of the units is: who may follow one that may follow a may follow a.
 */

import { groupBy, rowOf } from "../lists.ts";
import type { Lists } from "../plan.types.ts";
import { type BitRows, bitRows, hasBit, setBit } from "./bit-rows.ts";
import { type HappensBefore, madeLater } from "./happens-before.ts";

export interface Values {
  readonly count: number;
  /** Unit that makes it; −1: there from the start. */
  readonly producer: Int32Array;
  /** Distinct units that read it, or anything that lies in it. */
  readonly users: Lists;
  /** One of FREE, RESULT, PINNED. */
  readonly stays: Uint8Array;
  /** Of each value those that the unit which makes them may write over it. */
  readonly takeovers: Lists;
}

export const FREE = 0;
/** It must stay to the end, so nobody follows it; it may follow others. */
export const RESULT = 1;
/** It has its bytes throughout. */
export const PINNED = 2;

/** Row a, bit b: b may have a's bytes after it. */
export function mayFollow(before: HappensBefore, values: Values): BitRows {
  const { count, producer, users, stays, takeovers } = values;
  const movable = Int32Array.from({ length: count }, (_, v) => v).filter(
    (v) => stays[v] !== PINNED && (producer[v] ?? -1) >= 0,
  );
  const made = groupBy(
    before.units,
    movable.map((v) => producer[v] ?? 0),
    movable,
  );
  const later = madeLater(before, made, count);
  const follows = bitRows(count, count);
  const { words, bits } = follows;
  for (let a = 0; a < count; a++) {
    if (stays[a] !== FREE) continue;
    const row = a * words;
    const readers = rowOf(users, a);
    if (readers.length === 0) {
      // written all the same, so whoever makes it must have ended; what is there from the start, the first unit
      if ((producer[a] ?? -1) >= 0) bits.set(laterThan(later, producer[a] ?? 0), row);
      else bits.set(afterSomeone(later), row);
      continue;
    }
    bits.set(laterThan(later, readers[0] ?? 0), row);
    for (let r = 1; r < readers.length; r++) {
      const other = (readers[r] ?? 0) * words;
      for (let w = 0; w < words; w++) bits[row + w] = (bits[row + w] ?? 0) & (later.bits[other + w] ?? 0);
    }
    for (const b of rowOf(takeovers, a)) {
      const writer = producer[b] ?? -1;
      if (stays[b] === PINNED || !readers.includes(writer)) continue;
      if (readers.every((reader) => reader === writer || hasBit(later, reader, b))) setBit(follows, a, b);
    }
  }
  return follows;
}

function laterThan(later: BitRows, unit: number): Uint32Array {
  return later.bits.subarray(unit * later.words, (unit + 1) * later.words);
}

/** What is made after any unit at all. */
function afterSomeone(later: BitRows): Uint32Array {
  const row = new Uint32Array(later.words);
  for (let unit = 0; unit < later.rows; unit++) {
    const from = unit * later.words;
    for (let w = 0; w < row.length; w++) row[w] = (row[w] ?? 0) | (later.bits[from + w] ?? 0);
  }
  return row;
}

/** Pairs of which neither may follow the other, both ways; those that `counts` leaves out meet nobody. */
export function conflictsOf(follows: BitRows, counts: (value: number) => boolean): BitRows {
  const { rows, words, bits } = follows;
  const conflicts = bitRows(rows, rows);
  const counted = bitRows(1, rows);
  for (let v = 0; v < rows; v++) if (counts(v)) setBit(counted, 0, v);
  for (let a = 0; a < rows; a++) {
    if (!hasBit(counted, 0, a)) continue;
    const row = a * words;
    for (let w = 0; w < words; w++) conflicts.bits[row + w] = (counted.bits[w] ?? 0) & ~(bits[row + w] ?? 0);
    conflicts.bits[row + (a >> 5)] = (conflicts.bits[row + (a >> 5)] ?? 0) & ~(1 << (a & 31));
  }
  // what a may not be followed by may still be what a may follow
  for (let a = 0; a < rows; a++) {
    for (let w = 0; w < words; w++) {
      for (let left = bits[a * words + w] ?? 0; left !== 0; left &= left - 1) {
        const at = (w * 32 + 31 - Math.clz32(left & -left)) * words + (a >> 5);
        conflicts.bits[at] = (conflicts.bits[at] ?? 0) & ~(1 << (a & 31));
      }
    }
  }
  return conflicts;
}
