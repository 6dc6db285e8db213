import { expect, test } from "vitest";
import type { MethodSpec } from "../../../document.ts";
import type { EdgeNode } from "../edge/edge.types.ts";
import { DEFAULT_METHOD_OPTIONS, type MethodOptions } from "../method-options.ts";
import { runStages, type Stage, type Stages } from "../stages.ts";
import { smallMethod, withNode, withTensor } from "../testing/small-methods.ts";
import { PASSES } from "./index.ts";

function stagesFor(method: MethodSpec, options: Partial<MethodOptions> = {}): Stages {
  const made = runStages(method, { ...DEFAULT_METHOD_OPTIONS, ...options });
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

function stageOf(method: MethodSpec, id: string, options: Partial<MethodOptions> = {}): Stage {
  const stage = stagesFor(method, options).stages.find((one) => one.id === id);
  if (stage === undefined) throw new Error(`no stage ${id}`);
  return stage;
}

const lines = (nodes: readonly EdgeNode[]) =>
  nodes.map((node) => [node.kind, node.op, ...node.args].join(" "));

test("passes run in the order of to_executorch, planning last, and only what it leaves off by default is off", () => {
  expect(PASSES.map(({ id }) => id).indexOf("write-back")).toBeLessThan(
    PASSES.findIndex(({ id }) => id === "spec-propagation"),
  );
  expect(PASSES.at(-1)?.id).toBe("memory-planning");
  expect(PASSES.filter(({ initial }) => !initial).map(({ id }) => id)).toEqual([
    "reinplace",
    "external-constants",
  ]);
});

const COUNTER = smallMethod(`
  state s 16
  input x 16
  t 16 = add s x
   = copy_ s! t
  y 16 = relu t
  out y
`);

test("what changes state is functional at first, and copied back before the output", () => {
  const { start, stages } = stagesFor(COUNTER);
  expect(lines(start.nodes).slice(2)).toEqual(["call add s x", "call relu n0", "output output n0 n2"]);
  const after = stages.find(({ id }) => id === "write-back")?.graph.nodes ?? [];
  expect(lines(after).slice(4)).toEqual(["call copy_ s n0", "output output copy_ n2"]);
});

test("an enrolled operator writes in place, and then nothing has to be written back", () => {
  const method = smallMethod(`
    state cache 64
    input at 8
    input v 8
     = index_put_ cache! at v
    y 8 = gather cache at
    out y
  `);
  const off = stagesFor(method);
  const on = stagesFor(method, { passes: { reinplace: true } });
  const back = ({ stages }: Stages) => stages.find(({ id }) => id === "write-back")?.changes.length;
  expect([back(off), back(on)]).toEqual([1, 0]);
  const bytes = ({ stages }: Stages) => stages.at(-1)?.after.bytes ?? 0;
  expect(bytes(off) - bytes(on)).toBe(64);
});

test("an operator without a form in place takes over bytes by the right that the document gives", () => {
  const method = withNode(smallMethod("input x 64\na 64 = relu x\nb 64 = Softmax a\nout b"), "n1", {
    mayShare: [{ output: 0, input: 0, how: "inplace" }],
  });
  const { end } = stagesFor(method, { passes: { reinplace: true }, reinplace: "all" });
  const specs = end.nodes.find(({ id }) => id === "n1")?.specs ?? [];
  const base = end.nodes.find(({ id }) => id === "n0")?.specs[0];
  expect(end.specs[specs[0] ?? -1]?.inplaceBase).toBe(base);
});

test("nothing is written over that is read later, through a view too, or that the caller owns", () => {
  const method = smallMethod(`
    input x 64
    a 64 = relu x
    v 64 = view a
    b 64 = relu a
    c 64 = add b v
    out c
  `);
  const { changes } = stageOf(method, "reinplace", { passes: { reinplace: true }, reinplace: ["relu"] });
  expect(changes).toEqual([]);
});

test("a mutating operator comes out of its wrap and writes to its argument", () => {
  const method = smallMethod(`
    state cache 64
    input v 8
    y 8 = my::update_cache v cache!
    out y
  `);
  const { start, stages } = stagesFor(method);
  expect(lines(start.nodes).slice(2)).toEqual([
    "call my::update_cache v cache",
    "getitem getitem n0",
    "getitem getitem n0",
    "output output getitem_1 getitem",
  ]);
  const after = stages.find(({ id }) => id === "remove-auto-functionalized")?.graph.nodes ?? [];
  expect(lines(after).slice(2)).toEqual(["call my::update_cache v cache", "output output cache n0"]);
  expect(stages.find(({ id }) => id === "write-back")?.changes).toEqual([]);
});

test("a view of a view looks at the first base, the one between goes, the rest needs no memory unless returned", () => {
  const method = smallMethod(`
    input x 64
    a 64 = relu x
    v 64 = view a
    w 64 = reshape v
    y 64 = relu w
    z 64 = flatten a
    out y z
  `);
  const { stages, end } = stagesFor(method);
  expect(stages.find(({ id }) => id === "normalize-views")?.changes).toHaveLength(1);
  expect(stages.find(({ id }) => id === "dead-code")?.changes.map(({ at }) => at)).toEqual([["n1"]]);
  const elided = stages.find(({ id }) => id === "elide-views");
  expect(elided?.changes.map(({ at }) => at)).toEqual([["n2", "n0"]]);
  expect((elided?.before.bytes ?? 0) - (elided?.after.bytes ?? 0)).toBe(64);
  expect(end.nodes.filter(({ kind }) => kind === "view").map(({ id }) => id)).toEqual(["n2"]);
});

test("assertions go with what was computed for them", () => {
  const method = smallMethod(`
    input x 64
    ok 1 = ge x x
     = aten._assert_async.msg ok
    y 64 = relu x
    out y
  `);
  expect(stageOf(method, "remove-asserts").changes.map(({ at }) => at)).toEqual([["n1"], ["n0"]]);
  const kept = stagesFor(method, { passes: { "remove-asserts": false } }).end.nodes.map(({ id }) => id);
  expect(kept).toContain("n0");
});

test("an out-variant has an alloc per result right before it, a list one for all, scratch one more", () => {
  const method = withNode(
    smallMethod("input x 64\na 8, b 8 = topk x\nc 32, d 32 = split x\ne 8 = add a c\nout e b d"),
    "n2",
    { workspace: 100 },
  );
  expect(lines(stageOf(method, "out-variants").graph.nodes)).toEqual([
    "placeholder placeholder",
    "alloc alloc",
    "alloc alloc",
    "call topk x alloc alloc_1",
    "getitem getitem n0",
    "getitem getitem n0",
    "alloc alloc",
    "call split x alloc_2",
    "getitem getitem alloc_2",
    "getitem getitem alloc_2",
    "alloc alloc",
    "alloc alloc",
    "call add getitem getitem_2 alloc_3 n2_scratch",
    "output output n2 getitem_1 getitem_3",
  ]);
});

const DYNAMIC = withTensor(
  withTensor(smallMethod("input x 64\ny 64 = relu x\nz 64 = relu y\nout z"), "x", {
    shape: [{ symbol: "T", max: 100 }],
  }),
  "y",
  {
    shape: [{ symbol: "2*T", max: 200 }],
  },
);

test("dynamic sizes become what they are at the most, or in the example, or stay with the runtime and are freed", () => {
  const bytes = (options: Partial<MethodOptions>) =>
    stagesFor(DYNAMIC, options).end.specs.map((spec) => [spec.bytes, spec.dynamism]);
  expect(bytes({}).slice(0, 2)).toEqual([
    [100, "bounded"],
    [200, "bounded"],
  ]);
  expect(bytes({ dynamic: "hint" }).slice(0, 2)).toEqual([
    [100, "bounded"],
    [200, "bounded"],
  ]);
  const { tensors, nodes, outputs } = DYNAMIC;
  const symbols = [{ id: "T", value: 10 }];
  const example = runStages(
    { format: "memplan", version: 1, kind: "graph", name: "dynamic", tensors, nodes, outputs, symbols },
    { ...DEFAULT_METHOD_OPTIONS, dynamic: "hint" },
  );
  if (!example.ok) throw new Error(example.problem.message);
  expect(example.value.end.specs.slice(0, 2).map((spec) => spec.bytes)).toEqual([10, 20]);
  const { end } = stagesFor(DYNAMIC, { dynamic: "runtime" });
  expect(lines(end.nodes).filter((line) => line.startsWith("free"))).toEqual(["free free alloc"]);
});

test("without upper bounds nothing can be allocated for a dynamic shape, and the stages end there", () => {
  const { stages, problem, plans } = stagesFor(DYNAMIC, { passes: { "upper-bounds": false } });
  expect(problem?.code).toBe("alloc-not-concrete");
  expect([stages.at(-1)?.id, plans]).toEqual(["out-variants", false]);
});

test("a pass that lacks another says so, and does nothing", () => {
  const { why, on, changes } = stageOf(COUNTER, "out-variants", { passes: { "spec-propagation": false } });
  expect([on, changes, why]).toEqual([false, [], "It needs the pass “Give out tensor specs”."]);
});

const DELEGATED = withNode(
  withNode(
    smallMethod("input x 64\na 64 = call_delegate x\nb 64 = call_delegate a\nc 64 = relu b\nout c"),
    "n0",
    {
      attributes: { backend: "CudaBackend", target_device: "cuda:0" },
    },
  ),
  "n1",
  { attributes: { backend: "CudaBackend", target_device: "cuda:0" } },
);

test("delegates of a device get copies there and back, and none between each other", () => {
  expect(lines(stageOf(DELEGATED, "device-copies").graph.nodes)).toEqual([
    "placeholder placeholder",
    "call et_copy._h2d_copy x",
    "delegate call_delegate x_on_device",
    "getitem getitem n0",
    "delegate call_delegate getitem",
    "getitem getitem n1",
    "call et_copy._d2h_copy getitem_1",
    "call relu getitem_1_on_host",
    "output output n2",
  ]);
  const tagged = stageOf(DELEGATED, "device-copies", { deviceAware: false }).graph;
  expect(tagged.nodes).toHaveLength(7);
  expect(tagged.specs.filter(({ device }) => device !== null)).toHaveLength(2);
});

test("the original's output keeps the device's tensor where a copy back has come in", () => {
  const method = withNode(smallMethod("input x 64\na 64 = call_delegate x\nout a"), "n0", {
    attributes: { backend: "b", target_device: "cuda" },
  });
  const output = (compat: boolean) => {
    const { nodes } = stageOf(method, "device-copies", { compat }).graph;
    const last = nodes.at(-1);
    return last?.specs[0] === nodes.find(({ id }) => id === last?.args[0])?.specs[0];
  };
  expect([output(true), output(false)]).toEqual([false, true]);
});

test("constants are marked to be stored outside, all or by name", () => {
  const method = smallMethod("constant w 64\nconstant b 8\ninput x 64\ny 64 = linear x w b\nout y");
  const marked = (outside: MethodOptions["outside"]) =>
    stageOf(method, "external-constants", { passes: { "external-constants": true }, outside }).changes.map(
      ({ at }) => at[0],
    );
  expect([marked("all"), marked(["b"]), marked([])]).toEqual([["w", "b"], ["b"], []]);
});

test("a weight with a gradient among the outputs is an output, as its node says or by the gradient's name", () => {
  const method = smallMethod(
    "constant w 64\nconstant u 64\ninput x 64\nw.grad 64 = mul x w\nz 64 = mul x u\nout w.grad z",
  );
  expect(stageOf(method, "weights-to-outputs").graph.nodes.at(-1)?.args).toEqual(["n0", "n1", "w"]);
  const said = withNode(method, "n1", { attributes: { gradient_of: "u" } });
  expect(stageOf(said, "weights-to-outputs").graph.nodes.at(-1)?.args).toEqual(["n0", "n1", "w", "u"]);
});
