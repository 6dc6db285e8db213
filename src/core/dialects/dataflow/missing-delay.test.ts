import { expect, test } from "vitest";
import type { DataflowDocument, Rate } from "./document.ts";
import { missingDelays } from "./missing-delay.ts";
import { repetitionOf } from "./repetition.ts";
import { streamOf } from "./task.ts";

/** A source before an actor that feeds itself. */
function fedByItself(into: Rate, out: Rate, delay: number): DataflowDocument {
  const port = (name: string, rate: Rate) => ({ name, rate, type: "byte" });
  return {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "",
    types: { byte: { bytes: 1 } },
    nodes: [
      { id: "source", class: "Source", outputs: [port("o", 3)] },
      { id: "own", class: "Own", inputs: [port("x", 1), port("i", into)], outputs: [port("o", out)] },
    ],
    edges: [
      { from: ["source", "o"], to: ["own", "x"] },
      { from: ["own", "o"], to: ["own", "i"], delay },
    ],
  };
}

test.each<[Rate, Rate, number, number]>([
  [2, 2, 0, 2],
  [2, 2, 1, 1],
  [2, 2, 2, 0],
  [[1, 2], [1, 2], 0, 2],
  [[1, 2], [2, 1], 0, 1],
  [[0, 3], [3, 0], 0, 0],
])(
  "an actor that takes %j of its own and gives %j lacks what makes %i into enough",
  (into, out, delay, samples) => {
    const stream = streamOf(fedByItself(into, out, delay));
    if (!stream.ok) throw new Error(stream.problem.message);
    const repetition = repetitionOf(stream.value);
    if (!repetition.ok) throw new Error(repetition.problem.message);
    const missing = missingDelays(stream.value, repetition.value);
    expect(missing).toEqual(samples === 0 ? [] : [{ loop: [1], fifo: 1, samples }]);
  },
);
