import { expect, test } from "vitest";
import type { GraphDocument } from "../../core/document.ts";
import { blankGraph } from "../../core/edit/blank.ts";
import { addOperation } from "../../core/edit/make.ts";
import { type Making, outcomeOf, tensorsOf, typeText } from "./making.ts";

const START: GraphDocument = {
  ...blankGraph("start"),
  tensors: [{ id: "x", dtype: "int8", shape: [1, 64, 56, 56], role: "input" }],
};

function grown(): GraphDocument {
  const edited = addOperation(START, { op: "Conv", id: "first", from: "x" });
  if (!edited.ok) throw new Error(edited.problem.message);
  return edited.value.document;
}

const conv: Making = { kind: "operation", op: "Conv", attributes: { channels: 32, stride: [2] } };
const add: Making = { kind: "operation", op: "Add", attributes: {} };

test("what would come of it is said in a line", () => {
  const document = grown();
  const [from = ""] = tensorsOf(document, ["node:first"]);
  expect(outcomeOf(document, "Conv", conv, { kind: "add", from })).toEqual({
    refused: false,
    says: "Conv · channels 32, stride 2 · after first · gives 1×32×28×28 int8 (24.5 KiB)",
  });
  expect(outcomeOf(document, "Add", add, { kind: "add", from }).says).toBe(
    "Add · after first · 64×64 float32 (16 KiB) until its inputs tell",
  );
  expect(outcomeOf(document, "Output", { kind: "output", tensors: [from] }, { kind: "add", from }).says).toBe(
    `Output · ${from}`,
  );
});

test("what was not typed by anyone yet is open for those after it, too", () => {
  const edited = addOperation(START, { op: "Add", id: "open", from: "x" });
  if (!edited.ok) throw new Error(edited.problem.message);
  const { document } = edited.value;
  const [from = ""] = tensorsOf(document, ["node:open"]);
  expect(outcomeOf(document, "Conv", conv, { kind: "add", from })).toMatchObject({ refused: false });
});

test("why nothing can come of it is said, too", () => {
  const to = { node: "first", port: 0 };
  expect(outcomeOf(grown(), "Conv", conv, { kind: "add", to })).toMatchObject({ refused: true });
  expect(outcomeOf(grown(), "Conv", conv, { kind: "add", to: { node: "first", port: 2 } }).says).toMatch(
    /into first/,
  );
});

test("a value of a type that no port takes is connected all the same: its port will say so", () => {
  const max: Making = { kind: "operation", op: "MaxPool", attributes: {} };
  const row = { ...START, tensors: [{ id: "x", dtype: "int8", shape: [64], role: "input" } as const] };
  expect(outcomeOf(row, "MaxPool", max, { kind: "add", from: "x" })).toMatchObject({ refused: false });
});

test("boxes give what comes out of them, each once", () => {
  const document = grown();
  const [made = ""] = tensorsOf(document, ["node:first"]);
  expect(tensorsOf(document, ["value:x", "node:first", "node:first", "group:g", "node:gone"])).toEqual([
    "x",
    made,
  ]);
});

test("types are told as far as they are known", () => {
  expect(typeText({ id: "a", dtype: "int8", shape: [{ symbol: "T", max: 512 }, 4] })).toBe(
    "T×4 int8 (2 KiB)",
  );
  expect(typeText({ id: "a", bytes: 100 })).toBe("100 B");
  expect(typeText({ id: "a", dtype: "string", shape: [2] })).toBe("2 string");
});
