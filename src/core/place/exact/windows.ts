/**
 * The exact search for storages that need only a part of their bytes for a time: these may hang over others and hold
 * each other, so that "below" and "above" say too little. Storages are placed in the order of (offset, position). One
 * that reaches down to its offset whenever it is alive takes the least offset that is free: if there is a placement,
 * then also one in which nobody can be slid down (the least sum of offsets). One that does not may rest on somebody who
 * comes later, so all its offsets are tried. Right, but slow: meant for few, after a search with whole lives.
 */

import type { Watch } from "../../watch.ts";
import type { Packing } from "../placement.ts";
import type { Model } from "./model.ts";
import type { Verdict } from "./search.ts";

interface Decided {
  readonly verdict: Verdict;
  /** In units, one per storage of the model. */
  readonly offset: Float64Array | null;
  readonly steps: number;
}

/** In a slot of time a storage occupies its units [low, high). */
interface Shape {
  readonly slot: number;
  readonly low: number;
  readonly high: number;
}

const ASK_EVERY = 64;

/** The relation of all with all is kept. */
const MOST_STORAGES = 500;

/** Whether all fit below `capacity` units, within so many nodes. */
export function decideWindows(
  model: Model,
  packing: Packing,
  capacity: number,
  nodes: number,
  watch: Watch,
): Decided {
  const { count: n, size, alignment, fixed } = model;
  if (n > MOST_STORAGES) return { verdict: "limit", offset: null, steps: 0 };
  const shapes = shapesOf(model, packing);
  const slots = 1 + shapes.flat().reduce((most, { slot }) => Math.max(most, slot), -1);
  const hangs = shapes.map((rows) => rows.some(({ low }) => low > 0));
  const apart = Array.from({ length: n }, (_, i) => shapes.map((rows) => forbidden(shapes[i] ?? [], rows)));
  const offset = new Float64Array(n).fill(-1);
  const order = new Int32Array(n);
  let placed = 0;
  let steps = 0;

  /** The least offset from `at` on that is free of what is placed; beyond the capacity when there is none. */
  const firstFree = (i: number, at: number): number => {
    const fix = fixed[i] ?? -1;
    const step = alignment[i] ?? 1;
    let to = fix >= 0 ? (fix < at ? capacity : fix) : Math.ceil(at / step) * step;
    for (let k = 0; k < placed && to + (size[i] ?? 0) <= capacity; ) {
      const j = order[k] ?? 0;
      const base = offset[j] ?? 0;
      const hit = apart[j]?.[i]?.find(({ from, to: end }) => from < to - base && to - base < end);
      if (hit === undefined) k++;
      else {
        to = fix >= 0 ? capacity : Math.ceil((base + hit.to) / step) * step;
        k = 0;
      }
    }
    return to;
  };
  /** Whether in each slot there is room above the lowest that still comes for all that still come. */
  const roomLeft = (least: Float64Array): boolean => {
    const floor = new Float64Array(slots).fill(Number.POSITIVE_INFINITY);
    const need = new Float64Array(slots);
    for (let i = 0; i < n; i++) {
      if ((offset[i] ?? 0) >= 0) continue;
      for (const { slot, low, high } of shapes[i] ?? []) {
        floor[slot] = Math.min(floor[slot] ?? 0, (least[i] ?? 0) + low);
        need[slot] = (need[slot] ?? 0) + high - low;
      }
    }
    for (let k = 0; k < placed; k++) {
      const j = order[k] ?? 0;
      for (const { slot, low, high } of shapes[j] ?? []) {
        const bottom = Math.max((offset[j] ?? 0) + low, floor[slot] ?? 0);
        need[slot] = (need[slot] ?? 0) + Math.max(0, (offset[j] ?? 0) + high - bottom);
      }
    }
    return need.every((units, slot) => units === 0 || (floor[slot] ?? 0) + units <= capacity);
  };
  /** A node: the least offsets of all that still come, and the candidate tried last. */
  const open = (level: number) => {
    const least = new Float64Array(n);
    let ceiling = capacity;
    for (let i = 0; i < n; i++) {
      if ((offset[i] ?? 0) >= 0) continue;
      least[i] = firstFree(i, level);
      const top = (least[i] ?? 0) + (size[i] ?? 0);
      if (top > capacity) return null;
      // whoever starts at a top or above could have had that storage slid below it
      ceiling = Math.min(ceiling, top - 1, (fixed[i] ?? -1) < 0 ? capacity : (fixed[i] ?? 0));
    }
    return roomLeft(least)
      ? { least, ceiling, at: level, by: placed > 0 ? (order[placed - 1] ?? 0) : -1 }
      : null;
  };
  const root = open(0);
  const stack = root === null ? [] : [root];
  if (n === 0) return { verdict: "found", offset, steps };
  while (stack.length > 0) {
    const node = stack.at(-1);
    if (node === undefined) break;
    // the lowest (offset, position) above the last
    let chosen = -1;
    let lowest = node.ceiling + 1;
    for (let i = 0; i < n; i++) {
      if ((offset[i] ?? 0) >= 0) continue;
      let at = node.least[i] ?? 0;
      if (at < node.at || (at === node.at && i <= node.by)) {
        if (hangs[i] !== true) continue;
        at = firstFree(i, i > node.by ? node.at : node.at + 1);
      }
      if (at >= lowest || at + (size[i] ?? 0) > capacity) continue;
      lowest = at;
      chosen = i;
    }
    if (chosen < 0) {
      stack.pop();
      placed--;
      if (placed >= 0) offset[order[placed] ?? 0] = -1;
      continue;
    }
    node.at = lowest;
    node.by = chosen;
    if (++steps > nodes) return { verdict: "limit", offset: null, steps };
    if (steps % ASK_EVERY === 0 && watch.stop?.() === true) return { verdict: "limit", offset: null, steps };
    offset[chosen] = lowest;
    order[placed++] = chosen;
    if (placed === n) return { verdict: "found", offset, steps };
    const child = open(lowest);
    if (child !== null) stack.push(child);
    else offset[order[--placed] ?? 0] = -1;
  }
  return { verdict: "none", offset: null, steps };
}

/** What j's offset less i's may not be, open intervals. */
function forbidden(i: readonly Shape[], j: readonly Shape[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  if (i === j) return found;
  let b = 0;
  for (const below of i) {
    while ((j[b]?.slot ?? Number.POSITIVE_INFINITY) < below.slot) b++;
    const other = j[b];
    if (other?.slot === below.slot) found.push({ from: below.low - other.high, to: below.high - other.low });
  }
  return found;
}

/** Of each storage the units that it occupies, slot by slot; slots are the stretches of time in which no shape changes. */
function shapesOf({ row, size, unit, count }: Model, { start, end, gaps }: Packing): Shape[][] {
  const times = new Set<number>();
  const pieces = Array.from({ length: count }, (_, i) => {
    const of = row[i] ?? 0;
    const all: { start: number; end: number; low: number; high: number }[] = [];
    let now = start[of] ?? 0;
    const add = (until: number, low: number, high: number) => {
      if (now < until && low < high) all.push({ start: now, end: until, low, high });
      now = Math.max(now, until);
    };
    if (gaps !== null) {
      for (let g = gaps.from[of] ?? 0; g < (gaps.from[of + 1] ?? 0); g++) {
        add(gaps.start[g] ?? 0, 0, size[i] ?? 0);
        add(gaps.end[g] ?? 0, (gaps.low[g] ?? 0) / unit, (gaps.high[g] ?? 0) / unit);
      }
    }
    add(end[of] ?? 0, 0, size[i] ?? 0);
    for (const piece of all) times.add(piece.start).add(piece.end);
    return all;
  });
  const cuts = Array.from(times).sort((a, b) => a - b);
  return pieces.map((all) =>
    all.flatMap(({ start, end, low, high }) => {
      const slots: Shape[] = [];
      cuts.forEach((time, slot) => {
        if (time >= start && time < end) slots.push({ slot, low, high });
      });
      return slots;
    }),
  );
}
