/**
 * Time cut into sections: the moments at which a largest set of storages is alive together. What fits in every section
 * fits at every step (the maximal cliques of the interval graph, found by one sweep).
 */

import { positionsBy } from "../../sort-by.ts";

/** Pieces of life in steps, half open; piece p belongs to storage `of[p]`; those of one storage ascend and lie together. */
export interface Pieces {
  readonly count: number;
  readonly of: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

export interface Members {
  /** Alive in section s are the rows [from[s], from[s + 1]) of `member`. */
  readonly from: Int32Array;
  readonly member: Int32Array;
  /** All that a storage meets is alive only in sections [reachLow, reachHigh). */
  readonly reachLow: Int32Array;
  readonly reachHigh: Int32Array;
}

export interface Sections {
  readonly count: number;
  /** Piece p is alive in the sections [first[p], last[p]); pieces of storage i are [from[i], from[i + 1]). */
  readonly from: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** From a storage's first section to its last, whatever gaps are between. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Storages by their first section; those of section s are the rows [lowFrom[s], lowFrom[s + 1]). */
  readonly byLow: Int32Array;
  readonly lowFrom: Int32Array;
}

/** 64 MB. */
const MOST_MEMBERS = 2 ** 24;

export function sectionsOf(pieces: Pieces, storages: number): Sections {
  const { first, last, count } = sweep(pieces);
  const from = new Int32Array(storages + 1);
  for (let p = 0; p < pieces.count; p++) from[(pieces.of[p] ?? 0) + 1] = p + 1;
  for (let i = 0; i < storages; i++) from[i + 1] = Math.max(from[i + 1] ?? 0, from[i] ?? 0);
  const low = new Int32Array(storages);
  const high = new Int32Array(storages);
  for (let i = 0; i < storages; i++) {
    low[i] = first[from[i] ?? 0] ?? 0;
    high[i] = last[(from[i + 1] ?? 0) - 1] ?? 0;
  }
  const byLow = positionsBy(low);
  const lowFrom = new Int32Array(count + 1);
  for (let i = 0; i < storages; i++) lowFrom[(low[i] ?? 0) + 1] = (lowFrom[(low[i] ?? 0) + 1] ?? 0) + 1;
  for (let s = 0; s < count; s++) lowFrom[s + 1] = (lowFrom[s + 1] ?? 0) + (lowFrom[s] ?? 0);
  return { count, from, first, last, low, high, byLow, lowFrom };
}

/** Null when there are more of them than memory should hold. */
export function membersOf(sections: Sections): Members | null {
  const { count, from: pieceFrom, first, last, low, high } = sections;
  let entries = 0;
  for (let p = 0; p < first.length; p++) entries += (last[p] ?? 0) - (first[p] ?? 0);
  if (entries > MOST_MEMBERS) return null;
  const from = new Int32Array(count + 2);
  // how many join at a section, less how many have left, summed twice, is where its rows end
  for (let p = 0; p < first.length; p++) {
    from[(first[p] ?? 0) + 1] = (from[(first[p] ?? 0) + 1] ?? 0) + 1;
    from[(last[p] ?? 0) + 1] = (from[(last[p] ?? 0) + 1] ?? 0) - 1;
  }
  for (let round = 0; round < 2; round++)
    for (let s = 1; s <= count; s++) from[s] = (from[s] ?? 0) + (from[s - 1] ?? 0);
  const next = from.slice();
  const member = new Int32Array(entries);
  for (let i = 0; i < low.length; i++) {
    for (let p = pieceFrom[i] ?? 0; p < (pieceFrom[i + 1] ?? 0); p++) {
      for (let s = first[p] ?? 0; s < (last[p] ?? 0); s++) {
        const at = next[s] ?? 0;
        member[at] = i;
        next[s] = at + 1;
      }
    }
  }
  const members = { from, member, reachLow: low.slice(), reachHigh: high.slice() };
  findReach(sections, members);
  return members;
}

function findReach({ count, low, high }: Sections, { from, member, reachLow, reachHigh }: Members): void {
  for (let s = 0; s < count; s++) {
    const to = from[s + 1] ?? 0;
    let least = count;
    let most = 0;
    for (let m = from[s] ?? 0; m < to; m++) {
      const i = member[m] ?? 0;
      least = Math.min(least, low[i] ?? 0);
      most = Math.max(most, high[i] ?? 0);
    }
    for (let m = from[s] ?? 0; m < to; m++) {
      const i = member[m] ?? 0;
      reachLow[i] = Math.min(reachLow[i] ?? 0, least);
      reachHigh[i] = Math.max(reachHigh[i] ?? 0, most);
    }
  }
}

/** A section closes when somebody dies after somebody was born: births alone only make the set larger. */
function sweep(pieces: Pieces): { first: Int32Array; last: Int32Array; count: number } {
  const byStart = positionsBy(pieces.start);
  const byEnd = positionsBy(pieces.end);
  const first = new Int32Array(pieces.count);
  const last = new Int32Array(pieces.count);
  let count = 0;
  let open = false;
  let dead = 0;
  for (let born = 0; born <= pieces.count; born++) {
    const p = byStart[born] ?? 0;
    const now = born < pieces.count ? (pieces.start[p] ?? 0) : Number.POSITIVE_INFINITY;
    for (; dead < pieces.count && (pieces.end[byEnd[dead] ?? 0] ?? 0) <= now; dead++) {
      if (open) count++;
      open = false;
      last[byEnd[dead] ?? 0] = count;
    }
    if (born === pieces.count) break;
    first[p] = count;
    open = true;
  }
  return { first, last, count };
}
