import { describe, expect, test } from "vitest";
import { check } from "../../check.ts";
import type { MethodSpec, MethodsDocument, NodeSpec, SharedEntry, TensorSpec } from "../../document.ts";
import { planDocument } from "../../plan.ts";
import { toPlanDocument } from "../../plan-document.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { NO_WATCH } from "../../watch.ts";
import { lowerMethods } from "./lower.ts";
import { programOf } from "./program.ts";
import { changes, method, program, state } from "./testing/programs.ts";

function lowered(document: MethodsDocument) {
  const graph = lowerMethods(document);
  if (!graph.ok) throw new Error(graph.problem.message);
  return graph.value;
}

function problemOf(document: MethodsDocument) {
  const graph = lowerMethods(document);
  if (graph.ok) throw new Error("it was lowered");
  expect(graph.problem.help).not.toBe("");
  return graph.problem;
}

function planOf(document: MethodsDocument) {
  const plan = planDocument(document, DEFAULT_SETTINGS, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  const made = toPlanDocument(plan.value, { name: "", kind: "methods", sha256: "" });
  expect(check(made, document)).toEqual([]);
  return made;
}

const EMPTY: MethodSpec = { id: "m", tensors: [], nodes: [], outputs: [] };

describe("a fault is named with its place", () => {
  const node: NodeSpec = { id: "n", op: "op", inputs: ["ghost"], outputs: [] };
  test.each<[string, MethodsDocument, string, string]>([
    [
      "in a node",
      program([EMPTY, { ...EMPTY, id: "b", nodes: [node] }]),
      "unknown-tensor",
      "methods[1].nodes[0].inputs[0]",
    ],
    [
      "in a body",
      program([{ ...EMPTY, bodies: [{ ...EMPTY, id: "x", nodes: [node] }] }]),
      "unknown-tensor",
      "methods[0].bodies[0].nodes[0].inputs[0]",
    ],
    ["in two methods of one id", program([EMPTY, EMPTY]), "duplicate-id", "methods[1].id"],
    ["in a slash", program([{ ...EMPTY, id: "a/b" }]), "bad-id", "methods[0].id"],
    [
      "in a body that is not there",
      program([{ ...EMPTY, nodes: [{ ...node, inputs: [], bodies: ["x"] }] }]),
      "unknown-body",
      "methods[0].nodes[0].bodies",
    ],
    [
      "in a change of no input",
      program([{ ...EMPTY, nodes: [{ ...node, inputs: [], mutates: [0] }] }]),
      "bad-mutates",
      "methods[0].nodes[0].mutates",
    ],
    [
      "in a name that nobody has",
      program([EMPTY], { policy: "names", names: ["k"] }),
      "unknown-name",
      "sharing.names[0]",
    ],
    [
      "in a member of no method",
      program([EMPTY], { policy: "entries", entries: [{ name: "k", members: { ghost: "k" } }] }),
      "unknown-method",
      "sharing.entries[0].members",
    ],
    [
      "in a member that is no tensor",
      program([EMPTY], { policy: "entries", entries: [{ name: "k", members: { m: "ghost" } }] }),
      "unknown-tensor",
      "sharing.entries[0].members",
    ],
  ])("%s", (_title, document, code, where) => {
    expect(problemOf(document)).toMatchObject({ code, where });
  });
});

describe("methods do not agree, and the state stays their own", () => {
  const k = state("k", 32);
  const two = (first: TensorSpec, second: TensorSpec, entry?: Partial<SharedEntry>) =>
    program(
      [method("a", [first], ["k"]), method("b", [second], ["k"])],
      entry === undefined
        ? { policy: "mutable" }
        : { policy: "entries", entries: [{ name: "k", members: { a: "k", b: "k" }, ...entry }] },
    );
  const f32 = { id: "k", role: "state", dtype: "float32", shape: [8] } as const;
  test.each<[string, MethodsDocument, readonly string[]]>([
    ["size", two(k, state("k", 48)), ["32 B", "48 B"]],
    ["dtype", two(f32, { ...f32, dtype: "int32" }), ["float32", "int32"]],
    ["shape", two(f32, { ...f32, shape: [2, 4] }), ["[8]", "[2,4]"]],
    ["device", two(k, { ...k, device: "cuda:0" }), ["cuda:0"]],
    ["device", two(k, k, { device: "cuda:0" }), ["cuda:0"]],
    ["input", two(k, { ...k, role: "input" }, {}), ["input"]],
    ["external", two(k, { ...k, external: true }), ["caller"]],
    ["placed", two(k, { ...k, offset: 0 }), ["address 0"]],
  ])("about %s", (code, document, words) => {
    const report = programOf(document);
    if (!report.ok) throw new Error(report.problem.message);
    const [left] = report.value.leftOut;
    expect(left).toMatchObject({ name: "k", code, severity: "error" });
    for (const word of words) expect(left?.message).toContain(word);
    expect(report.value.checks).toContainEqual(expect.objectContaining({ code: "reconcile", entry: "k" }));
    expect(report.value.area).toBe(null);
    expect(planOf(document).diagnostics.map((d) => d.code)).toContain(`unshared-${code}`);
  });

  test("about two tensors of one name in a method", () => {
    const twice = { ...method("a", [k, { ...k, id: "l", name: "k" }], ["k"]) };
    const report = programOf(program([twice, method("b", [k], ["k"])], { policy: "mutable" }));
    expect(report.ok && report.value.leftOut[0]).toMatchObject({ code: "twice", methods: ["a"] });
  });

  test("about whether anybody changes it, unless it is shared all the same", () => {
    const reads = ["a", "b"].map((id) => method(id, [k], []));
    const entry = { name: "k", members: { a: "k", b: "k" } };
    const report = (forced: object) =>
      programOf(program(reads, { policy: "entries", entries: [{ ...entry, ...forced }] }));
    const left = report({});
    expect(left.ok && left.value.leftOut[0]).toMatchObject({ code: "constant", severity: "warning" });
    const kept = report({ forced: true });
    expect(kept.ok && kept.value.entries.map((e) => e.name)).toEqual(["k"]);
  });

  test("policies take what they say", () => {
    const document = [method("a", [k, state("own", 8)], ["k", "own"]), method("b", [k], [])];
    const names = (sharing: MethodsDocument["sharing"]) => {
      const report = programOf(program(document, sharing));
      return report.ok ? report.value.entries.map((e) => e.name) : report.problem.code;
    };
    expect(names(undefined)).toEqual([]);
    expect(names({ policy: "none" })).toEqual([]);
    expect(names({ policy: "mutable" })).toEqual(["k", "own"]);
    expect(names({ policy: "mutable-in-two" })).toEqual(["k"]);
    expect(names({ policy: "names", names: ["own"] })).toEqual(["own"]);
  });
});

describe("methods in one graph", () => {
  test("run one after the other, and nothing but state outlives its own", () => {
    const io: MethodSpec = {
      ...EMPTY,
      tensors: [
        { id: "x", bytes: 16, role: "input" },
        { id: "y", bytes: 16 },
      ],
      nodes: [{ id: "n", op: "op", inputs: ["x"], outputs: ["y"], workspace: 8 }],
      outputs: ["y"],
    };
    const document = program([
      { ...io, id: "a" },
      { ...io, id: "b" },
    ]);
    const plan = planOf(document);
    expect(plan.order).toEqual(["a/begin", "a/n", "a/end", "b/begin", "b/n", "b/end"]);
    const lives = Object.entries(plan.tensors).map(([id, t]) => [id, t.arena, t.start, t.end]);
    expect(lives.filter(([id]) => String(id).startsWith("b/"))).toEqual([
      ["b/x", "b/1", 3, 5],
      ["b/y", "b/1", 4, 6],
      ["b/workspace:n", "b/1", 4, 5],
    ]);
  });

  test("change state where the document has the change, though no value says so", () => {
    const document = program([
      {
        ...EMPTY,
        tensors: [state("k", 8), { id: "late", bytes: 8 }, { id: "old", bytes: 8 }, { id: "new", bytes: 8 }],
        nodes: [
          { id: "before", op: "read", inputs: ["k"], outputs: ["old"] },
          changes("k", "late"),
          { id: "after", op: "read", inputs: ["k"], outputs: ["new"] },
          { id: "make", op: "make", inputs: [], outputs: ["late"] },
        ],
      },
    ]);
    expect(planOf(document).order).toEqual([
      "m/begin",
      "m/before",
      "m/make",
      "m/write k",
      "m/after",
      "m/end",
    ]);
  });

  test("have what a node runs behind it, its bodies in the same bytes, beside what lives on", () => {
    const body = (id: string): MethodSpec => ({
      ...EMPTY,
      id,
      tensors: [
        { id: "in", bytes: 16, role: "input" },
        { id: "out", bytes: 48 },
      ],
      nodes: [{ id: "work", op: "op", inputs: ["in"], outputs: ["out"] }],
      outputs: ["out"],
    });
    const plan = planOf(
      program([
        {
          ...EMPTY,
          tensors: [
            { id: "x", bytes: 16, role: "input" },
            { id: "y", bytes: 48 },
          ],
          nodes: [{ id: "if", op: "cond", inputs: ["x"], outputs: ["y"], bodies: ["yes", "no"] }],
          outputs: ["y"],
          bodies: [body("yes"), body("no")],
        },
      ]),
    );
    expect(plan.order).toEqual([
      "m/begin",
      "m/if",
      ...["yes", "no"].flatMap((id) => ["begin", "work", "end"].map((n) => `m/if/${id}/${n}`)),
      "m/end",
    ]);
    // x and y stay to the end of the last body; the bodies' 64 B follow each other
    expect(plan.arenas).toMatchObject([{ id: "m/1", peak: 16 + 48 + 64 }]);
  });

  test("look at shared state through views, which lie in it", () => {
    const k = state("k", 32);
    const look: NodeSpec = {
      id: "look",
      op: "slice",
      inputs: ["k"],
      outputs: ["half"],
      mayShare: [{ output: 0, input: 0, how: "view", byteOffset: 16 }],
    };
    const write: NodeSpec = { id: "w", op: "copy_", inputs: ["half"], outputs: [], mutates: [0] };
    const viewing: MethodSpec = { ...EMPTY, tensors: [k, { id: "half", bytes: 16 }], nodes: [look, write] };
    const document = program([viewing, method("b", [k], [])], { policy: "mutable" });
    const plan = planOf(document);
    expect(plan.tensors["m/half"]).toMatchObject({ storage: "shared/k", arena: "shared/2", offset: 16 });
    const report = programOf(document);
    expect(report.ok && report.value.entries[0]?.members.map((m) => m.use)).toEqual(["mutated", "read"]);
    expect(report.ok && report.value.checks.filter((c) => c.severity === "error")).toEqual([]);
  });

  test("may be called as shared things are", () => {
    const document = program([method("shared", [state("k", 8)], ["k"])], { policy: "mutable" });
    expect(lowered(document).tensors[0]?.id).toBe("shared+/k");
    planOf(document);
  });
});

test("places of a file are held against the same checks", () => {
  const placed = (id: string, offset: number): MethodSpec => ({
    ...method(id, [state("k", 32, { arena: "2" })], ["k"]),
    arenas: [
      { id: "1", alignment: 16 },
      { id: "2", alignment: 16, capacity: 64 },
    ],
    shipped: { title: "a file", offsets: { k: offset } },
  });
  const wrong = (second: number) => {
    const report = programOf(program([placed("a", 0), placed("b", second)], { policy: "mutable" }));
    if (!report.ok) throw new Error(report.problem.message);
    expect(report.value.verdicts.every((v) => v.failed === 0)).toBe(true);
    return report.value.shipped?.verdicts.flatMap((v) => (v.failed > 0 ? [v.code] : []));
  };
  expect(wrong(0)).toEqual([]);
  expect(wrong(16)).toEqual(["same-place"]);
  expect(wrong(8)).toEqual(["same-place", "aligned"]);
  expect(wrong(48)).toEqual(["same-place", "size"]);
});
