import { expect, test } from "vitest";
import { lifetimesOf, type RootLife } from "./lives.ts";
import type { PtePlan } from "./program.types.ts";
import { loweredLives } from "./testing/lowered-lives.ts";
import { at, called, constant, method, no, program, unplanned, yes } from "./testing/programs.ts";

/** `x -1..0` for each tensor that owns its bytes, by the names of the method's values; the lowered graph must agree. */
function lives(names: readonly string[], plan: PtePlan): readonly string[] {
  const whole = program(plan);
  for (const { root, tensor, first, last } of loweredLives(whole)) {
    const N = plan.chains[0]?.instructions.length ?? 0;
    const expected = [Math.min(root.first, N - 1), root.last];
    expect([tensor, first, last]).toEqual([tensor, ...expected]);
  }
  return lifetimesOf(whole, "forward").map((root) => `${names[root.value]} ${say(root)}`);
}

function say({ first, last, kind }: RootLife): string {
  return `${first}..${last}${kind === "state" || kind === "scratch" ? ` ${kind}` : ""}`;
}

function of(...[values, code, rest]: Parameters<typeof method>): readonly string[] {
  return lives(Object.keys(values), method(values, code, rest));
}

test("inputs live from before the first instruction, outputs to after the last", () => {
  expect(
    of({ x: at(0), w: constant, a: at(64), y: at(0) }, ["f.out: x w -> a", "f.out: a -> y"], {
      inputs: "x",
      outputs: "y",
    }),
  ).toEqual(["x -1..0", "a 0..1", "y 1..2"]);
});

test("an input that nothing reads lives before the first instruction only", () => {
  expect(of({ x: at(0), y: at(0) }, ["f.out: -> y"], { inputs: "x", outputs: "y" })).toEqual([
    "x -1..-1",
    "y 0..1",
  ]);
});

test("an input that is handed back lives throughout", () => {
  expect(of({ x: at(0), y: at(64) }, ["f.out: -> y"], { inputs: "x", outputs: "x y" })).toEqual([
    "x -1..1",
    "y 0..1",
  ]);
});

test("a view without an instruction is the value at its place, and keeps it", () => {
  const values = { x: at(64), a: at(0), v: at(0, 64, { sizes: [4, 4] }), b: at(128), y: at(64) };
  expect(
    of(values, ["f.out: x -> a", "f.out: x -> b", "f.out: v b -> y"], { inputs: "x", outputs: "y" }),
  ).toEqual(["x -1..1", "a 0..2", "b 1..2", "y 2..3"]);
});

test("a view of an input, and an output that is a view, keep what they look at", () => {
  const values = { x: at(0), v: at(0, 64, { sizes: [4, 4] }), a: at(64), w: at(64, 64, { sizes: [2, 8] }) };
  expect(of(values, ["g.out: -> a", "f.out: v -> a"], { inputs: "x", outputs: "w" })).toEqual([
    "x -1..1",
    "a 0..2",
  ]);
});

test("a view made at run time keeps its base, whether it was planned or not", () => {
  const values = { x: at(0), v: unplanned(), n: { kind: "Null" as const }, a: at(64), y: at(128) };
  expect(
    of(values, ["executorch_prim::et_view.default! x n v", "f.out: -> a", "f.out: v a -> y"], {
      inputs: "x",
      outputs: "y",
    }),
  ).toEqual(["x -1..2", "a 1..2", "y 2..3"]);
});

test("an operator in place goes on with the same bytes", () => {
  const values = { x: at(64), a: at(0), y: at(64) };
  expect(
    of(values, ["f.out: x -> a", "aten::relu_: a", "f.out: -> y", "g.out: a -> y"], {
      inputs: "x",
      outputs: "y",
    }),
  ).toEqual(["x -1..0", "a 0..3", "y 2..4"]);
});

test("what has a name or data and a place is state: it lives throughout", () => {
  const values = {
    x: at(0),
    k: at(64, 64, called("cache.k")),
    w: at(128, 64, { dataIndex: 1 }),
    v: at(64, 64, { sizes: [4, 4] }),
    y: at(192),
  };
  expect(of(values, ["aten::copy_: k x", "f.out: w v -> y"], { inputs: "x", outputs: "y" })).toEqual([
    "x -1..0",
    "k -1..2 state",
    "w -1..2 state",
    "y 1..2",
  ]);
});

test("what is read before anything wrote it is state, or scratch where one instruction alone uses it", () => {
  const values = { x: at(0), s: at(64), t: at(128), y: at(192) };
  expect(of(values, ["f.out: x s t -> y", "f.out: y s -> y"], { inputs: "x", outputs: "y" })).toEqual([
    "x -1..0",
    "s -1..2 state",
    "t 0..0 scratch",
    "y 0..2",
  ]);
});

test("of a call into a backend, what exists is read and the rest is written", () => {
  const values = { x: at(0), a: at(64), b: at(128), y: at(0) };
  expect(of(values, ["@XnnpackBackend x a b", "f.out: b -> y"], { inputs: "x", outputs: "y" })).toEqual([
    "x -1..0",
    "a 0..0",
    "b 0..1",
    "y 1..2",
  ]);
});

test("members of lists are read and written one by one", () => {
  const values = {
    x: at(0),
    a: at(64),
    b: at(128),
    ab: { kind: "list" as const, of: ["a", "b"] },
    y: at(0),
  };
  expect(
    of(values, ["split.out! x a b ab", "f.out: a -> y", "cat.out: ab -> y"], { inputs: "x", outputs: "y" }),
  ).toEqual(["x -1..0", "a 0..2", "b 0..2", "y 1..3"]);
});

const COND = {
  p: unplanned(4),
  x: at(0),
  a: at(64),
  b: at(64),
  r: at(128),
  y: at(192),
  f: no,
};
const BRANCHES = [
  "jump p 4",
  "f.out: x -> a",
  "move a r",
  "jump f 6",
  "g.out: x -> b",
  "move b r",
  "f.out: r -> y",
];

test("a result moved by handle keeps the bytes that it stands for, and its own stay idle", () => {
  expect(of(COND, BRANCHES, { inputs: "p x", outputs: "y" })).toEqual([
    "x -1..4",
    "a 1..6",
    "b 4..6",
    "y 6..7",
  ]);
});

test("what a loop needs in its next round is kept to the jump back", () => {
  // 0 init, 1 use w, 2 step in place, 3 jump back to 1, 4 read
  const values = { x: at(0), w: at(64), c: at(128), t: at(192), y: at(0), p: yes };
  expect(
    of(values, ["f.out: x -> w", "f.out: w -> t", "f.out: t -> c", "jump p 1", "f.out: c -> y"], {
      inputs: "x",
      outputs: "y",
    }),
  ).toEqual(["x -1..0", "w 0..3", "c 2..4", "t 1..2", "y 4..5"]);
});

test("rows are gathered in bytes that the loop has from its start", () => {
  const values = {
    x: at(0),
    row: at(64, 16),
    r: at(80, 16),
    all: at(128),
    i: { kind: "Int" as const, value: 0 },
    y: at(0),
    p: yes,
  };
  expect(
    of(
      values,
      [
        "aten::sym_size.int! x i i",
        "aten::select_copy.int_out: x -> row",
        "f.out: row -> r",
        "executorch_prim::et_copy_index.tensor! all r i",
        "jump p 1",
        "f.out: all -> y",
      ],
      { inputs: "x", outputs: "y" },
    ),
  ).toEqual(["x -1..4", "row 1..2", "r 2..3", "all 1..5", "y 5..6"]);
});

test("a method without instructions has its state and its inputs", () => {
  expect(
    lifetimesOf(program(method({ s: at(0, 64, called("s")) }, [], { outputs: "s" })), "forward"),
  ).toMatchObject([{ first: -1, last: 0, kind: "state" }]);
  expect(lifetimesOf(program(), "forward")).toEqual([]);
});
