import { expect, test } from "vitest";
import type { MethodSpec } from "../../document.ts";
import { DEFAULT_METHOD_OPTIONS, METHOD_OPTIONS, type MethodOptions } from "./method-options.ts";
import { type MethodPlanned, type Planned, planMethod } from "./plan-method.ts";
import { smallMethod, withNode, withTensor } from "./testing/small-methods.ts";

const QUICK = { budget: 1000, seed: 1, place: "greedy-by-size" };

function made(
  method: MethodSpec,
  options: Partial<MethodOptions> = {},
): MethodPlanned & { readonly planned: Planned } {
  const result = planMethod(method, { ...DEFAULT_METHOD_OPTIONS, ...options }, QUICK);
  if (!result.ok) throw new Error(result.problem.message);
  const { planned } = result.value;
  if (planned === null) throw new Error("not planned");
  return { ...result.value, planned };
}

function problemOf(method: MethodSpec, options: Partial<MethodOptions> = {}): string {
  const result = planMethod(method, { ...DEFAULT_METHOD_OPTIONS, ...options }, QUICK);
  return result.ok ? "" : result.problem.code;
}

const codes = ({ findings }: MethodPlanned) => findings.map(({ severity, code }) => `${severity} ${code}`);

test("reads after a write in place are lost by the original: another tensor comes to lie there, and it is shown", () => {
  const method = smallMethod(`
    input x 64
    a 64 = mul x x
    b 64 = add a x
    c 64 = exp x
    d 64 = exp c
    y 64 = mul b d
    out y
  `);
  const options = { passes: { reinplace: true }, reinplace: ["add"] };
  const original = made(method, options);
  expect(codes(original)).toContain("error inplace-late-reads");
  const repaired = made(method, { ...options, compat: false });
  expect(repaired.findings).toEqual([]);
  expect(repaired.planned.totals.main).toBe(original.planned.totals.repaired);
});

test("of many late reads the first are told and the others counted", () => {
  const many = Array.from({ length: 60 }, (_, i) => i);
  const method = smallMethod(
    [
      "input x 64",
      "a 6400 = mul x x",
      "b 6400 = add a x",
      ...many.map((i) => `c${i} 64 = exp x`),
      ...many.map((i) => `y${i} 64 = mul b c${i}`),
      "out y0",
    ].join("\n"),
  );
  const options = { passes: { reinplace: true, "dead-code": false }, reinplace: ["add"] };
  const late = made(method, options).findings.filter(({ code }) => code === "inplace-late-reads");
  expect(late).toHaveLength(51);
  expect(late.at(-1)?.message).toMatch(/^And \d+ more/);
});

test("a view of what was written in place is of the bytes that it was written over, and keeps them", () => {
  const method = smallMethod(`
    input x 64
    a 64 = mul x x
    b 64 = add a x
    v 64 = view b
    c 64 = exp x
    y 64 = mul v c
    out y
  `);
  const options = { passes: { reinplace: true }, reinplace: ["add"] };
  for (const compat of [true, false]) {
    const { planned } = made(method, { ...options, compat });
    const { planned: specs, graph } = planned.main;
    expect(specs.map(({ name }) => name)).toEqual(["x", "a", "c", "y"]);
    const reader = graph.nodes.findIndex(({ from }) => from === "n4");
    expect(specs[1]?.last).toBeGreaterThanOrEqual(reader);
  }
});

test("giving back what the runtime has made keeps nothing else alive", () => {
  const method = smallMethod(`
    input x 64
    a 64, u 64 = call_delegate x
    v 64 = exp a
    w 64 = exp v
    y 64 = mul w u
    out y
  `);
  const open = withTensor(method, "u", { shape: [{ symbol: "n", max: 64 }] });
  const { main } = made(open, { dynamic: "runtime" }).planned;
  expect(main.graph.nodes.map(({ kind }) => kind)).toContain("free");
  const first = main.planned.find(({ name }) => name === "a");
  expect(first?.last).toBe(main.graph.nodes.findIndex(({ from, kind }) => from === "n1" && kind === "call"));
});

test("bytes that are taken over unchecked are found where a third tensor lives there", () => {
  const base = smallMethod(`
    input x 64
    a 64 = mul x x
    b 64 = Softmax a
    c 64 = exp x
    d 64 = exp c
    y 64 = mul b d
    out y
  `);
  const method = withNode(base, "n1", { mayShare: [{ output: 0, input: 0, how: "inplace" }] });
  const options = { passes: { reinplace: true }, reinplace: ["softmax"] };
  expect(codes(made(method, options))).toContain("error inplace-base-unchecked");
  expect(made(method, { ...options, compat: false }).findings).toEqual([]);
});

test("a written-back buffer leaves a stale output, with bytes that nobody writes", () => {
  const method = smallMethod("state s 16\ninput x 16\nt 16 = add s x\n = copy_ s! t\nout t");
  expect(codes(made(method))).toEqual(["warning stale-output"]);
  expect(made(method, { compat: false }).findings).toEqual([]);
});

const branch = (id: string) => smallMethod("input p 64\nq 64 = relu p\nout q", { id });
const TWO_CONDS = smallMethod(
  "input c 1\ninput x 64\na 64 = cond c x\nb 64 = cond c x\ny 64 = add a b\nout y",
  {
    bodies: [branch("yes"), branch("no"), branch("yes2"), branch("no2")],
  },
);

test("the result of a condition is found where the next one writes over it", () => {
  const method = withNode(withNode(TWO_CONDS, "n0", { bodies: ["yes", "no"] }), "n1", {
    bodies: ["yes2", "no2"],
  });
  const planned = made(method, { compat: false });
  expect(codes(planned)).toEqual(["error cond-by-handle"]);
  expect(planned.findings[0]?.at).toEqual(["node:n0", "node:n1"]);
  expect(planned.planned.main.options.baseSizes).toEqual([0, 64]);
  const once = withNode(
    smallMethod("input c 1\ninput x 64\na 64 = cond c x\ny 64 = relu a\nout y", {
      bodies: [branch("yes"), branch("no")],
    }),
    "n0",
    { bodies: ["yes", "no"] },
  );
  expect(made(once).findings).toEqual([]);
});

test("a map's body has its inputs planned, a condition's has not, and all bodies share the low end", () => {
  const one = (op: string, bodies: MethodSpec[]) =>
    made(
      withNode(smallMethod(`input c 1\ninput x 64\na 64 = ${op} c x\nout a`, { bodies }), "n0", {
        bodies: bodies.map(({ id }) => id),
      }),
    );
  expect(one("map", [branch("f")]).planned.main.options.baseSizes).toEqual([0, 128]);
  expect(one("scan", [branch("f")]).planned.main.options.baseSizes).toEqual([0, 128]);
  expect(one("while_loop", [branch("f"), branch("g")]).planned.main.options.baseSizes).toEqual([0, 64]);
  const { main } = one("cond", [branch("f"), branch("g")]).planned;
  expect(main.plan.placement.every(({ offset }) => offset >= 64)).toBe(true);
});

test("bodies lie in one another", () => {
  const inner = branch("inner");
  const outer = withNode(
    smallMethod("input p 64\nq 64 = map p\nout q", { id: "outer", bodies: [inner] }),
    "n0",
    { bodies: ["inner"] },
  );
  const method = withNode(smallMethod("input x 64\ny 64 = map x\nout y", { bodies: [outer] }), "n0", {
    bodies: ["outer"],
  });
  const { main, totals } = made(method).planned;
  expect(main.bodies.outer?.options.baseSizes).toEqual([0, 128]);
  expect([main.options.baseSizes, totals.main, totals.ours]).toEqual([[0, 256], 384, 384]);
});

test("a body that is not there is refused", () => {
  expect(problemOf(withNode(TWO_CONDS, "n0", { bodies: ["maybe"] }))).toBe("unknown-body");
});

test("an XNNPACK delegate adds 64 bytes to each arena, other backends none", () => {
  const sizes = (backend: string) =>
    made(
      withNode(smallMethod("input x 64\ny 64 = call_delegate x\nout y"), "n0", { attributes: { backend } }),
    ).planned.main.plan.sizes;
  expect([sizes("XnnpackBackend"), sizes("VulkanBackend")]).toEqual([
    [0, 192],
    [0, 128],
  ]);
});

test("inputs, outputs and mutable buffers are planned or not, as asked for", () => {
  const method = smallMethod("state s 16\ninput x 32\nt 16 = add s x\n = copy_ s! t\ny 64 = relu t\nout y x");
  const names = (options: Partial<MethodOptions>) =>
    made(method, { compat: false, ...options }).planned.main.planned.map(({ name }) => name);
  expect(names({})).toEqual(["s", "x", "t", "y"]);
  expect(names({ allocInputs: false })).toEqual(["s", "t", "y"]);
  expect(names({ allocOutputs: false })).toEqual(["t"]);
  expect(names({ allocMutableBuffers: false })).toEqual(["x", "t", "y"]);
});

test("shared state is withheld, with everything else in arena 1, and needs planned buffers", () => {
  const method = smallMethod(
    "state s 16\nstate r 16\ninput x 16\nt 16 = add s x\n = copy_ s! t\ny 16 = add t r\nout y",
  );
  const { main } = made(method, { shareMutable: true }).planned;
  expect(main.withheld.map((spec) => main.graph.specs[spec]?.name)).toEqual(["s"]);
  const both = made(method, { shareMutable: true, stateElsewhere: ["r"] }).planned.main;
  expect(both.withheld.map((spec) => both.graph.specs[spec]?.name)).toEqual(["s", "r"]);
  expect(made(method, { stateElsewhere: ["r"], compat: false }).planned.main.planned[1]).toMatchObject({
    name: "r",
    first: 0,
  });
  expect(problemOf(method, { shareMutable: true, allocMutableBuffers: false })).toBe("sharing-unplanned");
  const pinned = withTensor({ ...method, arenas: [{ id: "1" }, { id: "3" }] }, "t", { arena: "3" });
  expect(problemOf(pinned, { shareMutable: true })).toBe("not-default-arena");
  expect(made(pinned).planned.main.plan.sizes).toHaveLength(4);
});

test("a method that reads and writes shared state takes in arena 1 what ExecuTorch gives it, the stale output included", () => {
  const method = smallMethod(`
    input x 4
    state s 16
    constant c 8
    a 16 = add s x
    d 4 = to_dim_order c
    v 16 = view a
    y 16 = mul v d
     = copy_ s! a
    out y
  `);
  expect(made(method, { shareMutable: true }).planned.main.plan.sizes).toEqual([0, 48]);
  expect(made(method).planned.main.plan.sizes).toEqual([0, 64]);
});

test("somebody else's memory is no part of the plan", () => {
  const method = withTensor(smallMethod("input x 32\ny 64 = relu x\nout y"), "x", { external: true });
  expect(made(method).planned.main.planned.map(({ name }) => name)).toEqual(["y"]);
});

test("the difference is what our planner saves on the same lives, and never below the bound", () => {
  const method = smallMethod(`
    input x 48
    a 80 = f x
    b 48 = f x
    c 96 = f a
    d 32 = f b c
    e 64 = f d c
    y 16 = f e
    out y
  `);
  const { totals, difference } = made(method).planned;
  expect(totals.main - totals.ours).toBe(difference);
  expect(totals.lowerBound).toBeLessThanOrEqual(totals.ours);
  expect(totals.ours).toBeLessThanOrEqual(totals.repaired);
});

test("bodies on a device, and arenas chosen beside devices, are refused", () => {
  const body = withTensor(branch("f"), "q", { device: "cuda" });
  expect(
    problemOf(
      withNode(smallMethod("input x 64\ny 64 = map x\nout y", { bodies: [body] }), "n0", { bodies: ["f"] }),
    ),
  ).toBe("device-in-body");
  const mixed = withTensor(
    withTensor(
      { ...smallMethod("input x 64\na 64 = f x\ny 64 = f a\nout y"), arenas: [{ id: "1" }, { id: "2" }] },
      "a",
      { arena: "2" },
    ),
    "y",
    { device: "cuda:0" },
  );
  expect(problemOf(mixed)).toBe("devices-with-pools");
});

test("the table of options has the defaults that are planned with", () => {
  for (const option of METHOD_OPTIONS) {
    const initial = DEFAULT_METHOD_OPTIONS[option.id];
    expect([option.id, Array.isArray(initial) ? initial.join(",") : initial]).toEqual([
      option.id,
      option.initial,
    ]);
  }
});
