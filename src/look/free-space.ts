/** Free bytes below the peak over time, and the largest block of them: a sweep over births and deaths (cover.ts). */

import { Cover } from "../core/explain/cover.ts";
import { usableTop } from "../core/explain/free.ts";
import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import { positionsBy } from "../core/sort-by.ts";
import { allTurns } from "./all-turns.ts";
import { oncePerPlan, piecesByStart } from "./plan-tables.ts";

/** A step function: row i holds on steps [step[i], step[i + 1]); the last one to the end of the plan. */
export interface FreeSpace {
  readonly step: Int32Array;
  /** Bytes below the peak, and below the capacity, that nobody has. */
  readonly free: Float64Array;
  /** The largest block of them. */
  readonly largest: Float64Array;
  /** The greatest of `fragmentationAt` over all steps. */
  readonly most: number;
}

/** 1 − the largest free block ÷ all free bytes; 0 when nothing is free. */
export function fragmentationOf(free: number, largest: number): number {
  return free > 0 ? 1 - largest / free : 0;
}

/** Births of a turn at least: some milliseconds. */
const TURN = 2048;

/**
 * A cover for each stretch of time, of those alone that live in it: it stays small and near, where one of all storages
 * would be looked up all over memory. As many are born in a stretch as are alive when it begins, so none is taken into
 * covers more often than once or twice on the whole.
 */
function* walk(plan: Plan, arena: number): Generator<undefined, FreeSpace> {
  const pieces = piecesIn(plan);
  const { start, end } = pieces;
  const limit = usableTop(plan, arena);
  const births = piecesByStart(plan).filter((k) => pieces.arena[k] === arena && (pieces.bytes[k] ?? 0) > 0);
  yield;
  const deaths = positionsBy(births.map((k) => end[k] ?? 0)).map((i) => births[i] ?? 0);
  const base = (k: number) => plan.storages.offset[pieces.owner[k] ?? 0] ?? 0;
  const low = (k: number) => Math.min(limit, base(k) + (pieces.low[k] ?? 0));
  const high = (k: number) => Math.min(limit, base(k) + (pieces.high[k] ?? 0));
  /** Place of each piece in the present cover. */
  const place = new Int32Array(pieces.count);
  const rows = births.length * 2 + 1;
  const [step, free, largest] = [new Int32Array(rows), new Float64Array(rows), new Float64Array(rows)];
  let count = 0;
  let most = 0;
  let alive = new Int32Array(0);
  for (let now = 0, born = 0, dead = 0; now < plan.steps; ) {
    let last = Math.min(births.length, born + Math.max(TURN, alive.length));
    while (last < births.length && start[births[last] ?? 0] === start[births[last - 1] ?? 0]) last++;
    const until = last < births.length ? (start[births[last] ?? 0] ?? 0) : plan.steps;
    const here = new Int32Array(alive.length + last - born);
    here.set(alive);
    here.set(births.subarray(born, last), alive.length);
    const cover = new Cover(Float64Array.from(here, low), Float64Array.from(here, high), limit);
    here.forEach((k, i) => {
      place[k] = i;
      if (i < alive.length) cover.add(i, 1);
    });
    while (now < until) {
      for (; born < last && (start[births[born] ?? 0] ?? 0) <= now; born++)
        cover.add(place[births[born] ?? 0] ?? 0, 1);
      for (; dead < deaths.length && (end[deaths[dead] ?? 0] ?? 0) <= now; dead++)
        cover.add(place[deaths[dead] ?? 0] ?? 0, -1);
      step[count] = now;
      free[count] = cover.free;
      largest[count++] = cover.largest;
      most = Math.max(most, fragmentationOf(cover.free, cover.largest));
      const birth = born < births.length ? (start[births[born] ?? 0] ?? 0) : plan.steps;
      const death = dead < deaths.length ? (end[deaths[dead] ?? 0] ?? 0) : plan.steps;
      now = Math.min(birth, death, plan.steps);
    }
    // deaths before `now` have been taken out; who dies at it is taken out of the next cover
    alive = here.filter((k) => (end[k] ?? 0) >= now);
    yield;
  }
  return {
    step: step.slice(0, count),
    free: free.slice(0, count),
    largest: largest.slice(0, count),
    most,
  };
}

const tables = oncePerPlan(() => new Map<number, FreeSpace>());

/** In turns of some milliseconds, for the first time; at once after that. */
export function* freeSpaceInTurns(plan: Plan, arena: number): Generator<undefined, FreeSpace> {
  const table = tables(plan);
  const space = table.get(arena) ?? (yield* walk(plan, arena));
  table.set(arena, space);
  return space;
}

/** Free space of an arena: n log n in the storages, kept as long as the plan. Not for a frame of a large plan. */
export function freeSpace(plan: Plan, arena: number): FreeSpace {
  return allTurns(freeSpaceInTurns(plan, arena));
}

/** Row of a step function that holds `step`, −1 before the first. */
export function rowOfStep(space: Pick<FreeSpace, "step">, step: number): number {
  let low = 0;
  let high = space.step.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((space.step[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
