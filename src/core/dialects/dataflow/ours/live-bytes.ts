/** What a schedule needs at once, before anything is placed. */

import { isArrayFifo } from "../fifo-lengths.ts";
import type { Stream } from "../stream.types.ts";
import { classesOf } from "./classes.ts";
import { heldAlong } from "./held.ts";

/** Most bytes that are needed at one step, FIFOs that hold the same counted once. */
export function liveBytes(stream: Stream, firings: Int32Array): number {
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
