/** Bytes that no schedule of a dataflow graph can do without: what one firing must have at hand. */

import { ratesOf, type Stream } from "../stream.types.ts";

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/**
 * Samples that a FIFO must be able to hold in every schedule: p + c − gcd + (d mod gcd) for fixed rates p and c and a delay
 * d below that, else d (Bhattacharyya, Murthy and Lee 1996); of lists of rates the largest transfer.
 */
export function leastLength({ actors, fifos }: Pick<Stream, "actors" | "fifos">, fifo: number): number {
  const { from, to, delay } = fifos[fifo] ?? { from: [0, 0], to: [0, 0], delay: 0 };
  const out = actors[from[0]]?.outputs[from[1]]?.rate ?? 0;
  const into = actors[to[0]]?.inputs[to[1]]?.rate ?? 0;
  const transfer = Math.max(delay, ...ratesOf(out), ...ratesOf(into));
  if (typeof out !== "number" || typeof into !== "number") return transfer;
  // who feeds itself writes before what it reads is gone
  if (from[0] === to[0]) return delay + out;
  const step = gcd(out, into);
  return delay < out + into - step ? out + into - step + (delay % step) : delay;
}

/** Where places outside are open to others, nothing is sure: 0. */
export function leastAtOnce(stream: Pick<Stream, "actors" | "fifos">): number {
  const { actors, fifos } = stream;
  if (fifos.some(({ outside }) => outside?.canBeShared === true)) return 0;
  let most = 0;
  actors.forEach(({ inputs, outputs, duplicate }, actor) => {
    if (duplicate) return;
    const bytes = new Map<string, number>();
    const add = (key: string, fifo: number) => {
      const own = fifos[fifo];
      if (own === undefined || own.outside !== null) return;
      bytes.set(key, Math.max(bytes.get(key) ?? 0, leastLength(stream, fifo) * own.sample));
    };
    // what comes by a Duplicate may be one and the same
    for (const { fifo } of inputs) add(`from ${origin(stream, fifo)}`, fifo);
    for (const { fifo } of outputs) if (fifos[fifo]?.to[0] !== actor) add(`to ${fifo}`, fifo);
    most = Math.max(
      most,
      [...bytes.values()].reduce((sum, b) => sum + b, 0),
    );
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
