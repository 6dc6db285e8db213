/** Numbers of an area: a part of an arena over a part of time. One pass over the storages, which can be cut into turns. */

import { forEachMeeting } from "../core/explain/alive-blocks.ts";
import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";

/** A half-open range of whole numbers. */
export type Whole = readonly [from: number, to: number];

/** Steps, and addresses of one arena in bytes. */
export interface Field {
  readonly arena: number;
  readonly steps: Whole;
  readonly addresses: Whole;
}

export interface AreaSums {
  /** Bytes × steps of the area, and of it what is in use, padding included. */
  readonly all: number;
  readonly used: number;
  /** Storages that need a byte of it at a step of it, and their real bytes all in all, also those outside. */
  readonly touched: number;
  readonly touchedBytes: number;
  /** Bytes of it in use at one step, padding included: at most and at least, each with the first step that has them. */
  readonly most: number;
  readonly mostAt: number;
  readonly least: number;
  readonly leastAt: number;
  /** The largest range of its addresses that nobody needs at any of its steps, the lowest of equal ones; empty: none. */
  readonly free: Whole;
}

/** Storages that are looked at between two turns: less than a millisecond. */
const IN_TURN = 2000;

/** Steps up to which a number is kept for each. */
const MOST_STEPS = 4_000_000;

/** Steps of a part of a course where there is a number for each, and parts of one where there is not. */
const [PART, PARTS] = [65_536, 1024];

/** Bytes in use over the steps of a field, from what is added and taken away at which step. */
interface Course {
  readonly change: (step: number, bytes: number) => void;
  readonly parts: number;
  /** Hears of each stretch of steps of a part; those without a change between them may come as one. Parts must be walked in turn. */
  readonly walk: (part: number, hear: (step: number, bytes: number) => void) => void;
}

function everyStep([from, to]: Whole): Course {
  const changes = new Float64Array(to - from);
  let live = 0;
  return {
    parts: Math.ceil(changes.length / PART),
    change(step, bytes) {
      if (step < to) changes[step - from] = (changes[step - from] ?? 0) + bytes;
    },
    walk(part, hear) {
      const end = Math.min(changes.length, (part + 1) * PART);
      for (let i = part * PART; i < end; i++) {
        live += changes[i] ?? 0;
        hear(from + i, live);
      }
    },
  };
}

/** For more steps than numbers can be kept of. */
function stepsOfChange([from, to]: Whole): Course {
  const long = Math.ceil((to - from) / PARTS);
  const changes = Array.from({ length: PARTS }, () => new Map<number, number>());
  changes[0]?.set(from, 0);
  let live = 0;
  return {
    parts: PARTS,
    change(step, bytes) {
      const part = changes[Math.floor((step - from) / long)];
      if (step < to) part?.set(step, (part.get(step) ?? 0) + bytes);
    },
    walk(part, hear) {
      const here = changes[part];
      for (const step of Float64Array.from(here?.keys() ?? []).sort()) {
        live += here?.get(step) ?? 0;
        hear(step, live);
      }
    },
  };
}

/** Ranges that do not meet, ascending, end to end: from, to, from, to … */
type Ranges = Float64Array;

/** The union of ranges given in any order. Lows passed less highs passed are those that cover an address. */
function unionOf(low: Float64Array, high: Float64Array): Ranges {
  low.sort();
  high.sort();
  const union = new Float64Array(2 * low.length);
  let n = 0;
  for (let i = 0, j = 0; j < high.length; j++) {
    // nobody is open: a range begins
    if (i === j) union[n++] = low[i] ?? 0;
    while (i < low.length && (low[i] ?? 0) <= (high[j] ?? 0)) i++;
    if (i === j + 1) union[n++] = high[j] ?? 0;
  }
  return union.slice(0, n);
}

/** The edges of `ranges` at even places (0) or odd ones (1), and `more` of them. */
function edges(ranges: Ranges, odd: 0 | 1, more: readonly number[]): Float64Array {
  const all = new Float64Array(ranges.length / 2 + more.length);
  for (let i = 0; 2 * i < ranges.length; i++) all[i] = ranges[2 * i + odd] ?? 0;
  all.set(more, ranges.length / 2);
  return all;
}

function largestFree(taken: Ranges, [low, high]: Whole): Whole {
  let best: Whole = [low, low];
  let free = low;
  for (let i = 0; i <= taken.length; i += 2) {
    const until = taken[i] ?? high;
    if (until - free > best[1] - best[0]) best = [free, until];
    free = taken[i + 1] ?? high;
  }
  return best;
}

export interface Summing {
  /** Goes through so many storages more, or a part of the steps after them; false when there is nothing more. */
  readonly go: (storages: number) => boolean;
  /** Once `go` has come to the end. */
  readonly sums: () => AreaSums;
}

/** For passes in turns; the plan must not change meanwhile. */
export function startSumming(plan: Plan, field: Field): Summing {
  const { steps, addresses, arena } = field;
  const [first, last] = steps;
  const [bottom, top] = addresses;
  const pieces = piecesIn(plan);
  const { storages } = plan;
  const course = last - first <= MOST_STEPS ? everyStep(steps) : stepsOfChange(steps);
  let at = 0;
  let part = 0;
  let used = 0;
  let touched = 0;
  let touchedBytes = 0;
  let taken: Ranges = new Float64Array(0);
  let [most, mostAt, least, leastAt] = [-1, first, Number.POSITIVE_INFINITY, first];
  const hear = (step: number, live: number) => {
    if (live > most) {
      most = live;
      mostAt = step;
    }
    if (live < least) {
      least = live;
      leastAt = step;
    }
  };

  function sum(count: number): void {
    const [lows, highs]: [number[], number[]] = [[], []];
    const end = Math.min(storages.count, at + count);
    const add = (s: number) => {
      if (storages.arena[s] !== arena) return;
      const base = storages.offset[s] ?? 0;
      let meets = false;
      for (let k = pieces.from[s] ?? 0; k < (pieces.from[s + 1] ?? 0); k++) {
        const from = Math.max(first, pieces.start[k] ?? 0);
        const to = Math.min(last, pieces.end[k] ?? 0);
        const low = Math.max(bottom, base + (pieces.low[k] ?? 0));
        const high = Math.min(top, base + (pieces.high[k] ?? 0));
        if (from >= to || low >= high) continue;
        used += (to - from) * (high - low);
        course.change(from, high - low);
        course.change(to, low - high);
        lows.push(low);
        highs.push(high);
        meets = true;
      }
      if (!meets) return;
      touched++;
      touchedBytes += storages.bytes[s] ?? 0;
    };
    forEachMeeting(storages, first, last, add, at, end);
    at = end;
    if (lows.length > 0) taken = unionOf(edges(taken, 0, lows), edges(taken, 1, highs));
  }

  return {
    go(count) {
      if (at < storages.count) sum(count);
      else if (part < course.parts) course.walk(part++, hear);
      return at < storages.count || part < course.parts;
    },
    sums() {
      const all = (last - first) * (top - bottom);
      const free = largestFree(taken, addresses);
      return { all, used, touched, touchedBytes, most, mostAt, least, leastAt, free };
    },
  };
}

/** What `startSumming` comes to. */
export function* sumsInTurns(plan: Plan, field: Field): Generator<undefined, AreaSums> {
  const summing = startSumming(plan, field);
  while (summing.go(IN_TURN)) yield;
  return summing.sums();
}

/** At once. */
export function areaSums(plan: Plan, field: Field): AreaSums {
  const summing = startSumming(plan, field);
  while (summing.go(Number.MAX_SAFE_INTEGER));
  return summing.sums();
}
