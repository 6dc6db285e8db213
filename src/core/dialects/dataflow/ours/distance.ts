/** How far actors are from a sink, loops or not. */

import type { Stream } from "../stream.types.ts";

/** FIFOs on the shortest way to an actor that feeds nobody; 0 for all where there is none. */
export function distanceToSinks({ actors, fifos }: Stream): Int32Array {
  const distance = new Int32Array(actors.length).fill(-1);
  const found = [...actors.keys()].filter((a) => actors[a]?.outputs.every(({ fifo }) => fifo < 0) === true);
  for (const sink of found) distance[sink] = 0;
  for (const actor of found) {
    for (const { fifo } of actors[actor]?.inputs ?? []) {
      const before = fifos[fifo]?.from[0] ?? -1;
      if (before < 0 || distance[before] !== -1) continue;
      distance[before] = (distance[actor] ?? 0) + 1;
      found.push(before);
    }
  }
  return distance.map((d) => Math.max(0, d));
}
