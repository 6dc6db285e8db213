import { beforeEach, expect, test } from "vitest";
import { blankGraph } from "../core/edit/blank.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { ask, askedStore } from "./asking.ts";
import { choose } from "./chosen.ts";
import { askToAdd, askToConnect } from "./growing.ts";
import { select } from "./session.ts";
import { shellStore } from "./shell.ts";
import { spokenStore } from "./spoken.ts";
import { showAfresh } from "./testing/draw.ts";

const NET = textGraph(`
  input x 64
  split: a:32 b:32 = Split(x)
  last: c:32 = Relu(a)
  out c
`);
const asked = () => askedStore.getState().asked;

beforeEach(() => {
  ask(null);
  showAfresh(NET);
  choose([]);
});

test("an operation is asked for after the first output of the one box that is chosen", () => {
  choose(["node:split"]);
  askToAdd(true);
  expect(asked()).toEqual({ kind: "add", from: "a" });
  choose(["value:x"]);
  askToAdd(true);
  expect(asked()).toEqual({ kind: "add", from: "x" });
  choose(["output:c"]);
  askToAdd(true);
  expect(asked()).toEqual({ kind: "add", from: "c" });
});

test("after nothing when asked so, and when none, many or a group is chosen", () => {
  choose(["node:split"]);
  askToAdd(false);
  expect(asked()).toEqual({ kind: "add" });
  for (const keys of [[], ["node:split", "node:last"], ["group:g"]] as const) {
    choose(keys);
    askToAdd(true);
    expect(asked()).toEqual({ kind: "add" });
  }
});

test("a connection begins at the one output, at a tensor that is selected, or asks which of several", () => {
  choose(["node:last"]);
  askToConnect();
  expect(asked()).toEqual({ kind: "connect", from: "c" });
  choose(["node:split"]);
  askToConnect();
  expect(asked()).toEqual({ kind: "connect", from: "a", of: ["a", "b"] });
  choose([]);
  select({ kind: "tensor", index: NET.tensors.findIndex(({ id }) => id === "b") });
  askToConnect();
  expect(asked()).toEqual({ kind: "connect", from: "b" });
});

test("where there is nothing to connect or no graph, it is said and nothing is asked", () => {
  askToConnect();
  expect(asked()).toBeNull();
  expect(spokenStore.getState().text).toMatch(/^Choose/);
  showAfresh({ format: "memplan", version: 1, kind: "lifetimes", name: "l", buffers: [] });
  askToAdd(true);
  expect(asked()).toBeNull();
  expect(shellStore.getState().notice).toMatch(/no graph/);
});

test("a blank drawing can be added to", () => {
  showAfresh(blankGraph("new"));
  askToAdd(true);
  expect(asked()).toEqual({ kind: "add" });
});
