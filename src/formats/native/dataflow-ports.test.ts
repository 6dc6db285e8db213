import { expect, test } from "vitest";
import { readNative } from "./read.ts";

const HEAD = { format: "memplan", version: 1, kind: "dataflow", name: "roles" };
const NODES = [
  { id: "a", role: "alloc" },
  { id: "d", role: "dup" },
  { id: "c", role: "copy" },
  { id: "s", role: "sink" },
  { id: "t", role: "sink" },
];
const EDGES = [
  { from: ["a", "o"], to: ["d", "i"] },
  { from: ["d", "x"], to: ["c", "i"] },
  { from: ["d", "y"], to: ["s", "i"] },
  { from: ["c", "o"], to: ["t", "i"] },
];

test("a graph of roles and edges alone gets the classes and ports that follow from them", () => {
  const read = readNative(JSON.stringify({ ...HEAD, nodes: NODES, edges: EDGES }), "");
  if (!read.ok || read.value.kind !== "dataflow") throw new Error("not read");
  const { nodes, types } = read.value;
  expect(types).toEqual({ reference: { bytes: 4 } });
  expect(nodes[1]).toEqual({
    id: "d",
    role: "dup",
    class: "Duplicate",
    inputs: [{ name: "i", rate: 1, type: "reference" }],
    outputs: [
      { name: "x", rate: 1, type: "reference" },
      { name: "y", rate: 1, type: "reference" },
    ],
  });
});

test("what a node says itself stays, and a node without a role must say it all", () => {
  const port = { name: "o", rate: 2, type: "f" };
  const own = { id: "a", role: "alloc", class: "Mine", outputs: [port] };
  const sink = { id: "s", class: "Sink", inputs: [{ ...port, name: "i" }] };
  const edges = [{ from: ["a", "o"], to: ["s", "i"] }];
  const types = { f: { bytes: 4 } };
  const read = readNative(JSON.stringify({ ...HEAD, types, nodes: [own, sink], edges }), "");
  expect(read).toMatchObject({ ok: true, value: { types, nodes: [own, sink] } });
  const bare = readNative(JSON.stringify({ ...HEAD, types, nodes: [own, { id: "s" }], edges }), "");
  expect(bare).toMatchObject({ ok: false, problem: { code: "missing-field", where: "nodes[1].class" } });
});
