/** What a graph that cannot run lacks: the loop that waits for itself, and the samples that would let it go. */

import { Firing } from "./compat/firing.ts";
import type { Repetition } from "./repetition.ts";
import { rateAt, type Stream } from "./stream.types.ts";

export interface MissingDelay {
  /** FIFOs round the loop, in the direction of flow. */
  readonly loop: readonly number[];
  /** The one of them that would get the samples: one that has a delay already, else the one that closes the loop, never one that only leads to a Duplicate. */
  readonly fifo: number;
  /** Samples to add to its delay: the fewest with which an iteration ends, where no other loop lacks any. */
  readonly samples: number;
}

/** Of each loop that lacks samples, in the order in which they are met; none for a graph that can run. */
export function missingDelays(stream: Stream, repetition: Repetition): readonly MissingDelay[] {
  const state = new Firing(stream, repetition);
  const missing = new Map<number, MissingDelay>();
  let left = repetition.firings;
  while (left > 0) {
    let moved = false;
    for (let a = 0; a < stream.actors.length; a++) {
      while (state.isLeft(a) && state.look(a)) {
        state.fire(a);
        left--;
        moved = true;
      }
    }
    if (moved) continue;
    const short = shortages(stream, state);
    const loop = loopOf(stream, short);
    const fifo =
      loop.find((f) => missing.has(f)) ??
      loop.find((f) => (stream.fifos[f]?.delay ?? 0) > 0) ??
      loop.findLast((f) => isEdge(stream, f)) ??
      0;
    const lack = short.get(stream.fifos[fifo]?.to[0] ?? 0)?.get(fifo) ?? 1;
    state.held[fifo] = (state.held[fifo] ?? 0) + lack;
    missing.set(fifo, { loop, fifo, samples: (missing.get(fifo)?.samples ?? 0) + lack });
  }
  return [...missing.values()];
}

/** Whether it is an edge of the document, which can be given a delay, and does not lead to a Duplicate that was put in. */
function isEdge({ actors, fifos }: Stream, fifo: number): boolean {
  return (actors[fifos[fifo]?.to[0] ?? -1]?.source ?? -1) >= 0;
}

/** By waiting actor: its FIFOs that lack samples, and how many; samples that it gives to itself come too late. */
function shortages({ actors }: Stream, state: Firing): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const found = new Map<number, Map<number, number>>();
  for (const [a, { inputs }] of actors.entries()) {
    if (!state.isLeft(a)) continue;
    const own = new Map<number, number>();
    for (const { fifo, rate } of inputs) {
      const lack = fifo < 0 ? 0 : rateAt(rate, state.fired[a] ?? 0) - (state.held[fifo] ?? 0);
      if (lack > 0) own.set(fifo, lack);
    }
    found.set(a, own);
  }
  return found;
}

/** Backwards from anyone who waits, always to whom it waits for, until somebody is met again. */
function loopOf({ fifos }: Stream, short: ReadonlyMap<number, ReadonlyMap<number, number>>): number[] {
  const way: number[] = [];
  const seenAt = new Map<number, number>();
  let at = short.keys().next().value;
  while (at !== undefined && !seenAt.has(at)) {
    seenAt.set(at, way.length);
    const fifo: number | undefined = short.get(at)?.keys().next().value;
    if (fifo === undefined) break;
    way.push(fifo);
    at = fifos[fifo]?.from[0];
  }
  return way.slice(seenAt.get(at ?? -1) ?? 0).reverse();
}
