import { expect, test } from "vitest";
import { repetitionOf } from "./repetition.ts";
import { streamOf } from "./task.ts";

test("lists of rates whose lengths have a huge common multiple are counted without losing a firing", () => {
  const lengths = [101, 103, 107, 109, 113];
  const stream = streamOf({
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "",
    types: { byte: { bytes: 1 } },
    nodes: [
      ...lengths.map((_, k) => ({
        id: `s${k}`,
        class: "S",
        outputs: [{ name: "o", rate: 1, type: "byte" }],
      })),
      {
        id: "x",
        class: "X",
        inputs: lengths.map((n, k) => ({ name: `i${k}`, rate: new Array<number>(n).fill(1), type: "byte" })),
      },
    ],
    edges: lengths.map((_, k) => ({ from: [`s${k}`, "o"], to: ["x", `i${k}`] })),
  });
  if (!stream.ok) throw new Error(stream.problem.message);
  const made = repetitionOf(stream.value);
  const firings = 6 * lengths.reduce((all, n) => all * n, 1);
  expect(made.ok ? undefined : made.problem.message).toContain(`takes ${firings} firings`);
});
