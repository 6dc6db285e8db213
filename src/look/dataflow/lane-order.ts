/** The order of lanes: whoever feeds others above them, as far as loops allow. */

import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";

/** Layer by layer from the sources; round a loop whoever fires first begins. `from` and `steps` as in ScheduleActors. */
export function laneOrder({ actors, fifos }: Stream, from: Int32Array, steps: Int32Array): Int32Array {
  const waits = new Int32Array(actors.length);
  for (const { to } of fifos) waits[to[0]] = (waits[to[0]] ?? 0) + 1;
  const isLeft = new Uint8Array(actors.length).fill(1);
  const early = [...actors.keys()].sort((a, b) => firstStep(a) - firstStep(b) || a - b);
  const order: number[] = [];
  let layer = early.filter((a) => waits[a] === 0);
  let next = 0;
  while (order.length < actors.length) {
    if (layer.length === 0) {
      while (isLeft[early[next] ?? 0] === 0) next++;
      layer = [early[next] ?? 0];
    }
    const after = new Set<number>();
    for (const a of layer) isLeft[a] = 0;
    for (const a of layer) {
      order.push(a);
      for (const { fifo } of actors[a]?.outputs ?? []) {
        const b = fifos[fifo]?.to[0];
        if (b === undefined) continue;
        waits[b] = (waits[b] ?? 0) - 1;
        if (waits[b] === 0 && isLeft[b] === 1) after.add(b);
      }
    }
    layer = [...after].sort((a, b) => firstStep(a) - firstStep(b) || a - b);
  }
  return Int32Array.from(order);

  function firstStep(actor: number): number {
    return (from[actor] ?? 0) < (from[actor + 1] ?? 0) ? (steps[from[actor] ?? 0] ?? 0) : steps.length;
  }
}
