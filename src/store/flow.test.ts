import { expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { fedBy, feeding } from "./flow.ts";

const FORK = {
  ...textGraph(`
  input x 8
  constant w 8
  first: a:8 = A(x w)
  left: b:8 = B(a)
  right: c:8 = C(a x)
  join: d:8 = D(b c)
  out d
`),
  drawing: { groups: [{ id: "g", title: "arms", nodes: ["left", "right"] }] },
};

test("a node feeds its readers and the outputs that it makes", () => {
  expect(fedBy(FORK, ["node:first"])).toEqual(["node:left", "node:right"]);
  expect(fedBy(FORK, ["node:join"])).toEqual(["output:d"]);
});

test("a value feeds its readers, an output feeds nothing", () => {
  expect(fedBy(FORK, ["value:x"])).toEqual(["node:first", "node:right"]);
  expect(fedBy(FORK, ["output:d"])).toEqual([]);
});

test("a node is fed by nodes and by values that no node makes", () => {
  expect(feeding(FORK, ["node:right"])).toEqual(["node:first", "value:x"]);
  expect(feeding(FORK, ["output:d"])).toEqual(["node:join"]);
  expect(feeding(FORK, ["value:x"])).toEqual([]);
});

test("a group feeds what its nodes feed outside of it", () => {
  expect(fedBy(FORK, ["group:g"])).toEqual(["node:join"]);
  expect(feeding(FORK, ["group:g"])).toEqual(["node:first", "value:x"]);
});
