/**
 * No two storages share an address that both need at some step: a sweep over the pieces of their lives in time with the
 * living ones in a tree by address. Near linear, and complete: every pair is found, and named once.
 */

import { at, type Look } from "./look.ts";
import { range, steps } from "./report.ts";

export function checkOverlap(look: Look): void {
  const { plan, report, arenaOf, pieces, byStart, byEnd } = look;
  const { owner, start, end } = pieces;
  const base = (k: number) => plan.storages[at(owner, k)]?.offset ?? 0;
  const low = pieces.low.map((from, k) => base(k) + from);
  const high = pieces.high.map((to, k) => base(k) + to);
  const arena = owner.map((i) => at(arenaOf, i));
  const byPlace = byStart
    .filter((k) => at(low, k) < at(high, k))
    .sort((a, b) => at(arena, a) - at(arena, b) || at(low, a) - at(low, b));
  const rank = new Int32Array(owner.length).fill(-1);
  byPlace.forEach((k, r) => {
    rank[k] = r;
  });
  /** First rank of the arena at or beyond this address. */
  const rankOf = (place: number, address: number): number => {
    let from = 0;
    let to = byPlace.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const k = at(byPlace, middle);
      const before = at(arena, k) === place ? at(low, k) < address : at(arena, k) < place;
      if (before) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  const living = new MaxTree(byPlace.length);
  /** Pairs that have been named: with gaps the same two may meet again. */
  const named = new Set<string>();
  let ended = 0;
  for (const k of byStart) {
    if (at(rank, k) < 0) continue;
    for (; ended < byEnd.length && at(end, at(byEnd, ended)) <= at(start, k); ended++) {
      const gone = at(rank, at(byEnd, ended));
      if (gone >= 0) living.set(gone, 0);
    }
    living.above(at(low, k), rankOf(at(arena, k), 0), rankOf(at(arena, k), at(high, k)), (r) => {
      const other = at(byPlace, r);
      const [a, b] = [plan.storages[at(owner, other)], plan.storages[at(owner, k)]];
      const pair = `${Math.min(at(owner, other), at(owner, k))} ${Math.max(at(owner, other), at(owner, k))}`;
      if (a === undefined || b === undefined) return false;
      if (named.has(pair)) return true;
      named.add(pair);
      report.add("overlap", [`storage:${a.id}`, `storage:${b.id}`], () => {
        const places = `${a.id} ${range(at(low, other), at(high, other))} and ${b.id} ${range(at(low, k), at(high, k))}`;
        return `${places} are both alive at ${steps(at(start, k), Math.min(at(end, other), at(end, k)))} in arena ${b.arena}`;
      });
      return !report.full("overlap");
    });
    if (report.full("overlap")) return;
    living.set(at(rank, k), at(high, k));
  }
}

/** One number a rank, 0 at first; finds all above a threshold in a range of ranks, without visiting the others. */
class MaxTree {
  readonly #size: number;
  readonly #max: Float64Array;

  constructor(count: number) {
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
    this.#max = new Float64Array(2 * this.#size);
  }

  set(rank: number, value: number): void {
    const max = this.#max;
    let i = rank + this.#size;
    max[i] = value;
    for (i >>= 1; i > 0; i >>= 1) max[i] = Math.max(at(max, 2 * i), at(max, 2 * i + 1));
  }

  /** Calls `found` with each rank in [from, to) whose number is above `threshold`, until it says false. */
  above(threshold: number, from: number, to: number, found: (rank: number) => boolean): void {
    const visit = (i: number, low: number, width: number): boolean => {
      if (low >= to || low + width <= from || at(this.#max, i) <= threshold) return true;
      if (width === 1) return found(low);
      const half = width / 2;
      return visit(2 * i, low, half) && visit(2 * i + 1, low + half, half);
    };
    visit(1, 0, this.#size);
  }
}
