import { expect, test } from "vitest";
import type { BoxKey } from "../box-key.ts";
import type { GraphDocument } from "../document.ts";
import { readGraph } from "../graph.ts";
import { setArenaSpec } from "./arenas.ts";
import { blankGraph } from "./blank.ts";
import { setArena, setType } from "./change.ts";
import { clipOf, duplicate, isClip, paste, sayClip } from "./clip.ts";
import { connect } from "./connect.ts";
import { group, placeBoxes } from "./draw.ts";
import { addOperation, addValue, markOutputs } from "./make.ts";
import { remove } from "./remove.ts";
import { drawn, edited, imported, lines, refusal, run } from "./testing/script.ts";

const X = { role: "input", type: { dtype: "float32", shape: [2, 3] } } as const;

const net = drawn(
  (d) => addValue(d, { ...X, at: { x: 0, y: 0 } }),
  (d) => addOperation(d, { op: "Relu", from: "x", at: { x: 0, y: 100 } }),
  (d) => addOperation(d, { op: "Add", from: "relu1", at: { x: 0, y: 200 } }),
  (d) => addValue(d, { role: "constant", to: { node: "add1", port: 1 }, at: { x: 90, y: 100 } }),
  (d) => markOutputs(d, ["add1"], true),
);

function clip(document: GraphDocument, ...boxes: BoxKey[]): GraphDocument {
  const made = clipOf(document, boxes);
  if (!made.ok) throw new Error(made.problem.message);
  // as it travels
  return JSON.parse(JSON.stringify(made.value)) as GraphDocument;
}

test("a clip is a graph of its own that names what it read from outside", () => {
  const made = clip(net, "node:add1", "value:w");
  expect(readGraph(made).ok).toBe(true);
  expect(isClip(made)).toBe(true);
  expect(isClip(net)).toBe(false);
  expect(lines(made)).toEqual(["add1 = Add(0:relu1, 1:w) → 2×3"]);
  expect(made.tensors.map((t) => `${t.role} ${t.id}`)).toEqual([
    "input relu1",
    "undefined add1",
    "constant w",
  ]);
  expect(made).toMatchObject({ outputs: ["add1"], outside: ["relu1"] });
  expect(made.drawing?.at).toEqual({ "node:add1": [0, 200], "value:w": [90, 100] });
});

test("pasted into its own graph it reads what it read, under other names, each time", () => {
  const made = clip(net, "node:add1", "value:w");
  const once = run(net, (d) => paste(d, made, { x: 500, y: 300 }));
  expect(once.says).toBe("Pasted 3 boxes");
  expect(once.chosen).toEqual(["node:add2", "value:w2"]);
  expect(lines(once.document).at(-1)).toBe("add2 = Add(0:relu1, 1:w2) → 2×3");
  expect(once.document.outputs).toEqual(["add1", "add2"]);
  expect(once.document.drawing?.at).toMatchObject({ "node:add2": [500, 400], "value:w2": [590, 300] });
  expect(once.document.nodes[0]).toBe(net.nodes[0]);
  const twice = edited(once.document, (d) => paste(d, made));
  expect(lines(twice).at(-1)).toBe("add3 = Add(0:relu1, 1:w3) → 2×3");
  expect(twice.drawing?.at).toMatchObject({ "node:add3": [32, 232], "value:w3": [122, 132] });
});

test("cut and pasted it is where it was", () => {
  const made = clip(net, "node:add1", "value:w");
  const document = edited(
    net,
    (d) => remove(d, ["node:add1", "value:w"], { bridge: false }),
    (d) => paste(d, made),
  );
  expect(lines(document)).toEqual(lines(net));
  expect(document.drawing).toEqual(net.drawing);
});

test("pasted into another graph its inputs come along, or when the bytes there are others", () => {
  const made = clip(net, "node:add1");
  const blank = edited(blankGraph("other"), (d) => paste(d, made));
  expect(lines(blank)).toEqual(["add1 = Add(0:relu1, 1:w) → 2×3"]);
  expect(blank.tensors.map((t) => t.role)).toEqual(["input", undefined, "constant"]);
  const other = edited(
    net,
    (d) => setType(d, ["w"], { shape: [3] }),
    (d) => paste(d, made),
  );
  expect(lines(other).at(-1)).toBe("add2 = Add(0:relu1, 1:w2) → 2×3");
});

test("a graph that is no clip comes along whole", () => {
  const document = edited(net, (d) => paste(d, imported("relu1 = Relu(x)", "b = Neg(relu1.t)")));
  expect(lines(document).slice(2)).toEqual([
    "relu2 = Relu(0:x2) → relu1.t 2×3",
    "b = Neg(0:relu1.t) → b.t 2×3",
  ]);
});

test("groups that are copied whole come along, and arenas where there are any", () => {
  const start = edited(
    net,
    (d) => group(d, ["node:relu1", "node:add1"], "Block"),
    (d) => setArenaSpec(d, 0, { id: "sram" }),
    (d) => setArenaSpec(d, 1, { id: "dram", capacity: 100 }),
    (d) => setArena(d, ["relu1"], "dram"),
  );
  const made = clip(start, "group:group1");
  const twice = edited(start, (d) => paste(d, made));
  expect(twice.drawing?.groups).toEqual([
    { id: "group1", title: "Block", nodes: ["relu1", "add1"] },
    { id: "group2", title: "Block", nodes: ["relu2", "add2"] },
  ]);
  expect(clip(start, "node:relu1").drawing?.groups).toBeUndefined();
  const one = edited({ ...blankGraph("one"), arenas: [{ id: "sram" }] }, (d) => paste(d, made));
  expect(one.arenas).toEqual([{ id: "sram" }, { id: "dram", capacity: 100 }]);
  const none = edited(blankGraph("none"), (d) => paste(d, made));
  expect(none.arenas).toBeUndefined();
  expect(none.tensors.some((t) => t.arena !== undefined)).toBe(false);
});

test("a given order goes on with what is pasted", () => {
  const start = { ...net, order: ["relu1", "add1"] };
  const document = edited(start, (d) => paste(d, clip(start, "node:add1", "node:relu1")));
  expect(document.order).toEqual(["relu1", "add1", "relu2", "add2"]);
});

test("copies lie beside what they copy and read what it reads", () => {
  const { document, says, chosen } = run(net, (d) =>
    duplicate(d, ["node:relu1", "node:add1"], { x: 24, y: 8 }),
  );
  expect(says).toBe("Duplicated 3 boxes");
  expect(chosen).toEqual(["node:relu2", "node:add2"]);
  expect(lines(document).slice(2)).toEqual(["relu2 = Relu(0:x) → 2×3", "add2 = Add(0:relu2, 1:w) → 2×3"]);
  expect(document.drawing?.at).toMatchObject({ "node:relu2": [24, 108], "node:add2": [24, 208] });
  const value = run(net, (d) => duplicate(d, ["value:w"], { x: 1, y: 1 }));
  expect(value.says).toBe("Duplicated w as w2");
});

test("connections inside of a clip are kept by port", () => {
  const start = drawn(
    (d) => addOperation(d, { op: "Add" }),
    (d) => addOperation(d, { op: "Relu" }),
    (d) => connect(d, "relu1", { node: "add1", port: 1 }),
  );
  const document = edited(start, (d) => duplicate(d, ["node:add1", "node:relu1"], { x: 0, y: 0 }));
  expect(lines(document)).toContain("add2 = Add(1:relu2) → 64×64");
});

test("nothing to copy, nothing to paste and what cannot be read are refused", () => {
  expect(refusal(net, (d) => duplicate(d, ["output:add1"], { x: 0, y: 0 }))).toBe(
    "nothing-to-copy: No operation or value is chosen.",
  );
  expect(refusal(net, (d) => paste(d, blankGraph("empty")))).toBe(
    "nothing-to-paste: The graph to paste is empty.",
  );
  expect(refusal(net, (d) => paste(d, { ...net, tensors: [] }))).toMatch(/^unknown-tensor/);
});

test("boxes are moved together with nothing else when a graph has no places yet", () => {
  const { drawing: _, ...plain } = net;
  expect(edited(plain, (d) => paste(d, clip(net, "node:add1"))).drawing).toBeUndefined();
  const all = [{ key: "node:relu1", x: 5, y: 5, width: 10, height: 10 }] as const;
  expect(edited(plain, (d) => placeBoxes(d, all, "Moved", all)).drawing?.at).toEqual({
    "node:relu1": [5, 5],
  });
});

test("places of boxes that there are not trouble nobody", () => {
  const odd = { ...net, drawing: { at: { nonsense: [1, 2], "constructor:x": [3, 4] } as const } };
  const document = edited(
    odd,
    (d) => paste(d, odd),
    (d) => remove(d, ["node:add1"], { bridge: false }),
  );
  expect(document.drawing?.at).toEqual({});
});

test("what is copied, pasted and removed is counted alike, outputs with it", () => {
  const all = ["value:x", "value:w", "node:relu1", "node:add1", "output:add1"] as const;
  expect(sayClip(clip(net, ...all))).toBe("5 boxes");
  expect(sayClip(clip(net, "node:add1"))).toBe("add1");
  expect(run(blankGraph("b"), (d) => paste(d, clip(net, ...all))).says).toBe("Pasted 5 boxes");
  expect(run(net, (d) => remove(d, all, { bridge: false })).says).toBe("Removed 5 boxes");
});
