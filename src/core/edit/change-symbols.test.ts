import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf } from "../bytes.ts";
import type { Dim, GraphDocument } from "../document.ts";
import type { Result } from "../result.ts";
import { baseSymbols, bindingOf, sameButSymbols } from "../symbols.ts";
import { setSymbol, setType } from "./change.ts";
import { addOperation, addValue } from "./make.ts";
import type { Edited } from "./types.ts";

function made(result: Result<Edited>): GraphDocument {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.document;
}

const EMPTY: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "g",
  tensors: [],
  nodes: [],
  outputs: [],
};
const named = (symbol: string, max: number): Dim => ({ symbol, max });

/** A chain of operations after an input. */
function drawn(shape: readonly Dim[], ops: readonly string[]): GraphDocument {
  const type = { dtype: "float32", shape } as const;
  let document = made(addValue(EMPTY, { role: "input", id: "x", type }));
  let from = "x";
  for (const op of ops) {
    document = made(addOperation(document, { op, from }));
    from = document.nodes.at(-1)?.outputs[0] ?? "";
  }
  return document;
}

const sizesOf = (document: GraphDocument) =>
  document.tensors.map((t) => {
    const bytes = bytesOf(t);
    return [t.id, bytes.ok ? bytes.value : bytes.problem.code] as const;
  });

test("a drawn graph at other values is the graph drawn with those values", () => {
  const ops = fc.array(fc.constantFrom("Conv", "MaxPool", "Relu", "Upsample", "Softmax", "Pad"), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(ops, fc.integer({ min: 32, max: 256 }), fc.integer({ min: 32, max: 256 }), (chain, h, w) => {
      const shape = (height: number, width: number) => [1, 4, named("H", height), named("W", width)];
      const before = drawn(shape(224, 224), chain);
      const after = made(setSymbol(made(setSymbol(before, "H", h)), "W", w));
      expect(sizesOf(after)).toEqual(sizesOf(drawn(shape(h, w), chain)));
    }),
    { numRuns: 40 },
  );
});

const FIXED: GraphDocument = {
  ...EMPTY,
  tensors: [
    { id: "x", dtype: "int8", shape: [named("T", 8), 2], role: "input" },
    { id: "y", dtype: "int8", shape: [named("2*T - 4", 12)] },
    { id: "n", dtype: "int64", shape: [named("n.count", 16)] },
    { id: "z", dtype: "int8", shape: [named("n.count + T", 24)] },
  ],
  symbols: [
    { id: "T", value: 8, of: "x" },
    { id: "n.count", value: 16, of: "n", most: "2*T", asked: true },
  ],
};

test("what is planned at the most that it can be follows, until a person gives it", () => {
  const more = made(setSymbol(FIXED, "T", 10));
  expect(sizesOf(more)).toEqual([
    ["x", 20],
    ["y", 16],
    ["n", 160],
    ["z", 30],
  ]);
  const given = made(setSymbol(more, "n.count", 3));
  expect(sizesOf(given)).toEqual([
    ["x", 20],
    ["y", 16],
    ["n", 24],
    ["z", 13],
  ]);
  expect(given.symbols?.[1]).toMatchObject({ value: 3, given: true });
  expect(sizesOf(made(setSymbol(given, "T", 2)))).toEqual([
    ["x", 4],
    ["y", 0],
    ["n", 24],
    ["z", 5],
  ]);
  expect(sameButSymbols(FIXED, given)).toBe(true);
  expect(sameButSymbols(FIXED, made(setType(given, ["x"], { dtype: "int16" })))).toBe(false);
});

test("values that make a size negative or too large are refused with the tensor's name", () => {
  const less = setSymbol(FIXED, "T", 1);
  expect(less.ok ? "" : less.problem.message).toBe(
    "y would have the dimension 2*T - 4, which is negative, -2.",
  );
  const more = setSymbol(FIXED, "T", Number.MAX_SAFE_INTEGER);
  expect(more.ok ? "" : more.problem.message).toMatch(/"x"|y would have/);
  expect(setSymbol(FIXED, "U", 1)).toMatchObject({ ok: false, problem: { code: "unknown-symbol" } });
  expect(setSymbol(FIXED, "T", -1)).toMatchObject({ ok: false, problem: { code: "bad-number" } });
});

test("symbols are listed with what hangs on them, those that are asked for first", () => {
  expect(baseSymbols(FIXED)).toEqual([
    { id: "n.count", value: 16, of: "n", most: "2*T", asked: true, tensors: ["n", "z"], bytes: 152 },
    { id: "T", value: 8, of: "x", tensors: ["x", "y", "z"], bytes: 52 },
  ]);
  const { symbols: _, ...bare } = FIXED;
  expect(bindingOf(bare).get("T")).toBe(8);
  expect(baseSymbols({ ...bare, tensors: bare.tensors.slice(1, 2) })).toMatchObject([
    { id: "T", value: null },
  ]);
});

test("a symbol that stands in expressions only is told by its first value", () => {
  const { symbols: _, ...bare } = FIXED;
  const told = made(setSymbol({ ...bare, tensors: bare.tensors.slice(1, 2) }, "T", 5));
  expect(told.tensors[0]?.shape).toEqual([named("2*T - 4", 6)]);
  expect(told.symbols).toEqual([{ id: "T", value: 5, given: true }]);
});
