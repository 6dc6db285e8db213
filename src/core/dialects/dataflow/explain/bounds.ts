/** The fewest samples that a FIFO can be made for: by its own rates whatever else there is, and exactly, by the whole graph. */

import { greatestCommon } from "../../../align.ts";
import { Firing } from "../compat/firing.ts";
import type { Repetition } from "../repetition.ts";
import { largestOf, rateAt, type Stream } from "../stream.types.ts";

/**
 * Samples that the FIFO holds at some time in any schedule: p + c − gcd(p, c) + d mod gcd(p, c), or d where that is more
 * (Bhattacharyya, Murthy and Lee). Of lists of rates only the largest transfer is sure.
 */
export function boundOf(stream: Pick<Stream, "actors" | "fifos">, fifo: number): number {
  const { from, to, delay } = stream.fifos[fifo] ?? { from: [0, 0], to: [0, 0], delay: 0 };
  const made = stream.actors[from[0]]?.outputs[from[1]]?.rate ?? 1;
  const used = stream.actors[to[0]]?.inputs[to[1]]?.rate ?? 1;
  if (typeof made !== "number" || typeof used !== "number")
    return Math.max(delay, largestOf(made), largestOf(used));
  // of a loop to itself both transfers are there at once
  if (from[0] === to[0]) return delay + made;
  const common = greatestCommon(made, used);
  return delay < made + used - common ? made + used - common + (delay % common) : delay;
}

/**
 * The most samples that the FIFO holds in the schedule that keeps it emptiest: all others go on as far as they can before
 * its producer fires again. Nobody takes samples from anybody else, so no schedule does better. Null: nothing can run.
 */
export function leastHeld(stream: Stream, repetition: Repetition, fifo: number): number | null {
  const producer = stream.fifos[fifo]?.from[0] ?? -1;
  if (producer === (stream.fifos[fifo]?.to[0] ?? -1)) return heldByItself(stream, repetition, fifo);
  const state = new Firing(stream, repetition);
  let most = state.held[fifo] ?? 0;
  let left = repetition.firings;
  const waiting = new Set(stream.actors.keys());
  const near = stream.actors.map(({ outputs }) =>
    outputs.flatMap(({ fifo: f }) => (f < 0 ? [] : [stream.fifos[f]?.to[0] ?? -1])),
  );
  waiting.delete(producer);
  while (left > 0) {
    for (const a of waiting) {
      waiting.delete(a);
      while (state.isLeft(a) && state.look(a)) {
        state.fire(a);
        left--;
        for (const b of near[a] ?? []) if (b !== a && b !== producer) waiting.add(b);
      }
    }
    if (left === 0) break;
    if (!state.isLeft(producer) || !state.look(producer)) return null;
    state.fire(producer);
    left--;
    most = Math.max(most, state.held[fifo] ?? 0);
    for (const b of near[producer] ?? []) if (b !== producer) waiting.add(b);
  }
  return most;
}

/** Of a loop of an actor to itself, which every schedule fills alike: a firing writes before what it reads is gone. */
function heldByItself(
  { actors, fifos }: Stream,
  { period, periods }: Repetition,
  fifo: number,
): number | null {
  const { from, to, delay } = fifos[fifo] ?? { from: [0, 0], to: [0, 0], delay: 0 };
  const made = actors[from[0]]?.outputs[from[1]]?.rate ?? 1;
  const used = actors[to[0]]?.inputs[to[1]]?.rate ?? 1;
  const firings = (period[from[0]] ?? 1) * (periods[from[0]] ?? 1);
  let [held, most] = [delay, delay];
  for (let k = 0; k < firings; k++) {
    if (held < rateAt(used, k)) return null;
    most = Math.max(most, held + rateAt(made, k));
    held += rateAt(made, k) - rateAt(used, k);
  }
  return most;
}
