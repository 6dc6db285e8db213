import { expect, test } from "vitest";
import type { GraphDocument } from "../document.ts";
import { setType } from "./change.ts";
import { duplicate } from "./clip.ts";
import { connect, connectionsFrom, connectTargets, disconnect } from "./connect.ts";
import { portFaults } from "./faults.ts";
import { addOperation } from "./make.ts";
import { remove } from "./remove.ts";
import { edited } from "./testing/script.ts";

const COUNT = 5_000;
const TYPE = { dtype: "float32", shape: [2, 3] } as const;

/** Deep enough for stacks to overflow and wide enough for squares to be felt. */
function chain(): GraphDocument {
  const nodes = Array.from({ length: COUNT }, (_, i) => ({
    id: `relu${i + 1}`,
    op: "Relu",
    inputs: [i === 0 ? "x" : `relu${i}`],
    outputs: [`relu${i + 1}`],
    attributes: {},
    drawn: {},
  }));
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: "chain",
    tensors: [{ id: "x", ...TYPE, role: "input" }, ...nodes.map((n) => ({ id: n.id, ...TYPE }))],
    nodes,
    outputs: [`relu${COUNT}`],
    order: nodes.map((n) => n.id),
  };
}

test("edits of five thousand nodes in a row reach the last of them", () => {
  const start = chain();
  const typed = edited(start, (d) => setType(d, ["x"], { shape: [7] }));
  expect(typed.tensors.at(-1)?.shape).toEqual([7]);
  expect(portFaults(typed, `relu${COUNT}`)).toEqual([]);
  const open = edited(typed, (d) => disconnect(d, { node: "relu1", port: 0 }));
  expect(portFaults(open, `relu${COUNT}`)).toMatchObject([{ port: 0, kind: "open" }]);
  const longer = edited(open, (d) => addOperation(d, { op: "Neg", from: `relu${COUNT}` }));
  expect(connectionsFrom(longer, "neg1")({ node: "relu1", port: 0 }).ok).toBe(false);
  expect(connectTargets(longer, "x").length).toBe(1);
  expect(edited(longer, (d) => connect(d, "x", { node: "relu1", port: 0 })).order?.at(-1)).toBe("neg1");
});

test("thousands of boxes are removed and copied at once", () => {
  const start = chain();
  const boxes = start.nodes.map((n) => `node:${n.id}` as const);
  const even = boxes.filter((_, i) => i % 2 === 1);
  const half = edited(start, (d) => remove(d, even, { bridge: true }));
  expect(half.nodes).toHaveLength(COUNT / 2);
  expect(half.nodes.at(-1)?.inputs).toEqual([`relu${COUNT - 3}`]);
  const twice = edited(half, (d) => duplicate(d, boxes, { x: 0, y: 0 }));
  expect(new Set(twice.nodes.map((n) => n.id)).size).toBe(COUNT);
});

test("each of thousands of ports that would close a cycle is refused in a short sentence", () => {
  const start = chain();
  const nodes = start.nodes.map((n) => ({ ...n, op: "Add" }));
  const targets = connectTargets({ ...start, nodes }, `relu${COUNT}`);
  expect(targets).toHaveLength(COUNT - 1);
  expect(targets[COUNT / 2]?.why).toMatch(/^relu\d+ → relu\d+ → relu\d+ → … → relu5000: /);
});
