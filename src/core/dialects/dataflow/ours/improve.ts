/** Moves single firings of a schedule about while that makes it need no more bytes at once: what the ways of schedules.ts leave on the table. */

import { Random } from "../../../random.ts";
import { rateAt, type Stream } from "../stream.types.ts";
import { liveBytes } from "./live-bytes.ts";

/** Tries for one schedule; more than this find little. */
const MOST_TRIES = 3_000;
/** Firings looked at for one schedule, over all tries. */
const MOST_LOOKS = 1_000_000;

/** `budget`: firings that may be looked at in all. The same seed gives the same schedule. */
export function improved(
  stream: Stream,
  firings: Int32Array,
  budget: number,
  floor: number,
  seed: number,
): Int32Array {
  const length = firings.length;
  const tries = Math.min(MOST_TRIES, Math.floor(Math.min(budget, MOST_LOOKS) / Math.max(1, length)));
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
