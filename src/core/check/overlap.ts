/**
 * No two storages alive together share an address: a sweep over time with the living ones in a tree by address.
 * Near linear, and complete: every overlapping pair is found once, at the start of the later one.
 */

import { at, type Look } from "./look.ts";
import { range, steps } from "./report.ts";

export function checkOverlap(look: Look): void {
  const { plan, report, padded, arenaOf, byStart, byEnd } = look;
  const { storages } = plan;
  const offset = Float64Array.from(storages, (s) => s.offset);
  const start = Float64Array.from(storages, (s) => s.start);
  const end = Float64Array.from(storages, (s) => s.end);
  const byPlace = byStart
    .filter((i) => at(padded, i) > 0)
    .sort((a, b) => at(arenaOf, a) - at(arenaOf, b) || at(offset, a) - at(offset, b));
  const rank = new Int32Array(storages.length).fill(-1);
  byPlace.forEach((i, r) => {
    rank[i] = r;
  });
  /** First rank of the arena at or beyond this address. */
  const rankOf = (arena: number, address: number): number => {
    let low = 0;
    let high = byPlace.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const i = at(byPlace, middle);
      const before = at(arenaOf, i) === arena ? at(offset, i) < address : at(arenaOf, i) < arena;
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const living = new MaxTree(byPlace.length);
  let ended = 0;
  for (const i of byStart) {
    if (at(rank, i) < 0) continue;
    for (; ended < byEnd.length && at(end, at(byEnd, ended)) <= at(start, i); ended++) {
      const gone = at(rank, at(byEnd, ended));
      if (gone >= 0) living.set(gone, 0);
    }
    const low = at(offset, i);
    const high = low + at(padded, i);
    living.above(low, rankOf(at(arenaOf, i), 0), rankOf(at(arenaOf, i), high), (r) => {
      const other = at(byPlace, r);
      const [a, b] = [storages[other], storages[i]];
      if (a === undefined || b === undefined) return false;
      report.add("overlap", [`storage:${a.id}`, `storage:${b.id}`], () => {
        const pair = `${a.id} ${range(a.offset, a.offset + at(padded, other))} and ${b.id} ${range(low, high)}`;
        return `${pair} are both alive at ${steps(b.start, Math.min(a.end, b.end))} in arena ${b.arena}`;
      });
      return !report.full("overlap");
    });
    if (report.full("overlap")) return;
    living.set(at(rank, i), high);
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
