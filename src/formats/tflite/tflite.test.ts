import { expect, test } from "vitest";
import type { GraphDocument } from "../../core/document.ts";
import { readGraph } from "../../core/graph.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { peekAt, sourceFromBytes } from "../source.ts";
import { readTflite, tflite } from "./index.ts";
import { buildTflite, keywordNet, type ModelSketch } from "./testing/build-tflite.ts";
import { dump } from "./testing/dump.ts";

async function read(model: ModelSketch | Uint8Array): Promise<GraphDocument> {
  const bytes = model instanceof Uint8Array ? model : buildTflite(model);
  const result = await readTflite(sourceFromBytes("net.tflite", bytes), NO_WATCH);
  if (!result.ok) throw new Error(result.problem.message);
  if (result.value.kind !== "graph") throw new Error("a graph was expected");
  const graph = readGraph(result.value);
  expect(graph.ok ? "sound" : graph.problem.message).toBe("sound");
  return result.value;
}

/** One subgraph. */
async function readMain(main: ModelSketch["subgraphs"][number], rest: Omit<ModelSketch, "subgraphs"> = {}) {
  return await read({ subgraphs: [main], ...rest });
}

const [FLOAT32, STRING, COMPLEX128, RESOURCE, VARIANT, INT4, INT2, UINT4, FLOAT8] = [
  0, 5, 11, 13, 14, 17, 19, 20, 21,
];

test("a chain keeps the names, shapes, roles and order of the file", async () => {
  const document = await readMain({
    tensors: [
      { name: "x", shape: [1, 8, 8, 3] },
      { name: "w", shape: [4, 3, 3, 3], data: 108 },
      { name: "b", shape: [4], type: 2, data: 16 },
      { name: "h", shape: [1, 8, 8, 4] },
      { name: "flat", shape: [1, 256] },
      { name: "shape", shape: [2], type: 2, data: 8 },
      { name: "y", shape: [1, 256] },
    ],
    inputs: [0],
    outputs: [6],
    operators: [
      { op: "CONV_2D", inputs: [0, 1, 2], outputs: [3] },
      { op: "RESHAPE", inputs: [3, 5], outputs: [4] },
      { op: "RELU", inputs: [4], outputs: [6] },
    ],
  });
  expect(document.order).toEqual(["CONV_2D:0", "RESHAPE:1", "RELU:2"]);
  expect(document.arenas).toEqual([{ id: "arena", alignment: 16 }]);
  expect(document.name).toBe("net");
  expect(document.findings).toEqual([
    {
      severity: "info",
      code: "contents",
      message:
        "1 subgraph with 3 operators and 7 tensors: 3 constants (132 bytes), 0 variables (0 bytes); 0 signatures.",
      at: [],
    },
  ]);
  expect(dump(document)).toBe(`\
input x: int8[1×8×8×3]
constant w: int8[4×3×3×3]
constant b: int32[4]
value h: int8[1×8×8×4]
value flat: int8[1×256]
constant shape: int32[2]
value y: int8[1×256]
CONV_2D:0: x, w, b → h
RESHAPE:1: h, shape → flat view 0←0
RELU:2: flat → y inplace 0←0
outputs: y`);
});

test("absent inputs are dropped and rights to share follow the inputs that remain", async () => {
  const document = await readMain({
    tensors: [
      { name: "a", shape: [4] },
      { name: "b", shape: [4] },
      { name: "wide", shape: [4], type: FLOAT32 },
      { name: "sum", shape: [4] },
      { name: "out", shape: [4] },
    ],
    inputs: [0, 1, 2],
    outputs: [4, 4, -1],
    operators: [
      { op: "ADD", inputs: [-1, 1], outputs: [3] },
      { op: "MUL", inputs: [3, 2], outputs: [4] },
      { op: "SOFTMAX", inputs: [0, -1], outputs: [] },
    ],
  });
  expect(document.nodes.map(({ inputs }) => inputs)).toEqual([["b"], ["sum", "wide"], ["a"]]);
  expect(document.nodes[0]?.mayShare).toEqual([{ output: 0, input: 0, how: "inplace" }]);
  expect(document.nodes[1]?.mayShare).toEqual([{ output: 0, input: 0, how: "inplace" }]);
  expect(document.nodes[2]?.mayShare).toBeUndefined();
  expect(document.outputs).toEqual(["out"]);
});

test("names that are empty, shared or taken become ids of their own", async () => {
  const tensors = ["x", "x", "", "x#0", "y"].map((name) => ({ name, shape: [4] }));
  const document = await readMain({
    tensors,
    inputs: [0, 1, 2, 3],
    outputs: [4],
    operators: [{ op: "CONCATENATION", inputs: [0, 1, 2, 3], outputs: [4] }],
  });
  expect(document.tensors.map(({ id }) => id)).toEqual(["x#0", "x#1", "#2", "x#0~2", "y"]);
});

test("a tensor called __proto__ gets an id that can be a key, also in a shipped plan", async () => {
  const document = await readMain(
    {
      tensors: [
        { name: "__proto__", shape: [16] },
        { name: "y", shape: [16] },
      ],
      inputs: [0],
      outputs: [1],
      operators: [{ op: "RELU", inputs: [0], outputs: [1] }],
    },
    { metadata: [{ name: "OfflineMemoryAllocation", words: [1, 0, 2, 32, 0] }] },
  );
  expect(Object.entries(document.shipped?.offsets ?? {})).toEqual([
    ["__proto__~2", 32],
    ["y", 0],
  ]);
});

test("custom operators keep their own name and get no rights of a built-in one", async () => {
  const document = await readMain({
    tensors: [
      { name: "x", shape: [4] },
      { name: "h", shape: [4] },
      { name: "y", shape: [4] },
    ],
    inputs: [0],
    outputs: [2],
    operators: [
      { op: "ethos-u", inputs: [0], outputs: [1] },
      { op: "STABLEHLO_CASE", inputs: [1], outputs: [2] },
    ],
  });
  expect(document.nodes.map(({ id, op }) => [id, op])).toEqual([
    ["ethos-u:0", "ethos-u"],
    ["STABLEHLO_CASE:1", "STABLEHLO_CASE"],
  ]);
  expect(document.findings?.find(({ code }) => code === "custom-operators")?.message).toContain(
    "ethos-u × 1",
  );
});

test("variables are state, and the operators on them ordinary nodes", async () => {
  const document = await readMain({
    tensors: [
      { name: "x", shape: [1, 4] },
      { name: "weights", shape: [2, 4], data: 8 },
      { name: "memory", shape: [1, 32], variable: true },
      { name: "spare", shape: [1, 32], variable: true },
      { name: "handle", type: RESOURCE },
      { name: "before", shape: [1, 2] },
      { name: "after", shape: [1, 2] },
    ],
    inputs: [0],
    outputs: [6],
    operators: [
      { op: "VAR_HANDLE", inputs: [], outputs: [4] },
      { op: "READ_VARIABLE", inputs: [4], outputs: [5] },
      { op: "SVDF", inputs: [0, 1, -1, -1, 2], outputs: [6] },
      { op: "ASSIGN_VARIABLE", inputs: [4, 6], outputs: [] },
    ],
  });
  expect(dump(document)).toBe(`\
input x: int8[1×4]
constant weights: int8[2×4]
state memory: int8[1×32]
state spare: int8[1×32]
value handle: ?[] = 4 B
value before: int8[1×2]
value after: int8[1×2]
VAR_HANDLE:0:  → handle
READ_VARIABLE:1: handle → before
SVDF:2: x, weights, memory → after
ASSIGN_VARIABLE:3: handle, after → 
outputs: after
info unknown-size: tensor:handle`);
});

test("types without a size are 0 bytes with a warning, sub-byte types pack, the rest have their bytes", async () => {
  const types = [STRING, VARIANT, RESOURCE, 99, COMPLEX128, INT4, UINT4, INT2, FLOAT8];
  const document = await readMain({
    tensors: [...types.map((type) => ({ name: `t${type}`, shape: [3], type })), { name: "y", shape: [3] }],
    inputs: types.map((_, i) => i),
    outputs: [types.length],
    operators: [{ op: "mix", inputs: types.map((_, i) => i), outputs: [types.length] }],
  });
  const graph = readGraph(document);
  expect(graph.ok && [...graph.value.bytes]).toEqual([0, 0, 12, 0, 48, 2, 2, 1, 3, 3]);
  const finding = (code: string) =>
    document.findings?.filter((f) => f.code === code).map((f) => [f.severity, f.at]);
  expect(finding("unknown-size")).toEqual([
    ["warning", ["tensor:t5", "tensor:t14", "tensor:t99"]],
    ["info", ["tensor:t13"]],
  ]);
  expect(finding("sub-byte")).toEqual([["info", ["tensor:t17", "tensor:t20", "tensor:t19"]]]);
});

test("constants have the bytes that are stored: sparse, string, behind the FlatBuffer or in another file", async () => {
  const document = await readMain({
    tensors: [
      { name: "x", shape: [4] },
      { name: "sparse", shape: [100], data: 10 },
      { name: "text", shape: [1], type: STRING, data: 21 },
      { name: "behind", shape: [64], outside: { offset: 64, size: 64 } },
      { name: "lost", shape: [64], outside: { offset: 1e9, size: 64 } },
      { name: "placeholder", shape: [64], outside: { offset: 1, size: 0 } },
      { name: "elsewhere", shape: [64], externalBuffer: 7 },
      { name: "stray", shape: [64], buffer: 99 },
      { name: "y", shape: [4] },
    ],
    inputs: [0],
    outputs: [8],
    operators: [{ op: "mix", inputs: [0, 1, 2, 3, 4, 5, 6, 7], outputs: [8] }],
  });
  expect(dump(document)).toBe(`\
input x: int8[4]
constant sparse: int8[100] = 10 B
constant text: string[1] = 21 B
constant behind: int8[64]
constant lost: int8[64]
input placeholder: int8[64]
constant elsewhere: int8[64]
input stray: int8[64]
value y: int8[4]
mix:0: x, sparse, text, behind, lost, placeholder, elsewhere, stray → y
outputs: y
info custom-operators:
warning missing-buffer: tensor:stray
warning weights-outside: tensor:lost
info weights-elsewhere: tensor:elsewhere
warning never-made: tensor:placeholder, tensor:stray`);
});

test("a file without any buffer is a model whose tensors have no data", async () => {
  const document = await readMain(
    {
      tensors: [
        { name: "x", shape: [4] },
        { name: "y", shape: [4] },
      ],
      inputs: [0],
      outputs: [1],
      operators: [{ op: "NEG", inputs: [0], outputs: [1] }],
    },
    { buffers: false },
  );
  expect(document.findings?.map(({ code }) => code)).toEqual(["contents"]);
});

test("dimensions that change at run time are symbols planned at the stored size", async () => {
  const document = await readMain({
    tensors: [
      { name: "x", shape: [1, 8, 3], signature: [-1, -1, 3] },
      { name: "old", shape: [-1, 3] },
      { name: "odd", shape: [2, 3], signature: [-1] },
      { name: "y", shape: [1, 3], signature: [-1, 3] },
    ],
    inputs: [0, 1, 2],
    outputs: [3],
    operators: [{ op: "mix", inputs: [0, 1, 2], outputs: [3] }],
  });
  expect(document.tensors.map(({ shape }) => shape)).toEqual([
    [{ symbol: "batch", max: 1 }, { symbol: "d1", max: 8 }, 3],
    [{ symbol: "batch", max: 1 }, 3],
    [2, 3],
    [{ symbol: "batch", max: 1 }, 3],
  ]);
  const dynamic = document.findings?.find(({ code }) => code === "dynamic");
  expect(dynamic?.at).toEqual(["tensor:x", "tensor:old", "tensor:y"]);
});

test("values that follow from constants alone are counted, with what follows from them", async () => {
  const document = await readMain({
    tensors: [
      { name: "x", shape: [4], type: FLOAT32 },
      { name: "packed", shape: [4], data: 4 },
      { name: "dense", shape: [4] },
      { name: "wide", shape: [4], type: FLOAT32 },
      { name: "noise", shape: [4], type: FLOAT32 },
      { name: "y", shape: [4], type: FLOAT32 },
    ],
    inputs: [0],
    outputs: [5],
    operators: [
      { op: "DENSIFY", inputs: [1], outputs: [2] },
      { op: "DEQUANTIZE", inputs: [2], outputs: [3] },
      { op: "RANDOM_UNIFORM", inputs: [1], outputs: [4] },
      { op: "ADD_N", inputs: [0, 3, 4], outputs: [5] },
    ],
  });
  const derived = document.findings?.find(({ code }) => code === "constant-derived");
  expect(derived?.at).toEqual(["tensor:dense", "tensor:wide"]);
  expect(derived?.message).toContain("2 (20 bytes)");
});

test("untouched tensors stay only where TFLM gives them room", async () => {
  const document = await readMain({
    tensors: [
      { name: "x", shape: [4] },
      { name: "unread", shape: [4] },
      { name: "forgotten", shape: [40] },
      { name: "empty", shape: [0] },
      { name: "unused weights", shape: [4], data: 4 },
      { name: "y", shape: [4] },
      { name: "z", shape: [4] },
    ],
    inputs: [0, 1],
    outputs: [5, 6],
    operators: [{ op: "NEG", inputs: [0], outputs: [5] }],
  });
  expect(dump(document)).toBe(`\
input x: int8[4]
input unread: int8[4]
value forgotten: int8[40]
value y: int8[4]
input z: int8[4]
NEG:0: x → y inplace 0←0
outputs: y, z
warning never-made: tensor:z
info never-touched: tensor:forgotten`);
});

test("a second write is a use, and an operator does not wait for itself", async () => {
  const document = await readMain({
    tensors: [
      { name: "x", shape: [4] },
      { name: "state", shape: [4], variable: true },
      { name: "h", shape: [4] },
    ],
    inputs: [0],
    outputs: [2],
    operators: [
      { op: "step", inputs: [0, 2], outputs: [2] },
      { op: "step", inputs: [0], outputs: [2, 1, 0] },
    ],
  });
  expect(dump(document)).toBe(`\
input x: int8[4]
state state: int8[4]
value h: int8[4]
step:0: x → h
step:1: x, h, state, x → 
outputs: h
info custom-operators:
warning written-twice: tensor:h, tensor:state, tensor:x
warning reads-itself: node:step:0`);
});

test("an order in the file that reads before it writes is not taken over", async () => {
  const document = await readMain({
    tensors: [
      { name: "x", shape: [4] },
      { name: "h", shape: [4] },
      { name: "y", shape: [4] },
    ],
    inputs: [0],
    outputs: [2],
    operators: [
      { op: "NEG", inputs: [1], outputs: [2] },
      { op: "ABS", inputs: [0], outputs: [1] },
    ],
  });
  expect(document.order).toBeUndefined();
  expect(document.findings?.find(({ code }) => code === "not-topological")?.at).toEqual(["node:NEG:0"]);
});

test("another schema version is read with a warning", async () => {
  const main = { tensors: [{ name: "x", shape: [4] }], inputs: [0], outputs: [0], operators: [] };
  const document = await readMain(main, { version: 4 });
  expect(document.findings?.map(({ code }) => code)).toEqual(["contents", "schema-version"]);
  expect(document.order).toEqual([]);
});

test("a model without a subgraph is refused in words", async () => {
  const result = await readTflite(sourceFromBytes("a.tflite", buildTflite({ subgraphs: [] })), NO_WATCH);
  expect(result.ok ? "read" : result.problem.code).toBe("empty-model");
});

test("the content decides whether a file is TFLite, not its name", async () => {
  const matches = async (bytes: Uint8Array) => tflite.match?.(await peekAt(sourceFromBytes("a.bin", bytes)));
  expect(await matches(keywordNet())).toBe(true);
  expect(await matches(keywordNet().subarray(0, 7))).toBe(false);
  expect(await matches(new TextEncoder().encode("xxxxTFL2 is no model"))).toBe(false);
});

test("the keyword-spotting network reads as nine layers", async () => {
  const document = await read(keywordNet());
  expect(document.order?.length).toBe(9);
  expect(document.outputs).toEqual(["words"]);
  expect(document.findings?.map(({ code }) => code)).toEqual(["contents"]);
});
