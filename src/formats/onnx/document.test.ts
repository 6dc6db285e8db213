import { expect, test } from "vitest";
import type { GraphDocument } from "../../core/document.ts";
import { importedText } from "../testing/imported.ts";
import { dump } from "../tflite/testing/dump.ts";
import { f32, fixed, int } from "./testing/cases/case.ts";
import { GRAPH_CASES, type GraphsCase } from "./testing/cases/graphs.ts";
import { node, one, read } from "./testing/document.ts";
import { modelBytes } from "./testing/model.ts";
import { data, floats, joined, message, packed, text, int as varint } from "./testing/proto.ts";

const bytesOf = (own: GraphsCase) =>
  modelBytes(
    own.graph,
    { "": own.opset ?? 17, ...(own.functions === undefined ? {} : { local: 1 }) },
    own.functions,
  );

const fileOf = (name: string) => name.replaceAll(/[^A-Za-z0-9]+/g, "-").toLowerCase();

test.each(GRAPH_CASES)(
  "the document of $name is the committed one, and comes back from its native text",
  async (own) => {
    const bytes = bytesOf(own);
    const document = await read(bytes);
    await expect(`${dump(document)}\n`).toMatchFileSnapshot(`testing/fixtures/${fileOf(own.name)}.txt`);
    expect(JSON.parse(await importedText("net.onnx", bytes)).tensors).toHaveLength(document.tensors.length);
  },
);

const codes = (document: GraphDocument) => (document.findings ?? []).map(({ code }) => code);

test("outputs may be inputs, constants, or named twice", async () => {
  const document = await one({
    nodes: [node("Relu", ["x"], ["y"]), node("Neg", ["w"], ["n"])],
    inputs: [
      ["x", f32(4)],
      ["w", fixed(f32(2), 1, 2)],
    ],
    outputs: ["x", "w", "y", "y", "n"],
  });
  expect(document.outputs).toEqual(["x", "w", "y", "n"]);
});

test("a value that is read and that nobody makes is an input of unknown size, once", async () => {
  const document = await one({
    nodes: [node("Relu", ["ghost"], ["y"]), node("Add", ["ghost", "y"], ["z"])],
    outputs: ["z", "nowhere"],
  });
  expect(document.tensors.filter((t) => t.role === "input").map((t) => t.id)).toEqual(["ghost", "nowhere"]);
  expect(codes(document)).toContain("never-made");
  expect(codes(document)).toContain("unknown-size");
});

test("names that stand for two things, and nodes without names, get ids of their own", async () => {
  const document = await one({
    nodes: [
      node("Relu", ["x"], ["a"], { name: "n" }),
      node("Exp", ["a"], ["b"], { name: "n" }),
      node("Neg", ["b"], ["a"]),
      node("Abs", ["a"], ["c"]),
    ],
    inputs: [["x", f32(4)]],
    outputs: ["c"],
  });
  expect(document.nodes.map((own) => `${own.id}: ${own.inputs} → ${own.outputs}`)).toEqual([
    "n: x → a",
    "n~2: a → b",
    "Neg:2: b → a~2",
    "Abs:3: a~2 → c",
  ]);
});

test("empty names are absent: they are neither read nor made", async () => {
  const document = await one({
    nodes: [node("Clip", ["x", "", "most"], ["y"]), node("Dropout", ["y"], ["z", ""])],
    inputs: [
      ["x", f32(4)],
      ["most", fixed(f32(), 6)],
    ],
    outputs: ["z"],
  });
  expect(document.nodes.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
    [["x", "most"], ["y"]],
    [["y"], ["z"]],
  ]);
});

const relu = message(1, text(1, "x"), text(2, "y"), text(4, "Relu"));
const value = (field: number, name: string, dim: number) =>
  message(field, text(1, name), message(2, message(1, varint(1, 1), message(2, message(1, varint(1, dim))))));

test.each([
  ["before 4, where all are inputs too", 3],
  ["of 8, where it is the default of an input", 8],
])("an initializer is a constant in IR versions %s", async (_title, version) => {
  const add = message(1, text(1, "x"), text(1, "w"), text(2, "y"), text(4, "Add"));
  const w = message(5, text(8, "w"), packed(1, [4]), varint(2, 1), data(9, floats(1, 2, 3, 4)));
  const graph = message(7, add, w, value(11, "x", 4), value(11, "w", 4), value(12, "y", 4));
  const document = await read(joined([varint(1, version), graph, message(8, varint(2, 7))]));
  expect(document.tensors.map(({ id, role }) => [id, role])).toEqual([
    ["x", "input"],
    ["w", "constant"],
    ["y", undefined],
  ]);
});

test("a file without operator sets is read, and both names of the standard set are one", async () => {
  const graph = message(7, relu, value(11, "x", 4), value(12, "y", 4));
  const none = await read(joined([varint(1, 3), graph]));
  expect(none.findings?.[0]?.message).toContain("none, taken as 1");
  const long = message(
    7,
    message(1, text(1, "x"), text(2, "y"), text(4, "Relu"), text(7, "ai.onnx")),
    value(11, "x", 4),
    text(2, "g"),
    value(12, "y", 4),
  );
  const both = await read(joined([varint(1, 8), long, message(8, text(1, "ai.onnx"), varint(2, 17))]));
  expect(codes(both)).toEqual(["contents"]);
});

test("training information is passed over, and an ONNX from the future opens with a warning", async () => {
  const graph = message(7, relu, value(11, "x", 4), value(12, "y", 4));
  const training = message(20, message(2, relu));
  const document = await read(joined([varint(1, 40), training, graph, message(8, varint(2, 99))]));
  expect(document.nodes).toHaveLength(1);
  expect(codes(document)).toEqual(["newer", "contents"]);
});

test("what has no size in the file is said, and never has none in silence", async () => {
  const document = await one({
    nodes: [
      node("SequenceConstruct", ["x", "x"], ["s"]),
      node("SequenceAt", ["s", "i"], ["e"]),
      node("Whatever", ["e"], ["p", "q"], { domain: "their.own" }),
      node("Identity", ["text"], ["words"]),
    ],
    inputs: [
      ["x", f32(4)],
      ["i", int(0)],
      ["text", { element: 8, dims: [3] }],
    ],
    outputs: ["p", "q", "words"],
  });
  const unknown = document.findings?.find(({ code }) => code === "unknown-size");
  expect(unknown?.at).toEqual(
    ["s", "e", "p", "q", "text", "words"].map((id) => `tensor:${id}`).sort(byMaking),
  );
  expect(codes(document)).toContain("unknown-operator");
});

/** Inputs first. */
function byMaking(a: string, b: string): number {
  const order = ["text", "s", "e", "p", "q", "words"];
  return order.indexOf(a.replace("tensor:", "")) - order.indexOf(b.replace("tensor:", ""));
}

test("what the file declares of a value is taken where its operator is not known", async () => {
  const document = await one({
    nodes: [node("Whatever", ["x"], ["y"], { domain: "their.own" }), node("Relu", ["y"], ["z"])],
    inputs: [["x", f32(4)]],
    outputs: ["z"],
    values: [["y", f32(2, 9)]],
  });
  expect(document.tensors.find(({ id }) => id === "z")?.shape).toEqual([2, 9]);
});

test("sparse and external constants have the sizes that they have when they are used", async () => {
  const sparse = message(
    15,
    message(1, text(8, "s"), packed(1, [1]), varint(2, 1), data(9, floats(1))),
    packed(3, [4]),
  );
  const external = message(5, text(8, "w"), packed(1, [4]), varint(2, 1), varint(14, 1));
  const add = message(1, text(1, "x"), text(1, "s"), text(1, "w"), text(2, "y"), text(4, "Sum"));
  const graph = message(7, add, sparse, external, value(11, "x", 4), value(12, "y", 4));
  const document = await read(joined([varint(1, 8), graph, message(8, varint(2, 17))]));
  expect(document.tensors.map(({ id, shape }) => [id, shape])).toEqual(
    [
      ["x", [4]],
      ["s", [4]],
      ["w", [4]],
      ["y", [4]],
    ].sort((a, b) => order(a[0]) - order(b[0])),
  );
  expect(codes(document)).toEqual(expect.arrayContaining(["sparse", "external"]));
});

function order(id: unknown): number {
  return ["x", "s", "w", "y"].indexOf(String(id));
}
