import { expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { matchesOf } from "./matches.ts";
import { planOf } from "./testing/drawn.ts";
import { tintsOf } from "./tints.ts";

const NET = planOf(
  textGraph(`
    input x 100
    conv1: a:1000 = Conv(x)
    relu: b:1000 = Relu(a)
    conv2: c:2000 = Conv(b)
    out c
  `),
);
const TINTS = tintsOf(NET, "operator");

function found(find: string, only: readonly string[]): string[] | null {
  const matches = matchesOf(NET, TINTS, find, only);
  return matches === null ? null : [...matches.found].map((s) => NET.plan.storages.id[s] ?? "");
}

test("without a text and without a class of the legend nothing is looked for", () => {
  expect(found("  ", [])).toBeNull();
  expect(found("", ["op:Gone"])).toBeNull();
});

test("a class is meant alone, more are meant together, and a search holds besides; by start", () => {
  expect(found("", ["op:Conv"])).toEqual(["a", "c"]);
  expect(found("", ["op:Relu", ""])).toEqual(["x", "b"]);
  expect(found("size>1000", ["op:Conv"])).toEqual(["c"]);
  expect(found("relu", ["op:Conv"])).toEqual([]);
  expect(found("relu", ["op:Gone"])).toEqual(["b"]);
});

test("real bytes are counted, and what makes no sense is told", () => {
  expect(matchesOf(NET, TINTS, "op:conv size>", [])).toMatchObject({
    bytes: 3000,
    problem: expect.stringContaining("size>"),
  });
});
