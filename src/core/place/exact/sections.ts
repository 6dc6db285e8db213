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

export interface Sections {
  readonly count: number;
  /** Piece p is alive in the sections [first[p], last[p]); pieces of storage i are [from[i], from[i + 1]). */
  readonly from: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** From a storage's first section to its last, whatever gaps are between. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Of section s the rows [memberFrom[s], memberFrom[s + 1]) of `member`; null: more of them than memory should hold. */
  readonly members: { readonly from: Int32Array; readonly member: Int32Array } | null;
  /** All that any storage meets is alive only in sections [reachLow, reachHigh). */
  readonly reachLow: Int32Array;
  readonly reachHigh: Int32Array;
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
  let entries = 0;
  for (let p = 0; p < pieces.count; p++) entries += (last[p] ?? 0) - (first[p] ?? 0);
  const members = entries > MOST_MEMBERS ? null : membersOf(pieces, first, last, count, entries);
  const reachLow = low.slice();
  const reachHigh = high.slice();
  if (members !== null) {
    for (let s = 0; s < count; s++) {
      let least = count;
      let most = 0;
      const to = members.from[s + 1] ?? 0;
      for (let m = members.from[s] ?? 0; m < to; m++) {
        const i = members.member[m] ?? 0;
        least = Math.min(least, low[i] ?? 0);
        most = Math.max(most, high[i] ?? 0);
      }
      for (let m = members.from[s] ?? 0; m < to; m++) {
        const i = members.member[m] ?? 0;
        reachLow[i] = Math.min(reachLow[i] ?? 0, least);
        reachHigh[i] = Math.max(reachHigh[i] ?? 0, most);
      }
    }
  }
  return { count, from, first, last, low, high, members, reachLow, reachHigh };
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

function membersOf(
  pieces: Pieces,
  first: Int32Array,
  last: Int32Array,
  count: number,
  entries: number,
): { from: Int32Array; member: Int32Array } {
  const from = new Int32Array(count + 2);
  // how many join at a section, less how many have left, summed twice, is where its rows end
  for (let p = 0; p < pieces.count; p++) {
    from[(first[p] ?? 0) + 1] = (from[(first[p] ?? 0) + 1] ?? 0) + 1;
    from[(last[p] ?? 0) + 1] = (from[(last[p] ?? 0) + 1] ?? 0) - 1;
  }
  for (let round = 0; round < 2; round++)
    for (let s = 1; s <= count; s++) from[s] = (from[s] ?? 0) + (from[s - 1] ?? 0);
  const next = from.slice();
  const member = new Int32Array(entries);
  for (let p = 0; p < pieces.count; p++) {
    for (let s = first[p] ?? 0; s < (last[p] ?? 0); s++) {
      const at = next[s] ?? 0;
      member[at] = pieces.of[p] ?? 0;
      next[s] = at + 1;
    }
  }
  return { from, member };
}
