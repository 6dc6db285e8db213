import { expect, test } from "vitest";
import type { GraphDocument } from "./document.ts";
import { readGraph } from "./graph.ts";
import { skeletonOf } from "./skeleton.ts";

const SIZES = { node: [100, 40], outside: [80, 20] } as const;

const document: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "small",
  tensors: [
    { id: "w", bytes: 8, role: "constant" },
    { id: "x", bytes: 4, role: "input" },
    { id: "s", bytes: 4, role: "state" },
    { id: "a", bytes: 4 },
    { id: "b", bytes: 4 },
    { id: "c", bytes: 4 },
  ],
  nodes: [
    { id: "n0", op: "A", inputs: ["x", "w"], outputs: ["a"] },
    { id: "n1", op: "B", inputs: ["a", "s", "a"], outputs: ["b"] },
    { id: "n2", op: "C", inputs: ["a", "b", "x"], outputs: ["c"] },
  ],
  outputs: ["c"],
};

test("inputs and state get boxes after the nodes, constants none, and each line carries its tensor", () => {
  const graph = readGraph(document);
  if (!graph.ok) throw new Error(graph.problem.message);
  const s = skeletonOf(graph.value, Int32Array.of(0, 1, 2), SIZES);
  expect(s.count).toBe(5);
  expect([...s.outside]).toEqual([1, 2]);
  const lines = Array.from(s.from, (f, i) => `${f}>${s.to[i]}:${document.tensors[s.tensor[i] ?? 0]?.id}`);
  expect(lines).toEqual(["3>0:x", "3>2:x", "4>1:s", "0>1:a", "0>2:a", "1>2:b"]);
  expect([...s.step]).toEqual([0, 1, 2, -0.5, 0.5]);
  expect([...s.width]).toEqual([100, 100, 100, 80, 80]);
});
