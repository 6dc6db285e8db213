/**
 * How late samples come out of a schedule. A step is one firing; an iteration has as many steps as firings. Dependencies
 * are those of samples: what actors remember by themselves is not known.
 */

import { firingsFor, movedIn } from "./rate-sums.ts";
import type { Stream } from "./stream.types.ts";
import { type Dependencies, dependenciesOn, type TokenFlow, tokenFlow } from "./token-dependencies.ts";

/** Consecutive firings of a source. */
interface SourceRuns {
  readonly actor: number;
  readonly runs: number;
  /** Firings of the longest. */
  readonly longest: number;
  /** Its samples, at the output that makes most. */
  readonly longestSamples: number;
  /** Samples that it has made in the first iteration before any sink fires; of the whole of it where there is no sink. */
  readonly before: number;
  /** No schedule needs fewer before any sink fires; 0 where there is none. */
  readonly leastBefore: number;
}

interface SinkTimes {
  readonly actor: number;
  readonly firings: number;
  /** Steps before its first firing. */
  readonly initial: number;
  /** No schedule has fewer. */
  readonly leastInitial: number;
  /** Steps from one firing to the next, round the iteration. */
  readonly shortestGap: number;
  readonly longestGap: number;
}

/** Of a source and a sink that depends on it, over all firings of the sink in steady state. */
interface PathLatency {
  readonly source: number;
  readonly sink: number;
  /** Steps from the newest firing of the source that a firing of the sink depends on to that one. */
  readonly leastSteps: number;
  readonly mostSteps: number;
  /** Samples that the source has made since that newest firing, when the sink fires. */
  readonly mostBehind: number;
  /** Firings of the source that one of the sink depends on, from the oldest to the newest; ∞: all that ever were. */
  readonly mostSpan: number;
  /** No schedule has fewer steps: FIFOs on the shortest way. */
  readonly leastPossible: number;
}

export interface Latency {
  readonly sources: readonly SourceRuns[];
  readonly sinks: readonly SinkTimes[];
  /** Null where there are too many pairs or firings to follow all samples. */
  readonly paths: readonly PathLatency[] | null;
}

/** Firings of all sources' passes together beyond which paths are left out. */
const MOST_FOLLOWED = 4_000_000;
const MOST_PATHS = 4_000;

/** Actors without inputs, and without outputs; a Duplicate that feeds nobody is no sink of interest. */
export function endsOf({ actors }: Stream): { readonly sources: number[]; readonly sinks: number[] } {
  const all = [...actors.keys()];
  const isJoined = ({ fifo }: { readonly fifo: number }) => fifo >= 0;
  const sources = all.filter((a) => actors[a]?.inputs.some(isJoined) === false);
  const sinks = all.filter(
    (a) => actors[a]?.outputs.some(isJoined) === false && actors[a]?.duplicate === false,
  );
  return { sources, sinks };
}

/** Of a schedule of one iteration that leaves the FIFOs as it found them. */
export function latencyOf(stream: Stream, firings: Int32Array): Latency {
  const { sources, sinks } = endsOf(stream);
  const flow = tokenFlow(stream, firings);
  const needs = sinks.map((sink) => neededFor(stream, flow, sink));
  const when = stepsOf(flow, firings);
  const firsts = sinks.map((sink) => when[flow.from[sink] ?? 0] ?? 0);
  const first = firsts.length === 0 ? firings.length : Math.min(...firsts);
  const few = sources.length * firings.length <= MOST_FOLLOWED && sources.length * sinks.length <= MOST_PATHS;
  return {
    sources: sources.map((actor) => ({
      actor,
      ...runsOf(firings, actor),
      longestSamples: longestSamples(stream, firings, actor),
      before: madeBy(stream, actor, countBefore(flow, when, actor, first)),
      leastBefore: needs.reduce(
        (least, need, s) =>
          Math.min(s === 0 ? Number.POSITIVE_INFINITY : least, madeBy(stream, actor, need[actor] ?? 0)),
        0,
      ),
    })),
    sinks: sinks.map((actor, s) => sinkTimes(flow, when, firings.length, actor, needs[s])),
    paths: few ? sources.flatMap((source) => pathsFrom(stream, flow, firings, when, source, sinks)) : null,
  };
}

/** Step of every firing, as `flow.from` numbers them. */
function stepsOf({ from, counts }: TokenFlow, firings: Int32Array): Int32Array {
  const when = new Int32Array(firings.length);
  const fired = new Int32Array(counts.length);
  firings.forEach((a, step) => {
    when[(from[a] ?? 0) + (fired[a] ?? 0)] = step;
    fired[a] = (fired[a] ?? 0) + 1;
  });
  return when;
}

function runsOf(firings: Int32Array, actor: number): { readonly runs: number; readonly longest: number } {
  let [runs, longest, run] = [0, 0, 0];
  for (const a of firings) {
    run = a === actor ? run + 1 : 0;
    if (run === 1) runs++;
    longest = Math.max(longest, run);
  }
  return { runs, longest };
}

function longestSamples(stream: Stream, firings: Int32Array, actor: number): number {
  let [most, begun, fired] = [0, 0, 0];
  let inside = false;
  for (const a of firings) {
    if (a === actor) {
      if (!inside) begun = madeBy(stream, actor, fired);
      fired++;
      most = Math.max(most, madeBy(stream, actor, fired) - begun);
    }
    inside = a === actor;
  }
  return most;
}

/** Samples of an actor's first firings, at the output that makes most. */
function madeBy({ actors }: Stream, actor: number, firings: number): number {
  const made = (actors[actor]?.outputs ?? []).map(({ rate, fifo }) =>
    fifo < 0 ? 0 : movedIn(rate, firings),
  );
  return Math.max(0, ...made);
}

function countBefore({ from }: TokenFlow, when: Int32Array, actor: number, step: number): number {
  let [low, high] = [from[actor] ?? 0, from[actor + 1] ?? 0];
  const begin = low;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((when[middle] ?? 0) < step) low = middle + 1;
    else high = middle;
  }
  return low - begin;
}

/** Firings of each actor that must come before the first of the sink, in any schedule. */
function neededFor({ actors, fifos }: Stream, { counts }: TokenFlow, sink: number): Float64Array {
  const need = new Float64Array(actors.length);
  need[sink] = 1;
  const waiting = [sink];
  for (let a = waiting.pop(); a !== undefined; a = waiting.pop()) {
    for (const { fifo, rate } of actors[a]?.inputs ?? []) {
      const own = fifos[fifo];
      if (own === undefined || own.from[0] === a) continue;
      const made = actors[own.from[0]]?.outputs[own.from[1]]?.rate ?? 1;
      const times = firingsFor(made, movedIn(rate, need[a] ?? 0) - own.delay, counts[own.from[0]] ?? 0);
      if (times <= (need[own.from[0]] ?? 0)) continue;
      need[own.from[0]] = times;
      waiting.push(own.from[0]);
    }
  }
  need[sink] = 0;
  return need;
}

function sinkTimes(
  { from, counts }: TokenFlow,
  when: Int32Array,
  steps: number,
  actor: number,
  need: Float64Array | undefined,
): SinkTimes {
  const begin = from[actor] ?? 0;
  const firings = counts[actor] ?? 0;
  let [shortestGap, longestGap] = [Number.POSITIVE_INFINITY, 0];
  for (let k = 0; k < firings; k++) {
    const next = k + 1 < firings ? (when[begin + k + 1] ?? 0) : (when[begin] ?? 0) + steps;
    const gap = next - (when[begin + k] ?? 0);
    shortestGap = Math.min(shortestGap, gap);
    longestGap = Math.max(longestGap, gap);
  }
  const leastInitial = need?.reduce((sum, times) => sum + times, 0) ?? 0;
  return { actor, firings, initial: when[begin] ?? 0, leastInitial, shortestGap, longestGap };
}

function pathsFrom(
  stream: Stream,
  flow: TokenFlow,
  firings: Int32Array,
  when: Int32Array,
  source: number,
  sinks: readonly number[],
): PathLatency[] {
  const found = dependenciesOn(stream, flow, firings, source);
  const far = distancesFrom(stream, source);
  return sinks.flatMap((sink) => {
    const path = pathLatency(stream, flow, found, when, source, sink);
    return path === undefined ? [] : [{ ...path, leastPossible: far.get(sink) ?? 0 }];
  });
}

/** Undefined where the sink depends on no sample of the source. */
function pathLatency(
  stream: Stream,
  flow: TokenFlow,
  { newest, oldest }: Dependencies,
  when: Int32Array,
  source: number,
  sink: number,
): Omit<PathLatency, "leastPossible"> | undefined {
  const { from, counts } = flow;
  const [own, steps] = [counts[source] ?? 0, when.length];
  const begin = from[source] ?? 0;
  /** Samples of the source in all iterations up to a firing of it. */
  const made = (firing: number) => {
    const before = Math.floor(firing / own);
    return before * madeBy(stream, source, own) + madeBy(stream, source, firing - before * own);
  };
  let [leastSteps, mostSteps, mostBehind, mostSpan] = [Number.POSITIVE_INFINITY, -1, 0, 0];
  for (let k = from[sink] ?? 0; k < (from[sink + 1] ?? 0); k++) {
    const late = newest[k] ?? Number.NEGATIVE_INFINITY;
    if (late === Number.NEGATIVE_INFINITY) continue;
    const before = Math.floor(late / own);
    const late0 = (when[begin + late - before * own] ?? 0) + before * steps;
    const now = when[k] ?? 0;
    leastSteps = Math.min(leastSteps, now - late0);
    mostSteps = Math.max(mostSteps, now - late0);
    const fired = countBefore(flow, when, source, now);
    mostBehind = Math.max(mostBehind, made(fired) - made(late + 1));
    mostSpan = Math.max(mostSpan, late - (oldest[k] ?? 0) + 1);
  }
  return mostSteps < 0 ? undefined : { source, sink, leastSteps, mostSteps, mostBehind, mostSpan };
}

/** FIFOs on the shortest way from an actor to each. */
function distancesFrom({ actors, fifos }: Stream, actor: number): Map<number, number> {
  const far = new Map([[actor, 0]]);
  for (const [a, distance] of far) {
    for (const { fifo } of actors[a]?.outputs ?? []) {
      const next = fifos[fifo]?.to[0];
      if (next !== undefined && !far.has(next)) far.set(next, distance + 1);
    }
  }
  return far;
}
