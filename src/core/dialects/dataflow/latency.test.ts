import fc from "fast-check";
import { expect, test } from "vitest";
import { randomDataflow } from "../../../../tools/arbitrary-streams.ts";
import { referencePlan } from "./compat/reference.ts";
import { REFERENCE_SETTINGS } from "./compat/reference.types.ts";
import type { DataflowDocument } from "./document.ts";
import { type Latency, latencyOf } from "./latency.ts";
import { loopedOf, loopText } from "./looped.ts";
import { normalise } from "./normalise.ts";
import { occupancyAlong } from "./occupancy.ts";
import { rateAt, type Stream } from "./stream.types.ts";
import { chainOf } from "./testing/chains.ts";

function planned(document: DataflowDocument, sinkPriority = true) {
  const made = referencePlan(document, { ...REFERENCE_SETTINGS, sinkPriority });
  return made.ok ? made.value : undefined;
}

/** The 5 → 7 → 5 chain with the reference's schedule, and what there is to know of it. */
function simple() {
  const made = planned(chainOf("simple", [5, 7, 7, 5]));
  if (made === undefined) throw new Error("the chain cannot be planned");
  const of = (id: string) => made.stream.actors.findIndex((actor) => actor.id === id);
  return { ...made, latency: latencyOf(made.stream, made.firings), of };
}

test("the schedule of the 5, 7, 7, 5 chain reads as five runs and loops", () => {
  const { stream, firings } = simple();
  expect(firings.length).toBe(19);
  const { terms, appearances } = loopedOf(firings);
  const text = loopText(terms, (a) => stream.actors[a]?.id ?? "");
  expect(text).toContain("2 n0");
  expect(appearances).toBeLessThan(14);
});

test("what its FIFOs hold after each step is what adding and taking gives", () => {
  const { stream, firings } = simple();
  const { curves, most, least, left } = occupancyAlong(stream, firings);
  expect([...most]).toEqual([11, 11]);
  expect([...least]).toEqual([0, 0]);
  expect([...left]).toEqual([0, 0]);
  // n0 n0 n1 n2 n0 n1 n2: 5, 10, 3, 8, 1 in the first, 7, 2, 9, 4 in the second
  expect([...(curves?.samples.subarray(0, 5) ?? [])]).toEqual([5, 10, 3, 8, 1]);
  const second = curves?.from[1] ?? 0;
  expect([...(curves?.samples.subarray(second, second + 4) ?? [])]).toEqual([7, 2, 9, 4]);
  expect([...(curves?.step.subarray(second, second + 4) ?? [])]).toEqual([2, 3, 5, 6]);
});

test("its first sink fires after three steps, and none could do better: two blocks of five make one of seven", () => {
  const { latency, of } = simple();
  expect(latency.sinks).toMatchObject([{ actor: of("n2"), firings: 7, initial: 3, leastInitial: 3 }]);
  expect(latency.sources).toMatchObject([
    { actor: of("n0"), longest: 2, longestSamples: 10, before: 10, leastBefore: 10 },
  ]);
});

test("each of its sink firings depends on the source firings that hand work gives", () => {
  const { latency } = simple();
  // sink 0 reads samples 0–4 of block 0, which is source samples 0–6: firings 0 and 1, the newest at step 1, itself at step 3
  const [path] = latency.paths ?? [];
  expect(path).toMatchObject({ leastSteps: 2, leastPossible: 2 });
  // sink 6 reads samples 30–34 of blocks 4: source samples 28–34, firings 5 and 6
  expect(path?.mostSpan).toBe(4);
});

test("a delay lets a sink fire before anything is made, and adds to what it lags behind", () => {
  const without = latencyOf(...both(chainOf("plain", [1, 1])));
  const delayed = latencyOf(...both(chainOf("delayed", [1, 1], [3])));
  expect(without.sinks[0]?.leastInitial).toBe(1);
  expect(delayed.sinks[0]).toMatchObject({ initial: 0, leastInitial: 0 });
  expect(without.paths).toMatchObject([{ leastSteps: 1, mostSteps: 1, mostBehind: 0, mostSpan: 1 }]);
  // three samples are between: three iterations of two steps, less the step at which the sink goes first
  expect(delayed.paths).toMatchObject([{ leastSteps: 5, mostSteps: 5, mostBehind: 2, mostSpan: 1 }]);
});

function both(document: DataflowDocument): [Stream, Int32Array] {
  const made = planned(document);
  if (made === undefined) throw new Error(`${document.name} cannot be planned`);
  return [made.stream, made.firings];
}

test("behind a loop with a delay everything that ever was is remembered", () => {
  const { nodes, edges, ...rest } = chainOf("loop", [1, 1, 1, 1]);
  const again = { name: "again", rate: 1, type: "sample" };
  const [source, middle, sink] = nodes;
  if (source === undefined || middle === undefined || sink === undefined) throw new Error("no chain");
  const looped = {
    ...middle,
    inputs: [...(middle.inputs ?? []), again],
    outputs: [...(middle.outputs ?? []), { ...again, name: "back" }],
  };
  const back = { from: ["n1", "back"], to: ["n1", "again"], delay: 1 } as const;
  const document = { ...rest, nodes: [source, looped, sink], edges: [...edges, back] };
  // CMSIS-Stream refuses loops of one node, so the schedule is given
  const stream = streamWith(document);
  const latency = latencyOf(stream, Int32Array.from([0, 1, 2]));
  expect(latency.paths).toMatchObject([{ leastSteps: 2, mostSteps: 2, mostSpan: Number.POSITIVE_INFINITY }]);
});

function streamWith(document: DataflowDocument): Stream {
  const made = normalise(document);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

test("over an iteration every FIFO ends as it began, and stays within its length", () => {
  fc.assert(
    fc.property(randomDataflow(), fc.boolean(), (document, sinkPriority) => {
      const made = planned(document, sinkPriority);
      if (made === undefined) return;
      const { most, least, left, curves } = occupancyAlong(made.stream, made.firings);
      made.fifos.forEach(({ length }, f) => {
        expect(most[f]).toBeLessThanOrEqual(length);
        expect(least[f]).toBeGreaterThanOrEqual(0);
        expect(left[f]).toBe(0);
        const last = (curves?.from[f + 1] ?? 0) - 1;
        if (last >= (curves?.from[f] ?? 0)) expect(curves?.samples[last]).toBe(made.stream.fifos[f]?.delay);
      });
    }),
  );
});

/** Newest source firing by playing tokens that carry it through many iterations. */
function playedNewest(stream: Stream, firings: Int32Array, source: number, sink: number, rounds: number) {
  const queues = stream.fifos.map(({ delay }) => new Array<number>(delay).fill(Number.NEGATIVE_INFINITY));
  const fired = new Int32Array(stream.actors.length);
  const found: { readonly newest: number; readonly step: number }[] = [];
  const when: number[] = [];
  for (let step = 0; step < rounds * firings.length; step++) {
    const a = firings[step % firings.length] ?? 0;
    const k = fired[a] ?? 0;
    fired[a] = k + 1;
    let newest = Number.NEGATIVE_INFINITY;
    for (const { fifo, rate } of stream.actors[a]?.inputs ?? [])
      for (const token of queues[fifo]?.splice(0, rateAt(rate, k)) ?? []) newest = Math.max(newest, token);
    if (a === source) {
      newest = k;
      when.push(step);
    }
    for (const { fifo, rate } of stream.actors[a]?.outputs ?? [])
      for (let n = rateAt(rate, k); n > 0; n--) queues[fifo]?.push(newest);
    if (a === sink && step >= (rounds - 1) * firings.length)
      found.push({ newest, step: step - (when[newest] ?? Number.NaN) });
  }
  return found.filter(({ newest }) => newest >= 0).map(({ step }) => step);
}

test("latencies are those that samples have which carry their origin, and are never below what is possible", () => {
  let paths = 0;
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const made = planned(document);
      if (made === undefined) return;
      const { stream, firings } = made;
      const latency: Latency = latencyOf(stream, firings);
      for (const { initial, leastInitial, shortestGap, longestGap } of latency.sinks) {
        expect(initial).toBeGreaterThanOrEqual(leastInitial);
        expect(longestGap).toBeGreaterThanOrEqual(shortestGap);
      }
      for (const { before, leastBefore } of latency.sources)
        expect(before).toBeGreaterThanOrEqual(leastBefore);
      for (const { source, sink, leastSteps, mostSteps, leastPossible, mostSpan } of latency.paths ?? []) {
        paths++;
        const played = playedNewest(stream, firings, source, sink, 14);
        expect([leastSteps, mostSteps]).toEqual([Math.min(...played), Math.max(...played)]);
        expect(leastSteps).toBeGreaterThanOrEqual(leastPossible);
        expect(mostSpan).toBeGreaterThanOrEqual(1);
      }
    }),
  );
  expect(paths).toBeGreaterThan(50);
});

test("runs of a source add up to its firings at most, and to all of them where each is as long", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const made = planned(document);
      if (made === undefined) return;
      for (const { actor, runs, longest } of latencyOf(made.stream, made.firings).sources) {
        const own = made.firings.filter((a) => a === actor).length;
        expect(runs * longest).toBeGreaterThanOrEqual(own);
        expect(runs + longest - 1).toBeLessThanOrEqual(own);
      }
    }),
  );
});
