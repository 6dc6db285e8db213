/** What is free below an arena's peak at each step, in sum and in one piece; addresses above its capacity are nobody's to use. */

import { holesAt } from "../explain.ts";
import { piecesIn } from "../needs.ts";
import type { Plan } from "../plan.types.ts";
import { positionsBy } from "../sort-by.ts";
import { Cover } from "./cover.ts";

/** Row i holds on steps [step[i], step[i + 1]); the last row is the end, with nothing free. */
export interface FreeCurve {
  readonly step: Int32Array;
  /** Free bytes below the peak of the arena, and below its capacity. */
  readonly free: Float64Array;
  /** The largest of the free blocks, in bytes. */
  readonly largest: Float64Array;
  /** False when there were more rows than `MOST_ROWS`: each then says the least of the steps that it covers. */
  readonly exact: boolean;
}

/** Enough for a row a pixel on the widest screen, and few enough to be drawn at once. */
export const MOST_ROWS = 20_000;

/** Births and deaths of a turn: some milliseconds. */
const TURN = 10_000;

/** The peak of an arena, or its capacity where that is lower: free bytes below it could hold something. */
export function usableTop(plan: Plan, arena: number): number {
  const { peak = 0, capacity = null } = plan.arenas[arena] ?? {};
  return capacity === null ? peak : Math.min(peak, capacity);
}

/** Time n log n in the storages of the arena. */
export function freeCurve(plan: Plan, arena: number, mostRows = MOST_ROWS): FreeCurve {
  const turns = freeInTurns(plan, arena, mostRows);
  for (;;) {
    const turn = turns.next();
    if (turn.done === true) return turn.value;
  }
}

/** The same in turns, between which others may be answered. */
export function* freeInTurns(
  plan: Plan,
  arena: number,
  mostRows = MOST_ROWS,
): Generator<undefined, FreeCurve> {
  const { storages, steps } = plan;
  const limit = usableTop(plan, arena);
  const pieces = piecesIn(plan);
  const members: number[] = [];
  for (let k = 0; k < pieces.count; k++) {
    if (pieces.arena[k] === arena && (pieces.bytes[k] ?? 0) > 0) members.push(k);
  }
  const start = Int32Array.from(members, (k) => pieces.start[k] ?? 0);
  const end = Int32Array.from(members, (k) => pieces.end[k] ?? 0);
  const offset = (k: number) => storages.offset[pieces.owner[k] ?? 0] ?? 0;
  const base = Float64Array.from(members, (k) => Math.min(limit, offset(k) + (pieces.low[k] ?? 0)));
  const top = Float64Array.from(members, (k) => Math.min(limit, offset(k) + (pieces.high[k] ?? 0)));
  const cover = new Cover(base, top, limit);
  yield;
  const byStart = positionsBy(start);
  const byEnd = positionsBy(end);
  yield;
  const rows = new Rows(mostRows, start, end, steps);
  yield;
  let turn = TURN;
  let born = 0;
  let dead = 0;
  for (let now = 0; now < steps; ) {
    for (; born < byStart.length && (start[byStart[born] ?? 0] ?? 0) <= now; born++)
      cover.add(byStart[born] ?? 0, 1);
    for (; dead < byEnd.length && (end[byEnd[dead] ?? 0] ?? 0) <= now; dead++)
      cover.add(byEnd[dead] ?? 0, -1);
    rows.add(now, cover.free, cover.largest);
    const birth = born < byStart.length ? (start[byStart[born] ?? 0] ?? 0) : steps;
    const death = dead < byEnd.length ? (end[byEnd[dead] ?? 0] ?? 0) : steps;
    now = Math.min(birth, death, steps);
    if (born + dead < turn) continue;
    turn = born + dead + TURN;
    yield;
  }
  return rows.done(steps);
}

/** Gathers rows; where there would be too many, all that begin in one stretch of steps become one. */
class Rows {
  readonly #step: number[] = [];
  readonly #free: number[] = [];
  readonly #largest: number[] = [];
  /** Steps that one row covers at least. */
  readonly #stretch: number;

  constructor(most: number, start: Int32Array, end: Int32Array, steps: number) {
    const breaks = new Set([0, ...start, ...end]).size;
    this.#stretch = breaks <= most ? 1 : Math.ceil(steps / Math.max(1, most));
  }

  add(step: number, free: number, largest: number): void {
    const last = this.#step.length - 1;
    const before = this.#step[last] ?? 0;
    if (last >= 0 && this.#stretch > 1 && step - before < this.#stretch) {
      this.#free[last] = Math.min(this.#free[last] ?? 0, free);
      this.#largest[last] = Math.min(this.#largest[last] ?? 0, largest);
      return;
    }
    if (last >= 0 && this.#free[last] === free && this.#largest[last] === largest) return;
    this.#step.push(step);
    this.#free.push(free);
    this.#largest.push(largest);
  }

  done(steps: number): FreeCurve {
    return {
      step: Int32Array.from([...this.#step, steps]),
      free: Float64Array.from([...this.#free, 0]),
      largest: Float64Array.from([...this.#largest, 0]),
      exact: this.#stretch === 1,
    };
  }
}

export interface Fragmentation {
  /** Free bytes below the peak of the arena, and below its capacity. */
  readonly free: number;
  /** The largest block of them, in bytes: what could still be put there at this step. */
  readonly largest: number;
  readonly holes: number;
  /** Part of the free bytes that is not in the largest block, 0 to 1; 0 when nothing is free. */
  readonly ratio: number;
  /** Free bytes that lie above the capacity of the arena, where nothing can be put; none of the others counts them. */
  readonly above: number;
}

/** Of one arena at one step. */
export function fragmentationAt(plan: Plan, arena: number, step: number): Fragmentation {
  const limit = usableTop(plan, arena);
  let [free, largest, holes, above] = [0, 0, 0, 0];
  for (const { offset, bytes } of holesAt(plan, step, arena)) {
    const below = Math.max(0, Math.min(bytes, limit - offset));
    above += bytes - below;
    if (below === 0) continue;
    free += below;
    largest = Math.max(largest, below);
    holes++;
  }
  return { free, largest, holes, ratio: free === 0 ? 0 : 1 - largest / free, above };
}
