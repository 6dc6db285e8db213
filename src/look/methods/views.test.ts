import { expect, test } from "vitest";
import { PASSES } from "../../core/dialects/executorch/passes/index.ts";
import type { MethodSpec, MethodsDocument } from "../../core/document.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { arenaPairs, type FileArena } from "./file-rows.ts";
import { DEFAULT_OPTIONS, WAYS } from "./options.ts";
import { planningView } from "./planning-view.ts";
import { passNodes, stagesView } from "./stages-view.ts";

const CHAIN = textGraph(
  "input x 64\n grow: a:128 = Grow(x)\n cut: b:32 = Cut(a)\n sum: c:64 = Sum(b)\n out c",
);

const STATE = { id: "kept", dtype: "float32", shape: [64], name: "kept" } as const;
const writer: MethodSpec = {
  id: "write",
  tensors: [
    { id: "x", bytes: 64, role: "input" },
    { ...STATE, role: "state" },
  ],
  nodes: [{ id: "keep", op: "Keep", inputs: ["kept", "x"], outputs: [], mutates: [0] }],
  outputs: [],
};
const reader: MethodSpec = {
  id: "read",
  tensors: [
    { ...STATE, role: "constant" },
    { id: "y", bytes: 64 },
  ],
  nodes: [{ id: "look", op: "Look", inputs: ["kept"], outputs: ["y"] }],
  outputs: ["y"],
};
const PROGRAM: MethodsDocument = {
  format: "memplan",
  version: 1,
  kind: "methods",
  name: "program",
  methods: [writer, reader],
  sharing: { policy: "mutable" },
};

function good<T>(made: { ok: true; value: T } | { ok: false; problem: { message: string } }): T {
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

test("the stages are the passes in their order, and each begins with what the one before left", () => {
  const { stages, problem } = good(stagesView(CHAIN, null, DEFAULT_OPTIONS));
  expect(problem).toBeNull();
  expect(stages.map(({ id }) => id)).toEqual(PASSES.map(({ id }) => id));
  for (const [i, stage] of stages.entries()) if (i > 0) expect(stage.before).toEqual(stages[i - 1]?.after);
});

test("what is told of a pass is what its list of nodes shows", () => {
  const { stages } = good(stagesView(CHAIN, null, DEFAULT_OPTIONS));
  for (const stage of stages) {
    const { rows, length } = good(passNodes(CHAIN, null, DEFAULT_OPTIONS, stage.id));
    const of = (mark: string) => rows.filter((row) => row.mark === mark).length;
    expect(length).toBe(stage.after.nodes);
    expect(rows.length - of("removed")).toBe(stage.after.nodes);
    expect(stage.before.nodes - of("removed") + of("added")).toBe(stage.after.nodes);
    if (stage.changeCount === 0) expect(of("added") + of("removed")).toBe(0);
    for (const { life, lifeBefore } of rows)
      for (const one of [life, lifeBefore])
        if (one !== null) {
          expect(one.from).toBeGreaterThanOrEqual(0);
          expect(one.to).toBeGreaterThan(one.from);
          expect(one.to).toBeLessThanOrEqual(length);
        }
  }
});

test("an operator gets an alloc node, reads it besides, and its tensor begins there", () => {
  const { rows } = good(passNodes(CHAIN, null, DEFAULT_OPTIONS, "out-variants"));
  const grow = rows.findIndex(({ id }) => id === "grow");
  const alloc = rows[grow - 1];
  expect(alloc).toMatchObject({ mark: "added", kind: "alloc", bytes: 128 });
  expect(rows[grow]).toMatchObject({ mark: "changed", argsBefore: ["x"], args: ["x", alloc?.id] });
  expect(alloc?.life?.from).toBe(alloc?.position);
});

test("a pass that is off does nothing, and those that need it say so", () => {
  const { stages } = good(
    stagesView(CHAIN, null, { ...DEFAULT_OPTIONS, passes: { "spec-propagation": false } }),
  );
  const stage = (id: string) => stages.find((one) => one.id === id);
  expect(stage("spec-propagation")).toMatchObject({ on: false, changeCount: 0 });
  expect(stage("out-variants")?.why).toMatch(/Give out tensor specs/);
});

test("every way gives a plan of the same tensors, and none goes below the bound", () => {
  const view = good(planningView(CHAIN, null, DEFAULT_OPTIONS, NO_WATCH));
  expect(view.ways.map(({ id }) => id)).toEqual(WAYS.map(({ id }) => id));
  for (const way of view.ways) {
    expect(way.problem).toBeNull();
    expect(way.total).toBe(way.sizes.reduce((sum, bytes) => sum + bytes, 0));
    expect(way.total).toBeGreaterThanOrEqual(view.bound);
  }
  // x 64, a 128, b 32, c 64: nothing is reused
  expect(view.ways.find(({ id }) => id === "naive")?.total).toBe(288);
  expect(view.specs.map(({ name, bytes }) => [name, bytes])).toEqual([
    ["x", 64],
    ["a", 128],
    ["b", 32],
    ["c", 64],
  ]);
});

test("a way that cannot plan says why, and the others stay", () => {
  const memories = [{ bytes: 16 }];
  const view = good(planningView(CHAIN, null, { ...DEFAULT_OPTIONS, way: "gap-greedy", memories }, NO_WATCH));
  expect(view.ways.find(({ id }) => id === "gap-greedy")?.problem?.code).toBe("cannot-fit");
  expect(view.ways.find(({ id }) => id === "greedy")?.problem).toBeNull();
  expect(view.specs.every(({ offset }) => offset === null)).toBe(true);
});

test("what a program shares is planned in neither method, and called by its name in the picture", () => {
  for (const id of ["write", "read"]) {
    const view = good(planningView(PROGRAM, id, DEFAULT_OPTIONS, NO_WATCH));
    expect(view.specs.map(({ name }) => name)).not.toContain("kept");
    expect(view.elsewhere).toEqual({ kept: "shared/kept" });
  }
  const alone = { ...PROGRAM, sharing: { policy: "none" } as const };
  const view = good(planningView(alone, "write", DEFAULT_OPTIONS, NO_WATCH));
  expect(view.specs.map(({ name }) => name)).toContain("kept");
});

test("documents without a graph have no passes", () => {
  const lifetimes = { format: "memplan", version: 1, kind: "lifetimes", name: "l", buffers: [] } as const;
  expect(stagesView(lifetimes, null, DEFAULT_OPTIONS)).toMatchObject({
    ok: false,
    problem: { code: "no-method" },
  });
});

test("arenas of two files are paired by name, and what one lacks stays", () => {
  const arena = (id: string, size: number): FileArena => ({
    id,
    size,
    placed: 1,
    together: size,
    bound: size,
    boundAt: 0,
    end: size,
    ours: null,
    alignment: 16,
  });
  const pairs = arenaPairs([arena("a/1", 64), arena("b/1", 32)], [arena("c/1", 16), arena("a/1", 128)]);
  expect(pairs.map(({ id, here, there }) => [id, here?.size, there?.size])).toEqual([
    ["a/1", 64, 128],
    ["b/1", 32, undefined],
    ["c/1", undefined, 16],
  ]);
});
