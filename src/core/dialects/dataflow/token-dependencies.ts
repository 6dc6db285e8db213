/** Which firings of a source each firing depends on, through the samples that it reads. No order of firings changes it. */

import { rateAt, type Stream } from "./stream.types.ts";

/** Of every firing of every actor in an iteration: actor a has `from[a]` … `from[a + 1] - 1`. */
export interface Dependencies {
  readonly from: Int32Array;
  /** Newest firing of the source, counted from the beginning of this iteration: below zero in those before; −∞: on none. */
  readonly newest: Float64Array;
  /** Oldest; −∞ where a loop hands on what was ever there, +∞: on none. */
  readonly oldest: Float64Array;
}

/** Reads of one FIFO by its reader's firings: the writer's firing, and how many iterations before. */
interface Reads {
  readonly writer: number;
  readonly reader: number;
  /** By firing of the reader: writer's firings within an iteration; −1: it reads nothing. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** 0 or below. */
  readonly firstBefore: Int32Array;
  readonly lastBefore: Int32Array;
}

/** Facts of a stream and its firing counts that all sources share. */
export interface TokenFlow {
  readonly counts: Int32Array;
  readonly from: Int32Array;
  readonly reads: readonly Reads[];
  /** Actors that feed themselves, round a loop. */
  readonly looped: Uint8Array;
}

export function tokenFlow(stream: Stream, firings: Int32Array): TokenFlow {
  const { actors, fifos } = stream;
  const counts = new Int32Array(actors.length);
  for (const a of firings) counts[a] = (counts[a] ?? 0) + 1;
  const from = new Int32Array(actors.length + 1);
  actors.forEach((_, a) => {
    from[a + 1] = (from[a] ?? 0) + (counts[a] ?? 0);
  });
  const reads = fifos.map((_, f) => readsOf(stream, f, counts));
  return { counts, from, reads, looped: loopedActors(stream) };
}

function readsOf({ actors, fifos }: Stream, f: number, counts: Int32Array): Reads {
  const { from, to, delay } = fifos[f] ?? { from: [0, 0], to: [0, 0], delay: 0 };
  const made = actors[from[0]]?.outputs[from[1]]?.rate ?? 1;
  const used = actors[to[0]]?.inputs[to[1]]?.rate ?? 1;
  const writes = counts[from[0]] ?? 0;
  const n = counts[to[0]] ?? 0;
  // samples made before each firing of the writer
  const before = new Float64Array(writes + 1);
  for (let k = 0; k < writes; k++) before[k + 1] = (before[k] ?? 0) + rateAt(made, k);
  const all = before[writes] ?? 0;
  const [first, last] = [new Int32Array(n), new Int32Array(n)];
  const [firstBefore, lastBefore] = [new Int32Array(n), new Int32Array(n)];
  let sample = -delay;
  for (let k = 0; k < n; k++) {
    const rate = rateAt(used, k);
    const [a, b] = [sample, sample + rate - 1];
    if (rate === 0) {
      first[k] = -1;
      continue;
    }
    firstBefore[k] = Math.floor(a / all);
    lastBefore[k] = Math.floor(b / all);
    first[k] = writerOf(before, a - Math.floor(a / all) * all);
    last[k] = writerOf(before, b - Math.floor(b / all) * all);
    sample += rate;
  }
  return { writer: from[0], reader: to[0], first, last, firstBefore, lastBefore };
}

/** The firing that makes a sample: the last that begins at it or before, of those that make any. */
function writerOf(before: Float64Array, sample: number): number {
  let [low, high] = [0, before.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((before[middle] ?? 0) <= sample) low = middle;
    else high = middle;
  }
  return low;
}

/** Actors from which a way leads back to them. */
function loopedActors({ actors, fifos }: Stream): Uint8Array {
  const after = actors.map((): number[] => []);
  const waits = new Int32Array(actors.length);
  for (const { from, to } of fifos) {
    after[from[0]]?.push(to[0]);
    waits[to[0]] = (waits[to[0]] ?? 0) + 1;
  }
  const ready = [...actors.keys()].filter((a) => waits[a] === 0);
  for (const a of ready) {
    for (const b of after[a] ?? []) {
      const left = (waits[b] ?? 0) - 1;
      waits[b] = left;
      if (left === 0) ready.push(b);
    }
  }
  // behind a loop nobody becomes ready: of those who can come back to themselves
  const looped = new Uint8Array(actors.length);
  const rest = [...actors.keys()].filter((a) => (waits[a] ?? 0) > 0);
  for (const start of rest) {
    const seen = new Set<number>();
    const ways = [...(after[start] ?? [])];
    for (let b = ways.pop(); b !== undefined && looped[start] === 0; b = ways.pop()) {
      if (b === start) looped[start] = 1;
      if (seen.has(b)) continue;
      seen.add(b);
      ways.push(...(after[b] ?? []));
    }
  }
  return looped;
}

/** Passes after which a value that still changes is an error of ours: each pass follows one delay at least. */
const MOST_PASSES = 10_000;

/** In steady state: of an iteration before which there have been many. `firings` is the schedule, whose order makes it quick. */
export function dependenciesOn(
  stream: Stream,
  flow: TokenFlow,
  firings: Int32Array,
  source: number,
): Dependencies {
  const { from, counts, reads, looped } = flow;
  const n = from.at(-1) ?? 0;
  const newest = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  const oldest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const own = counts[source] ?? 0;
  const into = stream.actors.map((): Reads[] => []);
  for (const read of reads) into[read.reader]?.push(read);
  const fired = new Int32Array(counts.length);
  for (let pass = 0; ; pass++) {
    if (pass > MOST_PASSES) throw new Error("dependencies do not settle");
    let changed = false;
    fired.fill(0);
    for (const a of firings) {
      const k = fired[a] ?? 0;
      fired[a] = k + 1;
      const at = (from[a] ?? 0) + k;
      let [high, low] = a === source ? [k, k] : [newest[at] ?? 0, oldest[at] ?? 0];
      for (const read of into[a] ?? []) {
        if (read.first[k] === -1) continue;
        const base = from[read.writer] ?? 0;
        const late = newest[base + (read.last[k] ?? 0)] ?? 0;
        const early = oldest[base + (read.first[k] ?? 0)] ?? 0;
        high = Math.max(high, late + (read.lastBefore[k] ?? 0) * own);
        low = Math.min(low, early + (read.firstBefore[k] ?? 0) * own);
      }
      // what goes round once goes round for ever
      if (looped[a] === 1 && high > Number.NEGATIVE_INFINITY) low = Number.NEGATIVE_INFINITY;
      if (high === newest[at] && low === oldest[at]) continue;
      newest[at] = high;
      oldest[at] = low;
      changed = true;
    }
    if (!changed) return { from, newest, oldest };
  }
}
