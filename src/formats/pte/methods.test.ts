import { expect, test } from "vitest";
import type { Diagnostic, GraphDocument } from "../../core/document.ts";
import { lower } from "../../core/lowered.ts";
import { planDocument } from "../../core/plan.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { shippedFacts } from "../../core/shipped.ts";
import { planShipped } from "../../core/shipped-plan.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { toMethods } from "./methods.ts";
import type { PtePlan } from "./program.types.ts";
import { at, called, method, no, program, unplanned, yes } from "./testing/programs.ts";

function graphOf(...plans: readonly PtePlan[]): GraphDocument {
  const graph = lower(toMethods(program(...plans), "net"));
  if (!graph.ok) throw new Error(graph.problem.message);
  return graph.value;
}

function conflicts(graph: GraphDocument): readonly Diagnostic[] {
  return shippedFacts(graph)?.overlaps ?? [];
}

function findings(graph: GraphDocument, code: string): readonly string[] {
  return (graph.findings ?? []).filter((f) => f.code === code).map((f) => f.message);
}

const CHAIN = { x: at(0), a: at(64), y: at(0) };
const CHAIN_CODE = ["f.out: x -> a", "f.out: a -> y"];
const ENDS = { inputs: "x", outputs: "y" };

test("instructions are nodes, values are tensors named after what writes them", () => {
  const { methods } = toMethods(program(method(CHAIN, CHAIN_CODE, ENDS)), "net");
  expect(methods[0]).toMatchObject({
    id: "forward",
    nodes: [
      { id: "f.out #0", op: "f.out", inputs: ["input 0"], outputs: ["f.out #0"] },
      { id: "f.out #1", op: "f.out", inputs: ["f.out #0"], outputs: ["f.out #1"] },
    ],
    outputs: ["f.out #1"],
    arenas: [{ id: "1", capacity: 128, alignment: 16 }],
    shipped: { title: "ExecuTorch", offsets: { "input 0": 0, "f.out #0": 64, "f.out #1": 0 }, conflicts: [] },
  });
});

test("moves, jumps, calls of backends and frees are nodes, too", () => {
  const values = { p: unplanned(4), x: at(0), r: at(64), y: at(128) };
  const plan = method(values, ["jump p 1", "move x r", "@CoreML r y", "free r"], {
    inputs: "p x",
    outputs: "y",
  });
  const { nodes = [], tensors = [] } = toMethods(program(plan), "net").methods[0] ?? {};
  expect(nodes.map(({ op }) => op)).toEqual(["jump_if_false", "move", "delegate::CoreML", "free"]);
  expect(nodes[1]?.mayShare).toEqual([{ output: 0, input: 0, how: "view" }]);
  expect(tensors.find(({ id }) => id === "input 0")).toMatchObject({ role: "input", external: true });
});

test("two tensors on the same bytes while both are needed are an error that names them and the instruction", () => {
  const graph = graphOf(method({ ...CHAIN, y: at(96) }, CHAIN_CODE, ENDS));
  expect(conflicts(graph)).toMatchObject([
    {
      severity: "error",
      code: "overlap",
      at: ["tensor:forward/f.out #0", "tensor:forward/f.out #1", "node:forward/f.out #1"],
    },
  ]);
  expect(conflicts(graph)[0]?.message).toContain("bytes 96 to 128 of arena 1 at instruction 1 (f.out)");
});

test("an operator that takes over the bytes of what it reads is told, and no conflict", () => {
  const graph = graphOf(method({ ...CHAIN, y: at(64) }, CHAIN_CODE, ENDS));
  expect(conflicts(graph)).toEqual([]);
  expect(findings(graph, "in-place")).toHaveLength(1);
});

test("late reads of what an operator in place changed are a conflict with what was put there", () => {
  const values = { x: at(0), a: at(64), b: at(64), y: at(128) };
  const code = ["f.out: x -> a", "relu_: a", "f.out: x -> b", "f.out: a b -> y"];
  expect(conflicts(graphOf(method(values, code, ENDS)))).toHaveLength(1);
});

const COND = { p: unplanned(4), x: at(192), a: at(0), b: at(0), r: at(64), y: at(128), f: no };
const BRANCHES = ["jump p 4", "f.out: x -> a", "move a r", "jump f 6", "g.out: x -> b", "move b r"];

test("two branches of one cond may use the same bytes, and the plan of the file is shown without blame", () => {
  const graph = graphOf(method(COND, [...BRANCHES, "f.out: r -> y"], { inputs: "p x", outputs: "y" }));
  expect(conflicts(graph)).toEqual([]);
  expect(planShipped(graph)?.plan.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
});

test("the result of a cond that a later one writes over is a conflict", () => {
  const values = { ...COND, c: at(0), d: at(0), q: at(192) };
  const later = ["jump p 10", "f.out: x -> c", "move c q", "jump f 12", "g.out: x -> d", "move d q"];
  const graph = graphOf(
    method(values, [...BRANCHES, ...later, "f.out: r q -> y"], { inputs: "p x", outputs: "y" }),
  );
  // either result of the first meets either of the second
  expect(conflicts(graph)).toHaveLength(4);
});

test("a branch that writes over what an earlier round of a loop brought along is a conflict", () => {
  const values = { ...COND, z: at(256), one: yes };
  const code = [
    "f.out: -> z",
    "move z r",
    "jump p 6",
    "f.out: x -> a",
    "move a r",
    "jump f 9",
    "g.out: x -> b",
    "f.out: r b -> y",
    "move b r",
    "jump one 2",
  ];
  expect(conflicts(graphOf(method(values, code, { inputs: "p x", outputs: "y" })))).toMatchObject([
    { at: ["tensor:forward/f.out #3", "tensor:forward/g.out #6", "node:forward/g.out #6"] },
  ]);
});

test("tensors beyond their arena are an error, room behind the last one is told", () => {
  const small = graphOf(method(CHAIN, CHAIN_CODE, { ...ENDS, arenas: [0, 100] }));
  expect(conflicts(small)).toMatchObject([{ code: "outside-arena", at: ["tensor:forward/f.out #0"] }]);
  const large = graphOf(method(CHAIN, CHAIN_CODE, { ...ENDS, arenas: [0, 192] }));
  expect(findings(large, "unused-tail")[0]).toContain("64 B");
  expect(findings(large, "arena")[0]).toContain("64 B less than it has");
});

test("each tensor lies in its own arena, and arenas do not meet", () => {
  const values = { x: at(0), a: at(0, 64, { arena: 3 }), y: at(64) };
  const plan = method(values, CHAIN_CODE, {
    ...ENDS,
    arenas: [0, 128, 0, 64],
    arenaDevices: [{ arena: 3, type: 1, index: 0 }],
  });
  const graph = graphOf(plan);
  expect(conflicts(graph)).toEqual([]);
  expect(graph.tensors.find(({ id }) => id === "forward/f.out #0")).toMatchObject({
    arena: "forward/3",
    device: "cuda:0",
  });
  const shipped = planShipped(graph)?.plan;
  expect(shipped?.arenas.map(({ id, peak }) => [id, peak])).toEqual([
    ["forward/1", 128],
    ["forward/3", 64],
  ]);
  expect(shipped?.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  expect(shippedFacts(graph)).toMatchObject({ placed: 3, planned: 3, peak: 192 });
});

const STATE = called("cache");

function withState(name: string, offset: number, arena = 2): PtePlan {
  const values = { x: at(0), s: at(offset, 64, { ...STATE, arena }), y: at(64) };
  return method(values, ["copy_: s x", "f.out: s -> y"], { ...ENDS, name, arenas: [0, 128, 64 + offset] });
}

test("state at one place in a memory of its own is one thing for all methods", () => {
  const graph = graphOf(withState("prefill", 16), withState("decode", 16));
  expect(graph.tensors.filter(({ role }) => role === "state")).toMatchObject([
    { id: "shared/cache", arena: "shared/2", offset: 16 },
  ]);
  expect(findings(graph, "shared-state")).toHaveLength(1);
  expect(shippedFacts(graph)?.overlaps).toEqual([]);
  const planned = planDocument(graph, { ...DEFAULT_SETTINGS, state: true }, NO_WATCH);
  expect(planned.ok && planned.value.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
});

test("state that methods have at different places is found out", () => {
  expect(findings(graphOf(withState("a", 16), withState("b", 0)), "same-place")).toHaveLength(1);
  const own = { x: at(0), s: at(64, 64, STATE), y: at(128) };
  const plan = (name: string) => method(own, ["copy_: s x", "f.out: s -> y"], { ...ENDS, name });
  expect(findings(graphOf(plan("a"), plan("b")), "private-state")).toHaveLength(1);
});

test("methods whose names cannot be ids are renamed, not refused", () => {
  const plans = ["", "a/b", "a/b"].map((name) => method(CHAIN, CHAIN_CODE, { ...ENDS, name }));
  expect(toMethods(program(...plans), "net").methods.map(({ id }) => id)).toEqual([
    "unnamed",
    "a|b",
    "a|b~2",
  ]);
});
