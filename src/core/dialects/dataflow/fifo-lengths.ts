/** What a schedule makes of FIFOs: how long they are, which are arrays, when they hold samples. */

import { rateAt, type Stream } from "./stream.types.ts";

/** An array: both sides move the same number of samples, all that it holds, and it begins empty. */
export function isArrayFifo({ actors, fifos }: Stream, fifo: number, length: number): boolean {
  const { from, to, delay } = fifos[fifo] ?? { from: [0, 0], to: [0, 0], delay: 0 };
  const out = actors[from[0]]?.outputs[from[1]]?.rate;
  const into = actors[to[0]]?.inputs[to[1]]?.rate;
  return typeof out === "number" && out === into && length === out && delay === 0;
}

/** First step that writes and last step that reads each FIFO, inclusive. */
export function livesOf({ actors, fifos }: Stream, firings: Int32Array): (readonly [number, number])[] {
  const first = new Int32Array(fifos.length).fill(-1);
  const last = new Int32Array(fifos.length).fill(-1);
  const fired = new Int32Array(actors.length);
  firings.forEach((actor, step) => {
    const firing = fired[actor] ?? 0;
    for (const { fifo, rate } of actors[actor]?.outputs ?? []) {
      if (fifo >= 0 && rateAt(rate, firing) > 0 && first[fifo] === -1) first[fifo] = step;
    }
    for (const { fifo, rate } of actors[actor]?.inputs ?? []) {
      if (fifo >= 0 && rateAt(rate, firing) > 0) last[fifo] = step;
    }
    fired[actor] = firing + 1;
  });
  return fifos.map((_, f) => [first[f] ?? -1, last[f] ?? -1]);
}
