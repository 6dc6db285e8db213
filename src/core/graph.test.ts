import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GraphDocument, NodeSpec, TensorSpec } from "./document.ts";
import { readGraph } from "./graph.ts";
import { rowOf } from "./lists.ts";
import { DIAMOND } from "./testing/graphs.ts";
import { randomGraph } from "./testing/random.ts";
import { textGraph } from "./testing/text-graph.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

function graphOf(
  tensors: readonly TensorSpec[],
  nodes: readonly NodeSpec[],
  rest: Partial<GraphDocument> = {},
): GraphDocument {
  return { format: "memplan", version: 1, kind: "graph", name: "g", tensors, nodes, outputs: [], ...rest };
}

function node(id: string, inputs: readonly string[], outputs: readonly string[]): NodeSpec {
  return { id, op: "Op", inputs, outputs };
}

function problemOf(document: GraphDocument) {
  const read = readGraph(document);
  if (read.ok) throw new Error("the graph was read");
  return read.problem;
}

const X: TensorSpec = { id: "x", bytes: 8, role: "input" };
const A: TensorSpec = { id: "a", bytes: 8 };

describe("reading a graph", () => {
  test("gives producers, readers, roles and outputs by position", () => {
    const read = readGraph(DIAMOND);
    if (!read.ok) throw new Error(read.problem.message);
    const graph = read.value;
    expect(Array.from(graph.producer)).toEqual([-1, 0, 1, 2, 3]);
    expect(Array.from(rowOf(graph.readers, 1))).toEqual([1, 2]);
    expect(Array.from(rowOf(graph.inputs, 3))).toEqual([2, 3]);
    expect(Array.from(graph.bytes)).toEqual([10, 20, 30, 40, 50]);
    expect(Array.from(graph.output)).toEqual([0, 0, 0, 0, 1]);
  });

  test("keeps repeated inputs and counts their reader once", () => {
    const read = readGraph(graphOf([X, A], [node("sq", ["x", "x"], ["a"])]));
    if (!read.ok) throw new Error(read.problem.message);
    expect(Array.from(rowOf(read.value.inputs, 0))).toEqual([0, 0]);
    expect(Array.from(rowOf(read.value.readers, 0))).toEqual([0]);
  });

  test("accepts every random graph, and each reader reads what it is a reader of", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const read = readGraph(randomGraph(seed));
        if (!read.ok) throw new Error(read.problem.message);
        const { document, readers, producer } = read.value;
        document.tensors.forEach((tensor, t) => {
          const reading = document.nodes.flatMap((n, i) => (n.inputs.includes(tensor.id) ? [i] : []));
          const making = document.nodes.findIndex((n) => n.outputs.includes(tensor.id));
          expect(Array.from(rowOf(readers, t))).toEqual(reading);
          expect(producer[t]).toBe(making);
        });
      }),
      { numRuns },
    );
  });
});

describe("a graph is refused, with the ids in the sentence, when", () => {
  test.each<[string, GraphDocument, string, readonly string[]]>([
    ["two tensors have one id", graphOf([X, X], []), "duplicate-id", ['"x"']],
    [
      "two nodes have one id",
      graphOf([X], [node("n", ["x"], []), node("n", [], [])]),
      "duplicate-id",
      ['"n"'],
    ],
    [
      "two arenas have one id",
      graphOf([], [], { arenas: [{ id: "m" }, { id: "m" }] }),
      "duplicate-id",
      ['"m"'],
    ],
    ["an id is empty", graphOf([{ id: "", bytes: 1, role: "input" }], []), "empty-id", ["tensor"]],
    [
      "a node reads what no tensor defines",
      graphOf([X], [node("n", ["x", "y"], [])]),
      "unknown-tensor",
      ['"n"', '"y"'],
    ],
    [
      "a node makes what no tensor defines",
      graphOf([X], [node("n", ["x"], ["y"])]),
      "unknown-tensor",
      ['"n"', '"y"'],
    ],
    ["an output mark names no tensor", graphOf([X], [], { outputs: ["y"] }), "unknown-tensor", ['"y"']],
    [
      "two nodes make one tensor",
      graphOf([A], [node("m", [], ["a"]), node("n", [], ["a"])]),
      "produced-twice",
      ['"a"', '"m"', '"n"'],
    ],
    [
      "one node makes a tensor twice",
      graphOf([A], [node("m", [], ["a", "a"])]),
      "produced-twice",
      ['"a"', '"m"'],
    ],
    ["a node makes an input", graphOf([X], [node("n", [], ["x"])]), "made-although", ['"x"', "input", '"n"']],
    [
      "nobody makes an intermediate that is read",
      graphOf([A], [node("n", ["a"], [])]),
      "never-made",
      ['"a"', '"n"', "intermediate"],
    ],
    [
      "nobody makes an intermediate that is an output",
      graphOf([A], [], { outputs: ["a"] }),
      "never-made",
      ['"a"'],
    ],
    [
      "a size cannot be known",
      graphOf([{ id: "s", dtype: "string", shape: [2], role: "input" }], []),
      "unknown-size",
      ['"s"'],
    ],
    ["a size is negative", graphOf([{ id: "s", bytes: -4, role: "input" }], []), "bad-number", ['"s"', "-4"]],
    ["an alignment is 0", graphOf([{ ...X, alignment: 0 }], []), "bad-number", ['"x"', "alignment"]],
    [
      "a workspace is negative",
      graphOf([], [{ ...node("n", [], []), workspace: -1 }]),
      "bad-number",
      ['"n"', "workspace"],
    ],
    [
      "a capacity is no whole number",
      graphOf([], [], { arenas: [{ id: "m", capacity: 0.5 }] }),
      "bad-number",
      ['"m"', "0.5"],
    ],
    [
      "a tensor is pinned to an unknown arena",
      graphOf([{ ...X, arena: "fast" }], []),
      "unknown-arena",
      ['"x"', '"fast"'],
    ],
    [
      "an order leaves a node out",
      graphOf([], [node("m", [], []), node("n", [], [])], { order: ["m"] }),
      "bad-order",
      ['"n"'],
    ],
    [
      "an order names a node twice",
      graphOf([], [node("m", [], [])], { order: ["m", "m"] }),
      "bad-order",
      ['"m"'],
    ],
    [
      "an order names a stranger",
      graphOf([], [node("m", [], [])], { order: ["m", "k"] }),
      "bad-order",
      ['"k"'],
    ],
    [
      "an order reads before it makes",
      graphOf([A], [node("m", [], ["a"]), node("n", ["a"], [])], { order: ["n", "m"] }),
      "bad-order",
      ['"n"', '"a"', '"m"'],
    ],
  ])("%s", (_, document, code, words) => {
    const problem = problemOf(document);
    expect(problem.code).toBe(code);
    for (const word of words) expect(problem.message).toContain(word);
    expect(problem.help).not.toBe("");
  });

  test.each([
    [{ output: 1, input: 0, how: "view" as const }, "bad-share"],
    [{ output: 0, input: 2, how: "inplace" as const }, "bad-share"],
    [{ output: 0, input: 0, how: "view" as const, byteOffset: -1 }, "bad-number"],
    [{ output: 0, input: 0, how: "view" as const, byteOffset: 1 }, "view-outside"],
  ])("it may share %o", (share, code) => {
    expect(problemOf(graphOf([X, A], [{ ...node("n", ["x"], ["a"]), mayShare: [share] }])).code).toBe(code);
  });

  test("it has a cycle, whose nodes are named in order around it", () => {
    const tensors = ["a", "b", "c", "d"].map((id) => ({ id, bytes: 1 }));
    const nodes = [
      node("p", ["c", "d"], ["a"]),
      node("q", ["a"], ["b"]),
      node("r", ["b"], ["c"]),
      node("s", ["c"], ["d"]),
    ];
    const problem = problemOf(graphOf(tensors, nodes));
    expect(problem.code).toBe("cycle");
    expect(problem.message).toContain('"p" → "q" → "r" → "p"');
  });

  test("a node needs its own result", () => {
    expect(problemOf(graphOf([A], [node("n", ["a"], ["a"])])).message).toContain('"n" → "n"');
  });

  test("several things are wrong: the first is told, the others are counted and lit up", () => {
    const problem = problemOf(graphOf([X, X], [node("n", ["y", "z"], [])]));
    expect(problem.message).toContain("and 2 more problems");
    expect(problem.at).toEqual(["tensor:x", "node:n"]);
  });
});

test("a chain of 100,000 nodes and a cycle through as many are read without recursion", {
  timeout: 60_000,
}, () => {
  const n = 100_000;
  const ids = Array.from({ length: n }, (_, i) => i);
  const tensors = ids.map((i) => ({ id: `t${i}`, bytes: 4 }));
  const nodes = ids.map((i) => node(`n${i}`, i === 0 ? [] : [`t${i - 1}`], [`t${i}`]));
  expect(readGraph(graphOf(tensors, nodes)).ok).toBe(true);
  const closed = [node("n0", [`t${n - 1}`], ["t0"]), ...nodes.slice(1)];
  expect(problemOf(graphOf(tensors, closed)).message).toContain("(100000 nodes)");
});

test("a text graph says what it means", () => {
  const document = textGraph(
    "input x 8 align=4\nm: a:8:16 b:4@ram = split(x) b<x+4 a~x ws=2\nout a\narena ram 16 64",
  );
  expect(document.tensors).toEqual([
    { id: "x", bytes: 8, role: "input", alignment: 4 },
    { id: "a", bytes: 8, alignment: 16 },
    { id: "b", bytes: 4, arena: "ram" },
  ]);
  expect(document.nodes[0]).toMatchObject({
    id: "m",
    workspace: 2,
    mayShare: [
      { output: 1, input: 0, how: "view", byteOffset: 4 },
      { output: 0, input: 0, how: "inplace" },
    ],
  });
  expect(document.arenas).toEqual([{ id: "ram", alignment: 16, capacity: 64 }]);
});
