import { expect, test } from "vitest";
import type { GraphDocument } from "../../../core/document.ts";
import { dropped, firstOf, judgeOf, type Wire, type WireEnd } from "./wire.ts";

const tensor = (id: string, more = {}) => ({ id, dtype: "float32", shape: [4, 4], ...more }) as const;

/** x → relu → r; sum (Add) reads r at its second port; concat reads x and r. */
const DOC: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "wires",
  tensors: [
    tensor("x", { role: "input" }),
    tensor("long", { role: "input", shape: [7] }),
    tensor("r"),
    tensor("s"),
    tensor("c", { shape: [8, 4] }),
  ],
  nodes: [
    { id: "relu", op: "Relu", inputs: ["x"], outputs: ["r"] },
    { id: "sum", op: "Add", inputs: ["r"], outputs: ["s"], attributes: {}, drawn: { ports: [1] } },
    { id: "cat", op: "Concat", inputs: ["x", "r"], outputs: ["c"], attributes: { axis: 0 } },
  ],
  outputs: ["s", "c"],
};

const at = (node: string, port: number): WireEnd => ({ kind: "input", port: { node, port } });
const from = (tensor: string): WireEnd => ({ kind: "output", tensor });
const forward = (tensor: string): Wire => ({ kind: "forward", tensor });
const backward: Wire = { kind: "backward", to: { node: "sum", port: 0 } };

test("a free port takes a value that fits; the reason why not is a sentence", () => {
  const judge = judgeOf(DOC, forward("x"));
  expect(judge(at("sum", 0))).toBeUndefined();
  expect(judge(at("sum", 1))).toMatch(/reads r already/);
  expect(judge(at("cat", 2))).toBeUndefined();
  expect(judgeOf(DOC, forward("long"))(at("sum", 0))).toMatch(/\.$/);
  expect(judgeOf(DOC, forward("s"))(at("relu", 0))).toMatch(/\.$/);
});

test("no value enters at an output, and none comes from an input", () => {
  expect(judgeOf(DOC, forward("x"))(from("s"))).toMatch(/inputs/);
  expect(judgeOf(DOC, backward)(at("cat", 2))).toMatch(/outputs/);
});

test("a free port drawn backwards takes what is not made of what it feeds", () => {
  const judge = judgeOf(DOC, backward);
  expect(judge(from("x"))).toBeUndefined();
  expect(judge(from("s"))).toMatch(/cycle/);
});

test("an end that was taken off may go back, and its port is free for others", () => {
  const judge = judgeOf(DOC, { kind: "forward", tensor: "r", held: { node: "sum", port: 1 } });
  expect(judge(at("sum", 1))).toBeUndefined();
  expect(judge(at("sum", 0))).toBeUndefined();
});

test("the end of a port of many may go to the last port, though the ports behind it move up", () => {
  const judge = judgeOf(DOC, { kind: "forward", tensor: "x", held: { node: "cat", port: 0 } });
  expect(judge(at("cat", 2))).toBeUndefined();
});

test("a line dropped on a box goes to the first port that takes it, else the reason of a free one is told", () => {
  const ends = [at("sum", 0), at("sum", 1)];
  const free = (end: WireEnd) => end === ends[0];
  expect(firstOf(ends, judgeOf(DOC, forward("x")), free)).toEqual({ end: ends[0], why: undefined });
  const { end, why } = firstOf(ends, judgeOf(DOC, forward("s")), free);
  expect(end).toBeUndefined();
  expect(why).toMatch(/itself|cycle/);
  expect(firstOf([], judgeOf(DOC, forward("x")), free).why).toMatch(/no port/);
});

test("dropping connects, reconnects, or leaves the line where it was", () => {
  const inputs = (wire: Wire, end: WireEnd) => {
    const made = dropped(wire, end)?.(DOC);
    return made?.ok === true ? made.value.document.nodes.map((n) => n.inputs.join()) : undefined;
  };
  expect(inputs(forward("x"), at("sum", 0))).toEqual(["x", "x,r", "x,r"]);
  expect(inputs(backward, from("x"))).toEqual(["x", "x,r", "x,r"]);
  const held = { kind: "forward", tensor: "r", held: { node: "sum", port: 1 } } as const;
  expect(inputs(held, at("cat", 2))).toEqual(["x", "", "x,r,r"]);
  expect(dropped(held, at("sum", 1))).toBeUndefined();
});
