/** What FIFOs hold along a schedule: their most, and the steps at which they hold anything. */

import { rateAt, type Stream } from "../stream.types.ts";

/** Half open, in steps: from the write into an empty FIFO to the read that empties it. */
export type Episode = readonly [start: number, end: number];

export interface Held {
  /** Most samples; a step's writes come before its reads are gone. */
  readonly most: Float64Array;
  readonly episodes: readonly (readonly Episode[])[];
}

/** Of one iteration; what is there at its beginning or end is there from the first or to the last step. */
export function heldAlong({ actors, fifos }: Stream, firings: Int32Array): Held {
  const held = Float64Array.from(fifos, ({ delay }) => delay);
  const most = held.slice();
  const since = Int32Array.from(fifos, ({ delay }) => (delay > 0 ? 0 : -1));
  const episodes = fifos.map((): [number, number][] => []);
  const fired = new Int32Array(actors.length);
  firings.forEach((actor, step) => {
    const firing = fired[actor] ?? 0;
    for (const { fifo, rate } of actors[actor]?.outputs ?? []) {
      const samples = fifo < 0 ? 0 : rateAt(rate, firing);
      if (samples === 0) continue;
      if (since[fifo] === -1) since[fifo] = step;
      held[fifo] = (held[fifo] ?? 0) + samples;
    }
    for (const { fifo, rate } of actors[actor]?.inputs ?? []) {
      const samples = fifo < 0 ? 0 : rateAt(rate, firing);
      if (samples === 0) continue;
      // of a loop to itself both sides are needed at once
      most[fifo] = Math.max(most[fifo] ?? 0, held[fifo] ?? 0);
      held[fifo] = (held[fifo] ?? 0) - samples;
      if (held[fifo] !== 0) continue;
      episodes[fifo]?.push([since[fifo] ?? 0, step + 1]);
      since[fifo] = -1;
    }
    for (const { fifo } of actors[actor]?.outputs ?? []) {
      if (fifo >= 0) most[fifo] = Math.max(most[fifo] ?? 0, held[fifo] ?? 0);
    }
    fired[actor] = firing + 1;
  });
  fifos.forEach((_, f) => {
    if (since[f] !== -1) episodes[f]?.push([since[f] ?? 0, firings.length]);
  });
  return { most, episodes };
}
