import { expect, test } from "vitest";
import { findOracleFault } from "./oracle.ts";
import { streamOf } from "./task.ts";

test("what is written over in a FIFO with a long delay is found, however much later it would be read", () => {
  const port = (name: string) => ({ name, rate: 1, type: "byte" });
  const stream = streamOf({
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "",
    types: { byte: { bytes: 1 } },
    nodes: [
      { id: "a", class: "A", outputs: [port("late"), port("now")] },
      { id: "b", class: "B", inputs: [port("late"), port("now")] },
    ],
    edges: [
      { from: ["a", "late"], to: ["b", "late"], delay: 100 },
      { from: ["a", "now"], to: ["b", "now"] },
    ],
  });
  if (!stream.ok) throw new Error(stream.problem.message);
  const faultAt = (offset: number) =>
    findOracleFault(stream.value, Int32Array.of(0, 1), [
      { memory: 0, offset: 0, length: 101, isArray: false, copySkipped: false },
      { memory: 0, offset, length: 1, isArray: true, copySkipped: false },
    ]);
  expect(faultAt(101)).toBeUndefined();
  expect(faultAt(50)).toEqual({ step: 5, actor: 1, fifo: 0, kind: "lost" });
});
