/** Bytes that no schedule of a dataflow graph can do without: what one firing must have at hand. */

import type { Rate } from "../document.ts";
import { boundOf } from "../explain/bounds.ts";
import { ratesOf, type Stream } from "../stream.types.ts";

/** Where places outside are open to others, nothing is sure: 0. */
export function leastAtOnce(stream: Pick<Stream, "actors" | "fifos">): number {
  const { actors, fifos } = stream;
  if (fifos.some(({ outside }) => outside?.canBeShared === true)) return 0;
  let most = 0;
  actors.forEach(({ inputs, outputs, duplicate }, actor) => {
    if (duplicate) return;
    const bytes = new Map<string, number>();
    /** Ports that some firings leave alone: of those no two are sure to move samples in one firing. */
    const resting: [key: string, bytes: number][] = [];
    const add = (key: string, fifo: number, rate: Rate) => {
      const own = fifos[fifo];
      if (own === undefined || own.outside !== null) return;
      const least = boundOf(stream, fifo) * own.sample;
      if (ratesOf(rate).includes(0)) resting.push([key, least]);
      else bytes.set(key, Math.max(bytes.get(key) ?? 0, least));
    };
    // what comes by a Duplicate may be one and the same
    for (const { fifo, rate } of inputs) add(`from ${origin(stream, fifo)}`, fifo, rate);
    for (const { fifo, rate } of outputs) if (fifos[fifo]?.to[0] !== actor) add(`to ${fifo}`, fifo, rate);
    const sure = [...bytes.values()].reduce((sum, b) => sum + b, 0);
    const more = resting.map(([key, least]) => least - (bytes.get(key) ?? 0));
    most = Math.max(most, sure + Math.max(0, ...more));
  });
  return most;
}

/** The FIFO into the first of the Duplicates on the way to this one; itself where there is none. */
function origin({ actors, fifos }: Pick<Stream, "actors" | "fifos">, fifo: number): number {
  let at = fifo;
  for (let steps = 0; steps < fifos.length; steps++) {
    const before = actors[fifos[at]?.from[0] ?? -1];
    if (before?.duplicate !== true) break;
    at = before.inputs[0]?.fifo ?? -1;
  }
  return at;
}
