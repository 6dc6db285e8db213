/**
 * The candidates of each open node, ascending by (least offset, rank), one behind the other in one array. When that is
 * full, the open nodes lose their lists and gather them again when the search comes back: so memory does not grow with
 * the square of the storages.
 */

import type { Bounds } from "./bounds.ts";
import { cellsOf } from "./cells.ts";
import type { Grid, Model } from "./model.ts";
import { trailOf } from "./trail.ts";

/** Columns by descending value, the first counts most; null is the largest total of what is to come in its sections. */
export type Keys = readonly (Float64Array | null)[];

export interface Lists {
  readonly list: Int32Array;
  readonly rank: Int32Array;
  readonly begin: (capacity: number, keys: Keys) => void;
  /** Unplaced storages of sections [p0, p1), to `at`; says how many. */
  readonly gather: (p0: number, p1: number, at: number) => number;
  readonly sort: (at: number, length: number) => void;
  /** The list without i, from `at` to `child`, in order again though bounds have changed. */
  readonly copyWithout: (i: number, at: number, length: number, child: number) => void;
  /** Gives those of a list new ranks by the keys, with the totals as they are now. */
  readonly rerank: (at: number, length: number) => void;
  /** The highest offset that the next of a list, of sections [p0, p1), may take: all must still go above it. */
  readonly ceiling: (at: number, length: number, p0: number, p1: number) => number;
  /** Whether one that comes too late for its least offset would fit there: then a lower placement exists elsewhere. */
  readonly slides: (at: number, length: number, level: number, levelRank: number) => boolean;
  /** How many ranks have been changed, and taking changes back until so many are left. */
  readonly noted: () => number;
  readonly restore: (noted: number) => void;
}

/** 64 MB. */
const MOST_ENTRIES = 2 ** 24;
/** Longer lists than this are worth a sort that takes more to begin. */
const SHORT = 48;

export function listsOf({ count: n, sections, size }: Model, { pairs }: Grid, bounds: Bounds): Lists {
  const { first, last, from: pieceFrom, byLow, lowFrom } = sections;
  const { from: pairFrom, other } = pairs;
  const { least, highest, limit, far } = bounds;
  const list = new Int32Array(Math.max(2 * n, Math.min(MOST_ENTRIES, (n * (n + 3)) / 2 + n)));
  const rank = new Int32Array(n);
  /** A neighbour that may come to lie below the top of the storage; row n is nobody. */
  const blocker = new Int32Array(n);
  const total = new Float64Array(n);
  let capacity = 0;
  let keys: Keys = [];
  const trail = trailOf(cellsOf(false), (i, before) => {
    rank[i] = before;
  });

  function gather(p0: number, p1: number, at: number): number {
    let length = 0;
    const to = lowFrom[p1] ?? 0;
    for (let k = lowFrom[p0] ?? 0; k < to; k++) {
      const j = byLow[k] ?? 0;
      if ((least[j] ?? 0) < far) list[at + length++] = j;
    }
    return length;
  }

  function byLeast(a: number, b: number): number {
    return (least[a] ?? 0) - (least[b] ?? 0) || (rank[a] ?? 0) - (rank[b] ?? 0);
  }

  function sort(at: number, length: number): void {
    if (length > SHORT) list.subarray(at, at + length).sort(byLeast);
    else settle(at, length);
  }

  /** By insertion. */
  function settle(at: number, length: number): void {
    for (let k = at + 1; k < at + length; k++) {
      const j = list[k] ?? 0;
      const own = least[j] ?? 0;
      let to = k - 1;
      let above = list[to] ?? 0;
      let than = least[above] ?? 0;
      if (than < own || (than === own && (rank[above] ?? 0) < (rank[j] ?? 0))) continue;
      do {
        list[to + 1] = above;
        to--;
        if (to < at) break;
        above = list[to] ?? 0;
        than = least[above] ?? 0;
      } while (than > own || (than === own && (rank[above] ?? 0) > (rank[j] ?? 0)));
      list[to + 1] = j;
    }
  }

  function copyWithout(i: number, at: number, length: number, child: number): void {
    let k = at;
    let to = child;
    for (; list[k] !== i; k++) list[to++] = list[k] ?? 0;
    for (k++; k < at + length; k++) list[to++] = list[k] ?? 0;
    settle(child, length - 1);
  }

  function byKeys(a: number, b: number): number {
    for (const key of keys) {
      const column = key ?? total;
      const difference = (column[b] ?? 0) - (column[a] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  }

  function rerank(at: number, length: number): void {
    for (let k = at; k < at + length; k++) {
      const i = list[k] ?? 0;
      let most = 0;
      for (let piece = pieceFrom[i] ?? 0; piece < (pieceFrom[i + 1] ?? 0); piece++)
        for (let s = first[piece] ?? 0; s < (last[piece] ?? 0); s++)
          most = Math.max(most, capacity - (limit[s] ?? 0));
      total[i] = most;
    }
    list.subarray(at, at + length).sort(byKeys);
    for (let k = 0; k < length; k++) {
      const i = list[at + k] ?? 0;
      trail.note(i, rank[i] ?? 0);
      rank[i] = k;
    }
  }

  function ceiling(at: number, length: number, p0: number, p1: number): number {
    let most = far;
    for (let s = p0; s < p1; s++) if ((limit[s] ?? 0) < most) most = limit[s] ?? 0;
    for (let k = at; k < at + length; k++) {
      const j = list[k] ?? 0;
      if ((least[j] ?? 0) > most) break;
      if ((highest[j] ?? 0) < most) most = highest[j] ?? 0;
      // dominance: whoever starts at a top or above could have had that storage slid below it
      const top = (least[j] ?? 0) + (size[j] ?? 0);
      if (top <= most) most = top - 1;
    }
    return most;
  }

  function slides(at: number, length: number, level: number, levelRank: number): boolean {
    for (let k = at; k < at + length; k++) {
      const m = list[k] ?? 0;
      const own = least[m] ?? 0;
      if (own > level || (own === level && (rank[m] ?? 0) > levelRank)) return false;
      const top = own + (size[m] ?? 0);
      if ((least[blocker[m] ?? 0] ?? 0) < top) continue;
      if (top <= level || !findBlocker(m, top)) return true;
    }
    return false;
  }

  function findBlocker(m: number, top: number): boolean {
    const to = pairFrom[m + 1] ?? 0;
    for (let k = pairFrom[m] ?? 0; k < to; k++) {
      const j = other[k] ?? 0;
      if ((least[j] ?? 0) >= top) continue;
      blocker[m] = j;
      return true;
    }
    return false;
  }

  return {
    list,
    rank,
    begin: (units, order) => {
      capacity = units;
      keys = order;
      trail.clear();
      rank.fill(0);
      blocker.fill(n);
    },
    gather,
    sort,
    copyWithout,
    rerank,
    ceiling,
    slides,
    noted: trail.noted,
    restore: trail.restore,
  };
}
