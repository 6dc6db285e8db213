import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf } from "../../core/bytes.ts";
import type { GraphDocument } from "../../core/document.ts";
import { setSymbol } from "../../core/edit/change.ts";
import { symbol } from "../../core/size.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { sourceFromBytes } from "../source.ts";
import { readOnnx } from "./index.ts";
import type { SymbolInfo } from "./infer/infer.ts";
import { tensor } from "./infer/known.ts";
import { defaultBinding } from "./sizes.ts";
import { f32, float, i64, int, ints } from "./testing/cases/case.ts";
import { type GraphCase, modelBytes } from "./testing/model.ts";
import { rateModel } from "./testing/rate-model.ts";

async function read(
  bytes: Uint8Array,
  given?: ReadonlyMap<string, readonly number[]>,
): Promise<GraphDocument> {
  const made = await readOnnx(sourceFromBytes("net.onnx", bytes), NO_WATCH, given);
  if (!made.ok || made.value.kind !== "graph") throw new Error(made.ok ? "no graph" : made.problem.message);
  return made.value;
}

function at(document: GraphDocument, values: Readonly<Record<string, number>>): GraphDocument {
  let now = document;
  for (const [id, value] of Object.entries(values)) {
    const next = setSymbol(now, id, value);
    if (!next.ok) throw new Error(next.problem.message);
    now = next.value.document;
  }
  return now;
}

const sizesOf = (document: GraphDocument) =>
  document.tensors.map((t) => {
    const bytes = bytesOf(t);
    return `${t.id} ${bytes.ok ? bytes.value : bytes.problem.code}`;
  });

/** Strides, joins, shapes that are computed, and a size that only the data tells. */
function net(t: number | string, c: number): GraphCase {
  return {
    inputs: [
      ["x", { ...f32(1, 8, 64), declared: [1, c, t] }],
      ["w", { ...f32(4, c, 3), fixed: true }],
      ["zero", int(0)],
      ["last", int(2)],
      ["shape", ints(1, -1)],
      ["small", float(0)],
    ],
    nodes: [
      { op: "Conv", inputs: ["x", "w"], outputs: ["c"], attributes: { strides: [2], pads: [1, 1] } },
      { op: "Concat", inputs: ["c", "c"], outputs: ["cc"], attributes: { axis: 2 } },
      { op: "Reshape", inputs: ["cc", "shape"], outputs: ["flat"] },
      { op: "Shape", inputs: ["x"], outputs: ["s"] },
      { op: "Gather", inputs: ["s", "last"], outputs: ["t"] },
      { op: "Range", inputs: ["zero", "t", "one"], outputs: ["steps"] },
      { op: "NonZero", inputs: ["cc"], outputs: ["where"] },
      { op: "Transpose", inputs: ["where"], outputs: ["rows"] },
    ].map((node) => ({ ...node, inputs: node.inputs.map((name) => (name === "one" ? "step" : name)) })),
    outputs: ["flat", "steps", "rows"],
  };
}

const bytesFor = (t: number | string) => {
  const graph = net(t, 8);
  return modelBytes({ ...graph, inputs: [...(graph.inputs ?? []), ["step", int(1)]] }, { "": 17 });
};

test("an imported graph at another value is the file read with that value in it", async () => {
  const open = await read(bytesFor("T"));
  expect(open.symbols).toContainEqual({ id: "T", value: 128, of: "x" });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 500 }), async (t) => {
      expect(sizesOf(at(open, { T: t }))).toEqual(sizesOf(await read(bytesFor(t))));
    }),
    { numRuns: 25 },
  );
});

test("a size that only the data tells is asked for, with the most that it can be", async () => {
  const open = await read(bytesFor("T"));
  const asked = open.symbols?.filter((spec) => spec.asked === true) ?? [];
  expect(asked).toMatchObject([{ of: "where" }]);
  const [spec] = asked;
  const given = at(open, { [spec?.id ?? ""]: 5 });
  expect(sizesOf(given)).toContain(`rows ${5 * 3 * 8}`);
});

test("what a small input holds decides a branch once it is given, and is asked for until then", async () => {
  const open = await read(rateModel());
  expect(open.contents).toEqual([{ id: "sr", elements: 1 }]);
  const known = await read(rateModel(), new Map([["sr", [16_000]]]));
  expect(known.contents).toEqual([{ id: "sr", elements: 1, values: [16_000] }]);
  expect(known.nodes.length).toBeLessThan(open.nodes.length);
  const other = await read(rateModel(), new Map([["sr", [8000]]]));
  expect(sizesOf(other)).not.toEqual(sizesOf(known));
});

test("inputs that decide nothing are not asked for", async () => {
  const graph: GraphCase = {
    inputs: [
      ["a", i64(2)],
      ["b", i64(2)],
    ],
    nodes: [{ op: "Add", inputs: ["a", "b"], outputs: ["c"] }],
    outputs: ["c"],
  };
  expect((await read(modelBytes(graph, { "": 17 }))).contents).toBeUndefined();
});

test("defaults go by the name, and by the place where the name says nothing", () => {
  const info = (kind: SymbolInfo["kind"], of = ""): SymbolInfo => ({ kind, of, bound: undefined });
  const names = ["batch_size", "sequence_length", "past_sequence_length", "height", "N", "Whatever"];
  const byName = defaultBinding(new Map(names.map((name) => [name, info("named")])));
  expect([...byName.values()]).toEqual([1, 128, 0, 224, 1, 1]);
  const shape = [symbol("x.0"), 3, symbol("x.2"), symbol("unk__3")];
  const places = ["x.0", "x.2", "unk__3"].map((name) => [name, info("open", "x")] as const);
  const byPlace = defaultBinding(new Map(places), new Map([["x", tensor(1, shape)]]));
  expect([...byPlace.values()]).toEqual([1, 224, 224]);
});
