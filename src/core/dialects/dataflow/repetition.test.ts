import { expect, test } from "vitest";
import type { StreamEdge } from "./document.ts";
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

test("rates that contradict each other are told by what goes into a FIFO and what is taken out", () => {
  const node = (id: string, inputs: Record<string, number>, outputs: Record<string, number>) => {
    const ports = (rates: Record<string, number>) =>
      Object.entries(rates).map(([name, rate]) => ({ name, rate, type: "byte" }));
    return { id, class: "N", inputs: ports(inputs), outputs: ports(outputs) };
  };
  const said = (nodes: ReturnType<typeof node>[], edges: StreamEdge[]) => {
    const types = { byte: { bytes: 1 } };
    const stream = streamOf({
      format: "memplan",
      version: 1,
      kind: "dataflow",
      name: "",
      types,
      nodes,
      edges,
    });
    if (!stream.ok) throw new Error(stream.problem.message);
    const made = repetitionOf(stream.value);
    return made.ok ? undefined : made.problem.message;
  };
  const two = [node("a", {}, { o: 2, p: 1 }), node("b", { i: 1, j: 1 }, {})];
  expect(
    said(two, [
      { from: ["a", "o"], to: ["b", "i"] },
      { from: ["a", "p"], to: ["b", "j"] },
    ]),
  ).toBe(
    "The rates contradict each other: where a fires once and, by the rest of the graph, b 2 times, a.p puts 1 sample into a FIFO from which b.j takes 2 samples.",
  );
  expect(said([node("a", { i: 2 }, { o: 3 })], [{ from: ["a", "o"], to: ["a", "i"], delay: 5 }])).toBe(
    "The rates contradict each other: where a fires once, a.o puts 3 samples into a FIFO from which a.i takes 2 samples.",
  );
});
