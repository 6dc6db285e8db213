/** Actors by their distance to a sink, or from a source. */

import type { Stream } from "./stream.types.ts";

/** Layer k: those of which everybody they feed is in a layer before; layer 0 feeds nobody. Undefined when there is a loop, even one with a delay. */
export function layersToSinks({ actors, fifos }: Stream): number[][] | undefined {
  const waits = actors.map(({ outputs }) => outputs.filter(({ fifo }) => fifo >= 0).length);
  return layered(waits, (a) =>
    (actors[a]?.inputs ?? []).flatMap(({ fifo }) => (fifo < 0 ? [] : [fifos[fifo]?.from[0] ?? 0])),
  );
}

/** Layer 0 waits for nobody; weak edges hold nobody up. Undefined when there is a loop of others. */
export function layersFromSources({ actors, fifos }: Stream): number[][] | undefined {
  const isStrong = (fifo: number) => fifo >= 0 && fifos[fifo]?.weak !== true;
  const waits = actors.map(({ inputs }) => inputs.filter(({ fifo }) => isStrong(fifo)).length);
  return layered(waits, (a) =>
    (actors[a]?.outputs ?? []).flatMap(({ fifo }) => (isStrong(fifo) ? [fifos[fifo]?.to[0] ?? 0] : [])),
  );
}

/** `waits`: how many each waits for; `frees`: whom it frees, once an edge. */
function layered(waits: number[], frees: (actor: number) => readonly number[]): number[][] | undefined {
  const layers: number[][] = [];
  let layer = [...waits.keys()].filter((a) => waits[a] === 0);
  let known = 0;
  while (layer.length > 0) {
    layers.push(layer);
    known += layer.length;
    const next: number[] = [];
    for (const a of layer) {
      for (const other of frees(a)) {
        const left = (waits[other] ?? 0) - 1;
        waits[other] = left;
        if (left === 0) next.push(other);
      }
    }
    layer = next.sort((a, b) => a - b);
  }
  return known === waits.length ? layers : undefined;
}
