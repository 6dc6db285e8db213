import { expect, test } from "vitest";
import { textGraph } from "../../core/testing/text-graph.ts";
import { draw } from "../../store/testing/draw.ts";
import { subjectOf } from "./subject.ts";

const NET = textGraph("input x 8\nrelu: a:8 = Relu(x)\nout a");

test("what is chosen is edited before what is selected, and without either the document", () => {
  const picture = draw(NET);
  const tensor = { kind: "tensor", index: 1 } as const;
  expect(subjectOf(NET, ["node:relu"], picture, tensor)).toEqual({ kind: "node", id: "relu" });
  expect(subjectOf(NET, ["output:a"], picture, tensor)).toEqual({ kind: "tensor", id: "a" });
  expect(subjectOf(NET, ["node:relu", "value:x"], picture, tensor)).toMatchObject({ kind: "many" });
  expect(subjectOf(NET, [], picture, tensor)).toEqual({ kind: "tensor", id: "a" });
  expect(subjectOf(NET, [], picture, null)).toEqual({ kind: "document" });
});

test("storages, pairs and plans without a graph are not edited", () => {
  const picture = draw(NET);
  expect(subjectOf(NET, [], picture, { kind: "storage", index: 0 })).toBeNull();
  expect(subjectOf(NET, [], picture, undefined)).toBeNull();
  expect(subjectOf(null, [], null, null)).toBeNull();
});

test("a selected tensor that was just renamed is still the one, before the plan knows its name", () => {
  const picture = draw(NET);
  const renamed = { ...NET, tensors: NET.tensors.map((t) => (t.id === "a" ? { ...t, id: "b" } : t)) };
  expect(subjectOf(renamed, [], picture, { kind: "tensor", index: 1 })).toEqual({ kind: "tensor", id: "b" });
  const removed = { ...NET, tensors: NET.tensors.filter((t) => t.id !== "a") };
  expect(subjectOf(removed, [], picture, { kind: "tensor", index: 1 })).toBeNull();
});
