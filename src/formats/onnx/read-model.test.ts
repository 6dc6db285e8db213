import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_WATCH } from "../../core/watch.ts";
import type { Source } from "../format.ts";
import { sourceFromBytes } from "../source.ts";
import type { RawModel } from "./model.types.ts";
import { readModel } from "./read-model.ts";
import { data, float, floats, int, joined, message, packed, text, varint } from "./testing/proto.ts";

async function read(...fields: readonly Uint8Array[]): Promise<RawModel> {
  const made = await readModel(sourceFromBytes("m.onnx", joined(fields)), NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

const graph = (...fields: readonly Uint8Array[]) => message(7, ...fields);
const tensorType = (element: number, ...dims: readonly Uint8Array[]) =>
  message(2, message(1, int(1, element), message(2, ...dims)));

test("what follows the graph is read as well as what comes before it", async () => {
  const model = await read(
    graph(text(2, "net"), message(1, text(1, "x"), text(2, "y"), text(3, "r"), text(4, "Relu"))),
    message(8, text(1, "ai.onnx"), int(2, 17)),
    message(8, text(1, "com.microsoft"), int(2, 1)),
    int(1, 9),
    text(2, "torch"),
  );
  expect(model).toMatchObject({ irVersion: 9, producer: "torch" });
  expect([...model.opsets]).toEqual([
    ["", 17],
    ["com.microsoft", 1],
  ]);
  expect(model.graph).toMatchObject({
    name: "net",
    nodes: [{ name: "r", op: "Relu", inputs: ["x"], outputs: ["y"] }],
  });
});

test("dimensions are numbers, names or nothing, and a type without a shape has no rank", async () => {
  const model = await read(
    graph(
      message(
        11,
        text(1, "x"),
        tensorType(1, message(1, text(2, "N")), message(1, int(1, 3)), message(1), message(1, int(1, -1))),
      ),
      message(11, text(1, "y"), message(2, message(1, int(1, 7)))),
      message(12, text(1, "z"), message(2, message(4))),
      message(12, text(1, "s"), tensorType(9)),
    ),
  );
  expect(model.graph?.inputs).toEqual([
    {
      name: "x",
      type: {
        kind: "tensor",
        element: 1,
        sparse: false,
        dims: [
          { value: undefined, symbol: "N" },
          { value: 3, symbol: undefined },
          { value: undefined, symbol: undefined },
          { value: -1, symbol: undefined },
        ],
      },
    },
    { name: "y", type: { kind: "tensor", element: 7, dims: undefined, sparse: false } },
  ]);
  expect(model.graph?.outputs).toEqual([
    { name: "z", type: { kind: "sequence" } },
    { name: "s", type: { kind: "tensor", element: 9, dims: [], sparse: false } },
  ]);
});

test("lists of numbers are read packed and unpacked, and negative ones have their sign", async () => {
  const attribute = (...fields: readonly Uint8Array[]) => message(5, ...fields);
  const model = await read(
    graph(
      message(
        1,
        text(4, "Op"),
        attribute(text(1, "axes"), packed(8, [-1, 2, 2n ** 63n - 1n])),
        attribute(text(1, "pads"), int(8, 1), int(8, -3)),
        attribute(text(1, "alpha"), float(2, 0.5)),
        attribute(text(1, "scales"), data(7, floats(1, 2))),
        attribute(text(1, "mode"), data(4, new TextEncoder().encode("linear"))),
      ),
    ),
  );
  const attributes = model.graph?.nodes[0]?.attributes;
  expect(attributes?.get("axes")?.ints).toEqual([-1, 2, 2 ** 63]);
  expect(attributes?.get("pads")?.ints).toEqual([1, -3]);
  expect(attributes?.get("alpha")?.float).toBe(0.5);
  expect(attributes?.get("scales")?.floats).toEqual([1, 2]);
  expect(attributes?.get("mode")?.text).toBe("linear");
});

test("small values are kept however they are stored; weights are only counted", async () => {
  const raw = (...values: readonly bigint[]) => new Uint8Array(BigInt64Array.from(values).buffer);
  const model = await read(
    graph(
      message(5, text(8, "shape"), packed(1, [3]), int(2, 7), data(9, raw(1n, -1n, 768n))),
      message(5, text(8, "listed"), int(1, 2), int(2, 7), packed(7, [5, -6])),
      message(5, text(8, "flag"), int(2, 9), packed(5, [1])),
      message(5, text(8, "w"), int(1, 100), int(1, 50), int(2, 1), data(9, new Uint8Array(20_000))),
      message(5, text(8, "far"), int(1, 7), int(2, 1), int(14, 1)),
      message(15, message(1, text(8, "sparse"), int(1, 4), int(2, 1)), int(3, 10), int(3, 10)),
    ),
  );
  const found = model.graph?.initializers.map(({ name, dims, values, payload, external, sparse }) => ({
    name,
    dims,
    values,
    payload,
    external,
    sparse,
  }));
  const usual = { external: false, sparse: false };
  expect(found).toEqual([
    { ...usual, name: "shape", dims: [3], values: [1, -1, 768], payload: 24 },
    { ...usual, name: "listed", dims: [2], values: [5, -6], payload: 11 },
    { ...usual, name: "flag", dims: [], values: [1], payload: 1 },
    { ...usual, name: "w", dims: [100, 50], values: undefined, payload: 20_000 },
    { ...usual, name: "far", dims: [7], values: undefined, payload: 0, external: true },
    { ...usual, name: "sparse", dims: [10, 10], values: undefined, payload: 0, sparse: true },
  ]);
});

test("graphs inside attributes and functions are read with what they hold", async () => {
  const body = (name: string) => [text(2, name), message(1, text(4, "Add"))];
  const model = await read(
    graph(message(1, text(4, "If"), message(5, text(1, "then_branch"), message(6, ...body("then"))))),
    message(
      25,
      text(1, "Gelu"),
      text(10, "local"),
      text(4, "X"),
      text(5, "Y"),
      message(7, text(4, "Erf")),
      message(9, int(2, 18)),
    ),
  );
  expect(model.graph?.nodes[0]?.attributes.get("then_branch")?.graphs[0]).toMatchObject({
    name: "then",
    nodes: [{ op: "Add" }],
  });
  expect(model.functions).toMatchObject([
    { name: "Gelu", domain: "local", inputs: ["X"], nodes: [{ op: "Erf" }] },
  ]);
});

/** A file whose bytes are made when they are asked for: a weight of `length` zeros between a head and a tail. */
function sparseSource(
  head: Uint8Array,
  length: number,
  tail: Uint8Array,
): Source & { reads: number; read: Source["read"] } {
  const size = head.length + length + tail.length;
  const source = {
    name: "big.onnx",
    size,
    reads: 0,
    async read(start: number, end: number) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      source.reads += bytes.length;
      for (const [part, at] of [
        [head, 0],
        [tail, head.length + length],
      ] as const) {
        const from = Math.max(start, at);
        const to = Math.min(end, at + part.length);
        if (from < to) bytes.set(part.subarray(from - at, to - at), from - start);
      }
      return bytes;
    },
  };
  return source;
}

test("a weight of 4.3 GB is stepped over, and what lies behind it is read", async () => {
  const length = 4_300_000_000;
  const node = message(1, text(4, "Relu"), text(1, "x"), text(2, "y"));
  const inside = joined([
    text(8, "w"),
    varint(8),
    varint(length / 4),
    int(2, 1),
    varint(9 * 8 + 2),
    varint(length),
  ]);
  const tensorLength = inside.length + length;
  const tensorHead = joined([varint(5 * 8 + 2), varint(tensorLength), inside]);
  const graphLength = node.length + tensorHead.length + length + node.length;
  const head = joined([int(1, 8), varint(7 * 8 + 2), varint(graphLength), node, tensorHead]);
  const source = sparseSource(head, length, joined([node, message(8, int(2, 21))]));
  const made = await readModel(source, NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  expect(made.value.graph?.nodes).toHaveLength(2);
  expect(made.value.graph?.initializers).toMatchObject([{ name: "w", dims: [length / 4], payload: length }]);
  expect(made.value.opsets.get("")).toBe(21);
  expect(source.reads).toBeLessThan(100_000);
});

test("damaged bytes give a model or a Problem that names a byte, never anything else", async () => {
  const sound = joined([
    int(1, 8),
    graph(
      message(1, text(1, "x"), text(2, "y"), text(4, "Op"), message(5, text(1, "a"), packed(8, [1, 2]))),
      message(5, text(8, "w"), packed(1, [4]), int(2, 1), data(9, floats(1, 2, 3, 4))),
      message(11, text(1, "x"), tensorType(1, message(1, int(1, 4)))),
    ),
    message(8, int(2, 17)),
  ]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(sound.length),
      async (changes, length) => {
        const bytes = sound.slice(0, Math.max(1, length));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const made = await readModel(sourceFromBytes("m.onnx", bytes), NO_WATCH);
        if (!made.ok) expect(["corrupt", "truncated"]).toContain(made.problem.code);
      },
    ),
  );
});
