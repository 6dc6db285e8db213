/**
 * What is known of each unplaced storage while the search goes down: the least offset and the highest that it can have
 * in any completion. A section's floor is never kept: it is the least offset of its unplaced members, so the rule "floor
 * + what is still to come ≤ capacity" says that one of them, the first, has its least offset at or below
 * `limit` = capacity − what is still to come. Two members that can be first are watched, as a clause watches two
 * literals; when only one is left, it is held below the limit, and all that cannot be below it are lifted above it.
 */

import { type Cells, cellsOf } from "./cells.ts";
import type { Grid, Model } from "./model.ts";
import { trailOf } from "./trail.ts";

/** What `place` says: that something contradicts it, else the sum of the other two. */
export const FAILS = -1;
export const MOVES_NOBODY = 1;
export const FREES_BORDER = 2;

/** Looks at pairs for one placement. */
const MOST_LOOKS = 2 ** 16;

export interface Bounds {
  /** Above all offsets. */
  readonly far: number;
  readonly offset: Cells;
  /** Least offset; `far` once it is placed. */
  readonly least: Cells;
  readonly highest: Cells;
  /** Of each section, where its first member must start at the latest: the capacity when nothing is to come. */
  readonly limit: Cells;
  /** Of each section one that could be first when last looked for; row n of `least` is nobody. */
  readonly witness: Int32Array;
  /** Unplaced storages alive on both sides of the border below section s, or between. */
  readonly crossing: Int32Array;
  /** How often each section was what failed. */
  readonly conflicts: Float64Array;
  /** All unplaced below a capacity in units; false when that cannot be. */
  readonly reset: (capacity: number) => boolean;
  /** Places i, which lives in sections [p0, p1), at its least offset, below all others. */
  readonly place: (i: number, p0: number, p1: number) => number;
  /** Takes back the last placement not taken back yet; bounds stay until `restore`. */
  readonly lift: (i: number) => void;
  /** How many changes have been noted. */
  readonly noted: () => number;
  /** Takes changes of bounds back until so many are left. */
  readonly restore: (noted: number) => void;
}

export function boundsOf(model: Model, { members, pairs }: Grid, wide: boolean): Bounds {
  const { count: n, sections } = model;
  const { first, last, low, high, count: sectionCount } = sections;
  const pieceFrom = sections.from;
  const { from: memberFrom, member } = members;
  const { from: pairFrom, other } = pairs;
  const cells = cellsOf(wide);
  const copied = (column: Float64Array): Cells => (wide ? column : Int32Array.from(column));
  const far = wide ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1;
  const size = copied(model.size);
  const alignment = copied(model.alignment);
  const fixed = copied(model.fixed);
  const aligned = model.alignment.some((a) => a > 1);

  const offset = cells(n);
  // row n is nobody, who never can be first
  const least = cells(n + 1);
  const highest = cells(n);
  /** Of i at 2i the least top and then the highest offset, side by side for the pairs; a placed one is never in the way. */
  const span = cells(2 * n);
  const limit = cells(sectionCount);
  const crossing = new Int32Array(sectionCount + 1);
  const conflicts = new Float64Array(sectionCount);
  const witness = new Int32Array(sectionCount);
  const second = new Int32Array(sectionCount);
  /** The only one that can be first, once that is known; −1 before. */
  const only = new Int32Array(sectionCount);
  let capacity = 0;

  /** A ring of storages whose bounds changed. */
  const queue = new Int32Array(n + 1);
  const queued = new Uint8Array(n);
  let queueHead = 0;
  let queueTail = 0;

  /** Changed bounds: of i the least is i, the highest n + i; `only` of section s is 2n + s. */
  const trail = trailOf(cells, (change, before) => {
    if (change < n) {
      least[change] = before;
      span[2 * change] = before + (size[change] ?? 0);
    } else if (change < 2 * n) {
      highest[change - n] = before;
      span[2 * (change - n) + 1] = before;
    } else only[change - 2 * n] = before;
  });
  const { note, noted, restore } = trail;

  function enqueue(i: number): void {
    if (queued[i] !== 0) return;
    queued[i] = 1;
    queue[queueTail] = i;
    queueTail = queueTail === n ? 0 : queueTail + 1;
  }

  function forget(): void {
    while (queueHead !== queueTail) {
      queued[queue[queueHead] ?? 0] = 0;
      queueHead = queueHead === n ? 0 : queueHead + 1;
    }
  }

  function raiseLeast(i: number, to: number): boolean {
    let at = to;
    if (aligned) {
      const over = to % (alignment[i] ?? 1);
      if (over > 0) at += (alignment[i] ?? 1) - over;
    }
    note(i, least[i] ?? 0);
    least[i] = at;
    span[2 * i] = at + (size[i] ?? 0);
    enqueue(i);
    return at <= (highest[i] ?? 0);
  }

  function lowerHighest(i: number, to: number): boolean {
    if (to < (least[i] ?? 0)) return false;
    const at = aligned ? to - (to % (alignment[i] ?? 1)) : to;
    note(n + i, highest[i] ?? 0);
    highest[i] = at;
    span[2 * i + 1] = at;
    enqueue(i);
    return at >= (least[i] ?? 0);
  }

  /** Of each pair with v: who cannot be below the other is above it. */
  function orderPairs(v: number): boolean {
    if (least[v] === far) return true;
    const sizeV = size[v] ?? 0;
    let topV = span[2 * v] ?? 0;
    let highestV = highest[v] ?? 0;
    const to = pairFrom[v + 1] ?? 0;
    for (let k = pairFrom[v] ?? 0; k < to; k++) {
      const u = other[k] ?? 0;
      const topU = span[2 * u] ?? 0;
      const highestU = span[2 * u + 1] ?? 0;
      if (topV > highestU) {
        if (topU > highestV) return false;
        if (topU > topV - sizeV) {
          if (!raiseLeast(v, topU)) return false;
          topV = span[2 * v] ?? 0;
        }
        const below = highestV - (size[u] ?? 0);
        if (below < highestU && !lowerHighest(u, below)) return false;
      } else if (topU > highestV) {
        if (topV > (least[u] ?? 0) && !raiseLeast(u, topV)) return false;
        if (highestU - sizeV < highestV) {
          if (!lowerHighest(v, highestU - sizeV)) return false;
          highestV = highest[v] ?? 0;
        }
      }
    }
    return true;
  }

  /** Whether each section has somebody to be first; when only one can, it stays below the limit. */
  function holdFirsts(p0: number, p1: number): boolean {
    for (let s = p0; s < p1; s++) {
      const most = limit[s] ?? 0;
      if (most === capacity) continue;
      const known = only[s] ?? 0;
      if (known >= 0 && (least[known] ?? 0) <= most) continue;
      const w = witness[s] ?? 0;
      const x = second[s] ?? 0;
      if (w !== x && (least[w] ?? 0) <= most && (least[x] ?? 0) <= most) continue;
      const to = memberFrom[s + 1] ?? 0;
      let m = memberFrom[s] ?? 0;
      while (m < to && (least[member[m] ?? 0] ?? 0) > most) m++;
      if (m === to) {
        conflicts[s] = (conflicts[s] ?? 0) + 1;
        return false;
      }
      const one = member[m] ?? 0;
      witness[s] = one;
      for (m++; m < to && (least[member[m] ?? 0] ?? 0) > most; ) m++;
      if (m < to) {
        second[s] = member[m] ?? 0;
        continue;
      }
      note(2 * n + s, known);
      only[s] = one;
      if ((highest[one] ?? 0) > most && !lowerHighest(one, most)) return false;
    }
    return true;
  }

  /** Until nothing follows any more in sections [p0, p1), or too much does: bounds are right however early it ends. */
  function propagate(p0: number, p1: number): boolean {
    let looks = MOST_LOOKS;
    for (;;) {
      while (queueHead !== queueTail) {
        const v = queue[queueHead] ?? 0;
        looks -= (pairFrom[v + 1] ?? 0) - (pairFrom[v] ?? 0);
        if (looks < 0) forget();
        if (looks < 0) break;
        queueHead = queueHead === n ? 0 : queueHead + 1;
        queued[v] = 0;
        if (!orderPairs(v)) return false;
      }
      if (!holdFirsts(p0, p1)) return false;
      if (queueHead === queueTail) return true;
    }
  }

  /** Takes i out of what is to come in its sections, or with negative size puts it back; says whether a border is free. */
  function count(i: number, units: number, crossings: number): boolean {
    const toPiece = pieceFrom[i + 1] ?? 0;
    for (let piece = pieceFrom[i] ?? 0; piece < toPiece; piece++) {
      const to = last[piece] ?? 0;
      for (let s = first[piece] ?? 0; s < to; s++) limit[s] = (limit[s] ?? 0) + units;
    }
    let free = false;
    const to = high[i] ?? 0;
    for (let s = (low[i] ?? 0) + 1; s < to; s++) {
      const left = (crossing[s] ?? 0) + crossings;
      crossing[s] = left;
      if (left === 0) free = true;
    }
    return free;
  }

  function place(i: number, p0: number, p1: number): number {
    const at = least[i] ?? 0;
    const top = at + (size[i] ?? 0);
    const mark = noted();
    const to = pairFrom[i + 1] ?? 0;
    for (let k = pairFrom[i] ?? 0; k < to; k++) {
      const j = other[k] ?? 0;
      if ((least[j] ?? 0) >= top || raiseLeast(j, top)) continue;
      forget();
      restore(mark);
      return FAILS;
    }
    const moves = noted() === mark ? MOVES_NOBODY : 0;
    offset[i] = at;
    least[i] = far;
    span[2 * i] = -1;
    span[2 * i + 1] = far;
    const frees = count(i, size[i] ?? 0, -1) ? FREES_BORDER : 0;
    if (propagate(p0, p1)) return moves + frees;
    forget();
    lift(i);
    restore(mark);
    return FAILS;
  }

  function lift(i: number): void {
    count(i, -(size[i] ?? 0), 1);
    const at = offset[i] ?? 0;
    least[i] = at;
    span[2 * i] = at + (size[i] ?? 0);
    span[2 * i + 1] = highest[i] ?? 0;
  }

  function reset(units: number): boolean {
    forget();
    capacity = units;
    trail.clear();
    limit.fill(capacity);
    crossing.fill(0);
    witness.fill(n);
    second.fill(n);
    only.fill(-1);
    least[n] = far;
    for (let i = 0; i < n; i++) {
      const most = capacity - (size[i] ?? 0);
      const free = (fixed[i] ?? 0) < 0;
      least[i] = free ? 0 : (fixed[i] ?? 0);
      highest[i] = free ? most - (most % (alignment[i] ?? 1)) : (fixed[i] ?? 0);
      if (most < (least[i] ?? 0)) return false;
      span[2 * i] = (least[i] ?? 0) + (size[i] ?? 0);
      span[2 * i + 1] = highest[i] ?? 0;
      if (!free) enqueue(i);
      count(i, -(size[i] ?? 0), 1);
    }
    return limit.every((most) => most >= 0) && propagate(0, sectionCount);
  }

  return {
    far,
    offset,
    least,
    highest,
    limit,
    crossing,
    conflicts,
    reset,
    witness,
    place,
    lift,
    noted,
    restore,
  };
}
