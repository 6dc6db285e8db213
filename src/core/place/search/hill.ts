/**
 * Hill climbing on the sequence of a first fit: take a storage that stands too high, look at its neighbours and all that
 * these rest on, move one of them before or behind another (after the search allocator of Arm's Vela). Two changes: what
 * is lowered is the sum of squares of all that stands above a line, which has slopes where the peak alone has none; and
 * a move may be worse than the last as long as it is no worse than some thousands of moves ago (late acceptance).
 */

import { Random } from "../../random.ts";
import type { Watch } from "../../watch.ts";
import { peakOf } from "../peak.ts";
import type { Better, Packing } from "../placement.ts";
import { Climber } from "./climber.ts";

/** Looks at a neighbour that take about as long as one node of the exact search: the unit of the budget. */
const LOOKS_A_STEP = 1600;

/** Moves after which none may be worse than now. */
const MEMORY = 3000;

/** Moves a stretch of history at least lasts, so that a small budget still comes down. */
const STRETCHES = 8;

const ASK_EVERY = 400;

/** Neighbours looked at per move at most: chains may hold all storages. */
const MOST_NEAR = 400;

export interface Climbed {
  /** Null when nothing better than `limit` was found. */
  readonly offset: Float64Array | null;
  /** Bytes; `limit` when nothing better was found. */
  readonly peak: number;
  readonly steps: number;
  readonly endedEarly: boolean;
}

/** From `sequence`, within `budget` steps, for peaks below `limit` bytes; ends at the bound. */
export function climb(
  packing: Packing,
  sequence: Int32Array,
  limit: number,
  budget: number,
  watch: Watch,
  better?: Better,
): Climbed {
  const climber = new Climber(packing, sequence);
  const { neighbours, offset, turn } = climber;
  const random = new Random(packing.seed);
  const turns = climber.sequence;
  const cost = 1 + Math.floor(neighbours.items.length / LOOKS_A_STEP);
  const moves = Math.floor(budget / cost);
  let best = limit;
  let found: Float64Array | null = null;
  let line = lineBelow(best, packing.lowerBound);
  climber.place(0);
  let now = heightAbove(packing, offset, line);
  const past = new Float64Array(Math.max(1, Math.min(MEMORY, Math.floor(moves / STRETCHES)))).fill(now);
  const beforeOffset = offset.slice();
  const beforeTurns = turns.slice();
  const near = new Near(packing.count);
  let steps = 0;
  let asked = 0;
  for (let move = 0; move < moves && best > packing.lowerBound && turns.length > 1; move++) {
    steps += cost;
    if (steps - asked >= ASK_EVERY) {
      asked = steps;
      watch({ phase: "climbing", done: steps, total: budget });
      if (watch.stop?.() === true) return { offset: found, peak: best, steps, endedEarly: true };
    }
    near.gather(climber, tooHigh(packing, climber, line, random), random);
    const [a, b] = [near.first, near.second];
    if (a === b) continue;
    const first = Math.min(turn[a] ?? 0, turn[b] ?? 0);
    const last = Math.max(turn[a] ?? 0, turn[b] ?? 0);
    reorder(turns, first, last, random.below(4));
    climber.number(first, last + 1);
    climber.place(first);
    const next = heightAbove(packing, offset, line);
    const slot = move % past.length;
    if (next > now && next > (past[slot] ?? 0)) {
      offset.set(beforeOffset);
      turns.set(beforeTurns.subarray(first, last + 1), first);
      climber.number(first, last + 1);
    } else {
      now = next;
      beforeOffset.set(offset);
      beforeTurns.set(turns.subarray(first, last + 1), first);
      const peak = peakOf(packing, offset);
      if (peak < best) {
        best = peak;
        found = offset.slice();
        better?.(offset.slice());
        line = lineBelow(best, packing.lowerBound);
        now = heightAbove(packing, offset, line);
        past.fill(now);
      }
    }
    past[slot] = now;
  }
  return { offset: found, peak: best, steps, endedEarly: false };
}

function lineBelow(peak: number, bound: number): number {
  return bound + (peak - bound) / 2;
}

/** The sum over storages of the square of what stands above the line, in bytes. */
function heightAbove({ count, bytes }: Packing, offset: Float64Array, line: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const over = (offset[i] ?? 0) + (bytes[i] ?? 0) - line;
    if (over > 0 && (bytes[i] ?? 0) > 0) sum += over * over;
  }
  return sum;
}

/** Two times in three one of the highest, else any that stands above the line. */
function tooHigh({ bytes }: Packing, { sequence, offset }: Climber, line: number, random: Random): number {
  const highest = random.below(3) < 2;
  let chosen = sequence[0] ?? 0;
  let above = line;
  let ties = 0;
  for (let t = 0; t < sequence.length; t++) {
    const i = sequence[t] ?? 0;
    const top = (offset[i] ?? 0) + (bytes[i] ?? 0);
    if (top < above) continue;
    if (highest && top > above) {
      above = top;
      ties = 0;
    }
    ties++;
    if (random.below(ties) === 0) chosen = i;
  }
  return chosen;
}

/** Swaps the storages at two turns, or moves one of them next to the other. */
function reorder(turns: Int32Array, first: number, last: number, how: number): void {
  const low = turns[first] ?? 0;
  const high = turns[last] ?? 0;
  if (how === 0) {
    turns.copyWithin(first + 1, first, last);
    turns[first] = high;
  } else if (how === 1) {
    turns.copyWithin(first, first + 1, last + 1);
    turns[last] = low;
  } else {
    turns[first] = high;
    turns[last] = low;
  }
}

/** A storage, its neighbours and all that they rest on; two of these are drawn. */
class Near {
  first = 0;
  second = 0;
  readonly #seen: Int32Array;
  #round = 0;

  constructor(count: number) {
    this.#seen = new Int32Array(count);
  }

  gather(climber: Climber, high: number, random: Random): void {
    const round = ++this.#round;
    const seen = this.#seen;
    const { from, items } = climber.neighbours;
    const all = [high];
    seen[high] = round;
    for (let k = from[high] ?? 0; k < (from[high + 1] ?? 0); k++) {
      const j = items[k] ?? 0;
      seen[j] = round;
      if ((climber.turn[j] ?? 0) >= 0) all.push(j);
    }
    const beside = all.length;
    for (let k = 0; k < beside && all.length < beside + MOST_NEAR; k++) {
      climber.under(all[k] ?? 0, (j) => {
        if (seen[j] === round) return false;
        seen[j] = round;
        if ((climber.turn[j] ?? 0) >= 0) all.push(j);
        return true;
      });
    }
    // those that are no neighbours of it make the holes that it does not fit in
    const holes = all.length > beside && random.below(10) < 3;
    const any = () => all[random.below(all.length)] ?? high;
    this.first = holes ? (all[beside + random.below(all.length - beside)] ?? high) : any();
    this.second = any();
  }
}
