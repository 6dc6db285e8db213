import { expect, test } from "vitest";
import { textGraph } from "../../core/testing/text-graph.ts";
import { matching, sourceRows, type TargetRow } from "./targets.ts";

const row = (node: string, op: string, portName: string, why?: string): TargetRow => ({
  id: `${node}:${portName}`,
  group: "",
  title: node,
  says: op,
  signs: portName,
  why,
  target: { node, op, port: 0, portName, why },
});

const ROWS = [
  row("conv1", "Conv", "X"),
  row("join", "Add", "A"),
  row("join", "Add", "B"),
  row("add7", "Relu", "X"),
  row("added", "Concat", "in1", "closes a cycle"),
];
const found = (text: string) => matching(ROWS, text).map(({ id }) => id);

test("without a text all stay as they are", () => {
  expect(matching(ROWS, " ")).toBe(ROWS);
});

test("names go before operators, what may not be connected comes last", () => {
  expect(found("add")).toEqual(["add7:X", "join:A", "join:B", "added:in1"]);
});

test("every word is found somewhere: name and port, in any case", () => {
  expect(found("JOIN b")).toEqual(["join:B"]);
  expect(found("oin")).toEqual(["join:A", "join:B"]);
  expect(found("join relu")).toEqual([]);
});

test("outputs to choose from say whose they are", () => {
  const graph = textGraph("input x 64\nsplit: a:64 b:2048 = Split(x)\nout a");
  expect(sourceRows(graph, ["a", "b"], "B")).toMatchObject([
    { title: "b", says: "output 2 of split", signs: "2 KiB" },
  ]);
  expect(sourceRows(graph, ["a", "gone"], "")).toHaveLength(1);
});
