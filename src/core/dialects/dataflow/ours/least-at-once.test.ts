import fc from "fast-check";
import { expect, test } from "vitest";
import { Firing } from "../compat/firing.ts";
import type { DataflowDocument, PortSpec, StreamEdge, StreamNode } from "../document.ts";
import { type Repetition, repetitionOf } from "../repetition.ts";
import type { Stream } from "../stream.types.ts";
import { streamOf } from "../task.ts";
import { leastAtOnce } from "./least-at-once.ts";
import { packedFacts } from "./packed-facts.ts";

type Rates = readonly number[];

/** An actor in the middle whose ports rest at some of its firings; all around it move one sample a firing. */
function withRests(inputs: readonly Rates[], outputs: readonly Rates[]): DataflowDocument {
  const port = (name: string, rate: PortSpec["rate"]): PortSpec => ({ name, rate, type: "byte" });
  const middle: StreamNode = {
    id: "middle",
    class: "Middle",
    inputs: inputs.map((rate, k) => port(`i${k}`, rate)),
    outputs: outputs.map((rate, k) => port(`o${k}`, rate)),
  };
  const sources = inputs.map((_, k): StreamNode => ({ id: `a${k}`, class: "A", outputs: [port("o", 1)] }));
  const sinks = outputs.map((_, k): StreamNode => ({ id: `z${k}`, class: "Z", inputs: [port("i", 1)] }));
  const edges: StreamEdge[] = [
    ...inputs.map((_, k): StreamEdge => ({ from: [`a${k}`, "o"], to: ["middle", `i${k}`] })),
    ...outputs.map((_, k): StreamEdge => ({ from: ["middle", `o${k}`], to: [`z${k}`, "i"] })),
  ];
  const nodes = [middle, ...sources, ...sinks];
  return {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "",
    types: { byte: { bytes: 1 } },
    nodes,
    edges,
  };
}

/** Schedules, up to `most`. */
function schedules(stream: Stream, repetition: Repetition, most: number): Int32Array[] {
  const all: Int32Array[] = [];
  const way: number[] = [];
  const visit = () => {
    if (all.length >= most) return;
    if (way.length === repetition.firings) {
      all.push(Int32Array.from(way));
      return;
    }
    for (const a of stream.actors.keys()) {
      const state = new Firing(stream, repetition);
      for (const before of way) {
        state.look(before);
        state.fire(before);
      }
      if (!state.isLeft(a) || !state.look(a)) continue;
      way.push(a);
      visit();
      way.pop();
    }
  };
  visit();
  return all;
}

function mostLive(stream: Stream, firings: Int32Array): number {
  const { facts, episodesOf } = packedFacts(stream, firings);
  const live = new Float64Array(firings.length);
  facts.forEach(({ root, length }, f) => {
    if (root !== f) return;
    const bytes = length * (stream.fifos[f]?.sample ?? 0);
    for (const [start, end] of episodesOf(f))
      for (let t = start; t < end; t++) live[t] = (live[t] ?? 0) + bytes;
  });
  return Math.max(...live);
}

function made(document: DataflowDocument) {
  const stream = streamOf(document);
  if (!stream.ok) throw new Error(stream.problem.message);
  const repetition = repetitionOf(stream.value);
  if (!repetition.ok) throw new Error(repetition.problem.message);
  return { stream: stream.value, repetition: repetition.value };
}

test("two inputs that are never read at once are not needed at once", () => {
  const { stream, repetition } = made(
    withRests(
      [
        [1, 0],
        [0, 1],
      ],
      [],
    ),
  );
  expect(leastAtOnce(stream)).toBe(1);
  expect(Math.min(...schedules(stream, repetition, 1_000).map((own) => mostLive(stream, own)))).toBe(1);
});

test("no schedule takes less than what one firing needs at once, though ports rest", () => {
  const rates = fc.constantFrom([1], [2], [1, 0], [0, 1], [1, 1], [2, 0], [0, 2]);
  const ports = fc.array(rates, { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(ports, ports, (inputs, outputs) => {
      const { stream, repetition } = made(withRests(inputs, outputs));
      for (const own of schedules(stream, repetition, 200))
        expect(mostLive(stream, own)).toBeGreaterThanOrEqual(leastAtOnce(stream));
    }),
    { numRuns: 100 },
  );
});
