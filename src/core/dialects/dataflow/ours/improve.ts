/** Moves single firings of a schedule about while that makes it need no more bytes at once: what the ways of schedules.ts leave on the table. */

import { Random } from "../../../random.ts";
import { isArrayFifo } from "../fifo-lengths.ts";
import { rateAt, type Stream } from "../stream.types.ts";
import { classesOf } from "./classes.ts";
import { heldAlong } from "./held.ts";

/** Tries for one schedule; more than this find little. */
const MOST_TRIES = 3_000;

/** `budget`: firings that may be looked at in all. The same seed gives the same schedule. */
export function improved(
  stream: Stream,
  firings: Int32Array,
  budget: number,
  floor: number,
  seed: number,
): Int32Array {
  const length = firings.length;
  const tries = Math.min(MOST_TRIES, Math.floor(budget / Math.max(1, length)));
  const random = new Random(seed);
  let best = firings;
  let bytes = liveBytes(stream, best);
  for (let t = 0; t < tries && bytes > floor && length > 2; t++) {
    const moved = shifted(best, random.below(length), random.below(length));
    if (moved === undefined || !isPossible(stream, moved)) continue;
    const now = liveBytes(stream, moved);
    // sideways too: a plateau may have a way down
    if (now > bytes) continue;
    best = moved;
    bytes = now;
  }
  return best;
}

/** The firing at `from` in the place `to`; undefined where that changes nothing. */
function shifted(firings: Int32Array, from: number, to: number): Int32Array | undefined {
  if (from === to || firings[from] === firings[to]) return undefined;
  const moved = firings.slice();
  const actor = moved[from] ?? 0;
  if (from < to) moved.copyWithin(from, from + 1, to + 1);
  else moved.copyWithin(to + 1, to, from);
  moved[to] = actor;
  return moved;
}

function isPossible({ actors, fifos }: Stream, firings: Int32Array): boolean {
  const held = Float64Array.from(fifos, ({ delay }) => delay);
  const fired = new Int32Array(actors.length);
  for (const actor of firings) {
    const firing = fired[actor] ?? 0;
    for (const { fifo, rate } of actors[actor]?.inputs ?? []) {
      if (fifo < 0) continue;
      const left = (held[fifo] ?? 0) - rateAt(rate, firing);
      if (left < 0) return false;
      held[fifo] = left;
    }
    for (const { fifo, rate } of actors[actor]?.outputs ?? []) {
      if (fifo >= 0) held[fifo] = (held[fifo] ?? 0) + rateAt(rate, firing);
    }
    fired[actor] = firing + 1;
  }
  return true;
}

/** Most bytes that are needed at one step, FIFOs that hold the same counted once. */
function liveBytes(stream: Stream, firings: Int32Array): number {
  const held = heldAlong(stream, firings);
  const isArray = stream.fifos.map((_, f) => isArrayFifo(stream, f, held.most[f] ?? 0));
  const { episodes, outside } = classesOf(stream, held, isArray, true);
  const change = new Float64Array(firings.length + 1);
  for (const [fifo, steps] of episodes) {
    if (outside.has(fifo)) continue;
    const bytes = (held.most[fifo] ?? 0) * (stream.fifos[fifo]?.sample ?? 0);
    for (const [start, end] of steps) {
      change[start] = (change[start] ?? 0) + bytes;
      change[end] = (change[end] ?? 0) - bytes;
    }
  }
  let live = 0;
  let most = 0;
  for (const by of change) {
    live += by;
    most = Math.max(most, live);
  }
  return most;
}
