import { expect, test } from "vitest";
import type { Drawing, GraphDocument } from "./document.ts";
import { readGraph } from "./graph.ts";
import { type SkeletonOptions, skeletonOf } from "./skeleton.ts";

const SIZES = { node: [100, 40], value: [80, 20], output: [60, 16], group: [120, 50] } as const;

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
    { id: "n2", op: "C", inputs: ["a", "b", "x"], outputs: ["c"], drawn: { ports: [0, 2, 3] } },
  ],
  outputs: ["c"],
};

function made(drawing?: Drawing, options: Partial<SkeletonOptions> = {}) {
  const graph = readGraph({ ...document, drawing });
  if (!graph.ok) throw new Error(graph.problem.message);
  const s = skeletonOf(graph.value, {
    step: Int32Array.of(0, 1, 2),
    constants: false,
    sizes: SIZES,
    ...options,
  });
  const lines = Array.from(
    s.from,
    (f, i) => `${f}.${s.fromPort[i]}>${s.to[i]}.${s.toPort[i]}:${document.tensors[s.tensor[i] ?? 0]?.id}`,
  );
  return { s, lines };
}

test("nodes, then inputs and state, then outputs get boxes, constants none, and a line enters each input position", () => {
  const { s, lines } = made();
  expect([...s.kind]).toEqual([0, 0, 0, 1, 1, 2]);
  expect([...s.item]).toEqual([0, 1, 2, 1, 2, 5]);
  expect(lines).toEqual([
    "3.0>0.0:x",
    "3.0>2.3:x",
    "4.0>1.1:s",
    "0.0>1.0:a",
    "0.0>1.2:a",
    "0.0>2.0:a",
    "1.0>2.2:b",
    "2.0>5.0:c",
  ]);
  expect([...s.step]).toEqual([0, 1, 2, -0.5, 0.5, 2.5]);
  expect([...s.width]).toEqual([100, 100, 100, 80, 80, 60]);
});

test("a box has a port for each input and output, more where its operator has more, and is wider for many", () => {
  expect([...made().s.ins]).toEqual([2, 3, 4, 0, 0, 1]);
  expect([...made().s.outs]).toEqual([1, 1, 1, 1, 1, 0]);
  const { s } = made(undefined, { ports: (n) => ({ ins: n === 1 ? 20 : 0, outs: 2, spare: [] }) });
  expect([...s.ins]).toEqual([2, 20, 4, 0, 0, 1]);
  expect([...s.outs]).toEqual([2, 2, 2, 1, 1, 0]);
  expect(s.width[0]).toBe(100);
  expect(s.width[1]).toBeGreaterThan(200);
});

test("ports that a line enters are spread evenly; unseen constants and what may stay free are put aside at the end", () => {
  const { s } = made(undefined, {
    ports: (n) => ({ ins: n === 0 ? 3 : 0, outs: 1, spare: n === 0 ? [2] : [] }),
  });
  expect([...s.inX.subarray(s.inFrom[0], s.inFrom[1])]).toEqual([50, 82, 91]);
  expect([...s.inX.subarray(s.inFrom[1], s.inFrom[2])]).toEqual([25, 50, 75]);
  const shown = made(undefined, { constants: true }).s;
  expect(shown.inX[1]).toBeGreaterThan(60);
  expect(shown.inX[0]).toBeLessThan(40);
});

test("constants have boxes when they are shown, or when somebody has placed them", () => {
  expect([...made(undefined, { constants: true }).s.boxOfValue]).toEqual([3, 4, 5, -1, -1, -1]);
  expect([...made({ at: { "value:w": [0, 0] } }).s.boxOfValue]).toEqual([3, 4, 5, -1, -1, -1]);
  expect([...made({ at: {} }).s.boxOfValue]).toEqual([-1, 3, 4, -1, -1, -1]);
});

test("a folded group is one box for its members, with a port for each tensor that goes in or out", () => {
  const groups = [{ id: "g", title: "G", nodes: ["n0", "n1"], collapsed: true }];
  const { s, lines } = made({ groups }, { constants: true });
  expect([...s.kind]).toEqual([0, 1, 1, 2, 3]);
  expect([...s.boxOfNode]).toEqual([4, 4, 0]);
  // only the group reads w
  expect([...s.boxOfValue]).toEqual([-1, 1, 2, -1, -1, -1]);
  expect([...s.boxOfGroup]).toEqual([4]);
  expect(lines).toEqual(["1.0>4.0:x", "1.0>0.3:x", "2.0>4.1:s", "4.0>0.0:a", "4.1>0.2:b", "0.0>3.0:c"]);
  expect([s.ins[4], s.outs[4]]).toEqual([2, 2]);
  expect(s.step[4]).toBe(0);
});

test("an unfolded group changes nothing", () => {
  const groups = [{ id: "g", title: "G", nodes: ["n0", "n1"] }];
  expect(made({ groups }).lines).toEqual(made().lines);
  expect([...made({ groups }).s.boxOfGroup]).toEqual([-1]);
});
