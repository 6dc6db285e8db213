/**
 * One iteration, firing by firing and reference by reference: who takes which, and what becomes of it. A graph without
 * loops even where the FIFOs make some, as a reference that lies there from the start comes from nobody.
 */

import { rateAt } from "../stream.types.ts";
import type { ReferenceStream } from "./roles.ts";

export interface Taking {
  readonly ref: number;
  readonly input: number;
  readonly use: "borrow" | "split" | "own" | "copy" | "forward";
  /** References that come of it. Several of one `forward`, `own` or `copy` are parts of the buffer of their own. */
  readonly gives: readonly number[];
}

/** A firing. */
export interface Unit {
  readonly actor: number;
  readonly takes: readonly Taking[];
  /** References to new buffers. */
  readonly fresh: readonly number[];
  /** Firings whose samples it needs, and the one before it of the same actor. */
  readonly after: readonly number[];
}

export interface Units {
  readonly units: readonly Unit[];
  /** By actor its units in order. */
  readonly ofActor: readonly (readonly number[])[];
  readonly refs: number;
  /** By reference its FIFO, and the unit that takes it; −1: it stays. */
  readonly fifo: Int32Array;
  readonly takenBy: Int32Array;
  /** By FIFO the references in it before the first firing, and after the last; as many. */
  readonly initial: readonly (readonly number[])[];
  readonly left: readonly (readonly number[])[];
  /** Some input goes to several outputs as parts. */
  readonly hasParts: boolean;
}

/** References in an iteration beyond which nobody is helped. */
const MOST_REFERENCES = 200_000;

/** `counts`: firings of each actor in one iteration. Undefined where there are too many references. */
export function unitsOf(references: ReferenceStream, counts: ArrayLike<number>): Units | undefined {
  const { stream, carries } = references;
  const { actors, fifos } = stream;
  const made = fifos.map(({ from: [a, o], delay }) => {
    const port = actors[a]?.outputs[o];
    return delay + totalOf(port?.rate ?? 0, counts[a] ?? 0);
  });
  const total = made.reduce((sum, n, f) => sum + (carries[f] === true ? n : 0), 0);
  const firings = actors.reduce((sum, _, a) => sum + (counts[a] ?? 0), 0);
  if (total > MOST_REFERENCES || firings > MOST_REFERENCES) return undefined;
  const first = new Int32Array(fifos.length);
  const fifo = new Int32Array(total);
  let refs = 0;
  fifos.forEach((_, f) => {
    first[f] = refs;
    if (carries[f] !== true) return;
    fifo.fill(f, refs, refs + (made[f] ?? 0));
    refs += made[f] ?? 0;
  });
  const ofActor: number[][] = [];
  let next = 0;
  for (let a = 0; a < actors.length; a++) {
    ofActor.push(Array.from({ length: counts[a] ?? 0 }, () => next++));
  }
  const writers = fifos.map((_, f) => writerOf(references, f, ofActor));
  const read = new Float64Array(fifos.length);
  const written = Float64Array.from(fifos, ({ delay }) => delay);
  const takenBy = new Int32Array(total).fill(-1);
  let hasParts = false;
  const units = ofActor.flatMap((own, a) =>
    own.map((unit, firing): Unit => {
      const { inputs = [], outputs = [] } = actors[a] ?? {};
      const role = references.actors[a];
      const after = new Set<number>(firing > 0 ? [unit - 1] : []);
      const open = outputs.map(({ fifo: f, rate }) => {
        if (f < 0 || carries[f] !== true) return [];
        const count = rateAt(rate, firing);
        const start = (first[f] ?? 0) + (written[f] ?? 0);
        written[f] = (written[f] ?? 0) + count;
        return Array.from({ length: count }, (_, k) => start + k);
      });
      const left = open.map((list) => [...list]);
      const takes = inputs.flatMap(({ fifo: f, rate }, i): Taking[] => {
        if (f < 0) return [];
        const count = rateAt(rate, firing);
        const start = read[f] ?? 0;
        read[f] = start + count;
        // whoever writes the last of them has written the others before
        const writer = count === 0 ? -1 : (writers[f]?.(start + count - 1) ?? -1);
        if (writer >= 0) after.add(writer);
        const use = role?.inputs[i] ?? { use: "value" as const };
        if (use.use === "value") return [];
        return Array.from({ length: count }, (_, k): Taking => {
          const ref = (first[f] ?? 0) + start + k;
          takenBy[ref] = unit;
          if (use.use === "split")
            return {
              ref,
              input: i,
              use: "split",
              gives: use.to.flatMap((o) => left[o]?.splice(0, 1) ?? []),
            };
          if (!("to" in use)) return { ref, input: i, use: "borrow", gives: [] };
          const gives = use.to.flatMap((o) => left[o]?.splice(0, 1) ?? []);
          hasParts ||= gives.length > 1;
          // where more comes in than goes out the rest is only read
          return { ref, input: i, use: gives.length === 0 ? "borrow" : use.use, gives };
        });
      });
      // where more goes out than comes in the rest is new
      return { actor: a, takes, fresh: left.flat(), after: [...after] };
    }),
  );
  const lying = (from: (f: number) => number) =>
    fifos.map(({ delay }, f) =>
      carries[f] === true ? Array.from({ length: delay }, (_, k) => (first[f] ?? 0) + from(f) + k) : [],
    );
  return {
    units,
    ofActor,
    refs: total,
    fifo,
    takenBy,
    initial: lying(() => 0),
    left: lying((f) => (made[f] ?? 0) - (fifos[f]?.delay ?? 0)),
    hasParts,
  };
}

function totalOf(rate: Parameters<typeof rateAt>[0], count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += rateAt(rate, k);
  return sum;
}

/** By FIFO the unit that writes its n-th sample, asked with rising n; −1: it lies there from the start. */
function writerOf({ stream }: ReferenceStream, f: number, ofActor: readonly (readonly number[])[]) {
  const { from, delay } = stream.fifos[f] ?? { from: [0, 0] as const, delay: 0 };
  const rate = stream.actors[from[0]]?.outputs[from[1]]?.rate ?? 0;
  let written = delay;
  let firing = -1;
  return (sample: number): number => {
    while (written <= sample) written += rateAt(rate, ++firing);
    return firing < 0 ? -1 : (ofActor[from[0]]?.[firing] ?? -1);
  };
}

/** The units of a schedule of actors, in its order. */
export function unitOrder({ ofActor }: Units, firings: ArrayLike<number>): Int32Array {
  const fired = new Int32Array(ofActor.length);
  return Int32Array.from(Array.from(firings), (a) => {
    const firing = fired[a] ?? 0;
    fired[a] = firing + 1;
    return ofActor[a]?.[firing] ?? 0;
  });
}
