/** Samples in each FIFO along one iteration of a schedule, as steps up and down. */

import { rateAt, type Stream } from "./stream.types.ts";

/** Changes beyond which curves would take more memory than they are worth. */
const MOST_CHANGES = 6_000_000;

/** FIFO f has the changes `from[f]` … `from[f + 1] - 1`. */
export interface OccupancyCurves {
  readonly from: Int32Array;
  readonly step: Int32Array;
  /** Samples after that step, until the next change; before the first change there are the FIFO's initial ones. */
  readonly samples: Float64Array;
}

export interface Occupancy {
  /** Most samples after any step, the initial ones with them. */
  readonly most: Float64Array;
  /** Least; below zero: the schedule takes what is not there. */
  readonly least: Float64Array;
  /** Samples at the end of the iteration less those at its beginning. */
  readonly left: Float64Array;
  /** Null where there would be too many changes. */
  readonly curves: OccupancyCurves | null;
}

export function occupancyAlong(stream: Stream, firings: Int32Array): Occupancy {
  const { fifos } = stream;
  const held = Float64Array.from(fifos, ({ delay }) => delay);
  const [most, least] = [held.slice(), held.slice()];
  const changes = new Int32Array(fifos.length + 1);
  walk(stream, firings, (f, _, by) => {
    changes[f + 1] = (changes[f + 1] ?? 0) + 1;
    const now = (held[f] ?? 0) + by;
    held[f] = now;
    if (now > (most[f] ?? 0)) most[f] = now;
    if (now < (least[f] ?? 0)) least[f] = now;
  });
  const left = held.map((samples, f) => samples - (fifos[f]?.delay ?? 0));
  for (let f = 0; f < fifos.length; f++) changes[f + 1] = (changes[f + 1] ?? 0) + (changes[f] ?? 0);
  const all = changes[fifos.length] ?? 0;
  return { most, least, left, curves: all > MOST_CHANGES ? null : curvesOf(stream, firings, changes, all) };
}

function curvesOf(stream: Stream, firings: Int32Array, from: Int32Array, all: number): OccupancyCurves {
  const step = new Int32Array(all);
  const samples = new Float64Array(all);
  const next = from.slice();
  const held = Float64Array.from(stream.fifos, ({ delay }) => delay);
  walk(stream, firings, (f, at, by) => {
    const k = next[f] ?? 0;
    const now = (held[f] ?? 0) + by;
    held[f] = now;
    step[k] = at;
    samples[k] = now;
    next[f] = k + 1;
  });
  return { from, step, samples };
}

/** Every change of a FIFO by a firing, in order; a loop to the actor itself changes by what remains of it. */
function walk(
  { actors, fifos }: Stream,
  firings: Int32Array,
  change: (fifo: number, step: number, by: number) => void,
): void {
  const fired = new Int32Array(actors.length);
  const around = actors.map(({ inputs, outputs }, a) => {
    const out = outputs.filter(({ fifo }) => fifo >= 0 && fifos[fifo]?.to[0] !== a);
    const own = outputs.filter(({ fifo }) => fifo >= 0 && fifos[fifo]?.to[0] === a);
    const back = new Map(own.map((port) => [port.fifo, port.rate]));
    return { into: inputs.filter(({ fifo }) => fifo >= 0), out, back };
  });
  for (let step = 0; step < firings.length; step++) {
    const actor = firings[step] ?? 0;
    const firing = fired[actor] ?? 0;
    fired[actor] = firing + 1;
    const ports = around[actor];
    if (ports === undefined) continue;
    for (const { fifo, rate } of ports.into) {
      const by = rateAt(ports.back.get(fifo) ?? 0, firing) - rateAt(rate, firing);
      if (by !== 0) change(fifo, step, by);
    }
    for (const { fifo, rate } of ports.out) {
      const by = rateAt(rate, firing);
      if (by !== 0) change(fifo, step, by);
    }
  }
}
