/** Bytes that the original's FIFOs and Duplicates move in an iteration, besides what nodes do. */

import { rateAt, type Stream } from "../stream.types.ts";
import type { CopyTraffic } from "./reference.types.ts";

interface Shape {
  readonly isArray: boolean;
  readonly copySkipped: boolean;
}

/** Of the first iteration, which begins with empty FIFOs but for their delays, and of those after it. */
export function copyTraffic(
  stream: Stream,
  firings: Int32Array,
  shapes: readonly Shape[],
): { readonly first: CopyTraffic; readonly later: CopyTraffic } {
  const read = new Float64Array(stream.fifos.length);
  const write = Float64Array.from(stream.fifos, ({ delay }) => delay);
  const fired = new Int32Array(stream.actors.length);
  const iterate = () => oneIteration(stream, firings, shapes, { read, write, fired });
  const first = iterate();
  return { first, later: iterate() };
}

interface Positions {
  /** Samples from the beginning of each FIFO. */
  readonly read: Float64Array;
  readonly write: Float64Array;
  readonly fired: Int32Array;
}

function oneIteration(
  { actors, fifos }: Stream,
  firings: Int32Array,
  shapes: readonly Shape[],
  { read, write, fired }: Positions,
): CopyTraffic {
  let realign = 0;
  let duplicate = 0;
  for (const actor of firings) {
    const own = actors[actor];
    const firing = fired[actor] ?? 0;
    for (const { fifo, rate } of own?.inputs ?? []) {
      if (fifo >= 0) read[fifo] = (read[fifo] ?? 0) + rateAt(rate, firing);
    }
    for (const { fifo, rate } of own?.outputs ?? []) {
      if (fifo < 0) continue;
      const bytes = fifos[fifo]?.sample ?? 0;
      const from = read[fifo] ?? 0;
      const unread = (write[fifo] ?? 0) - from;
      if (from > 0) {
        if (shapes[fifo]?.isArray === false) realign += unread * bytes;
        read[fifo] = 0;
        write[fifo] = unread;
      }
      write[fifo] = (write[fifo] ?? 0) + rateAt(rate, firing);
      if (own?.duplicate === true && shapes[fifo]?.copySkipped === false)
        duplicate += rateAt(rate, firing) * bytes;
    }
    fired[actor] = firing + 1;
  }
  return { realign, duplicate };
}
