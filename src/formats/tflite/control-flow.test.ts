import fc from "fast-check";
import { expect, test } from "vitest";
import type { GraphDocument } from "../../core/document.ts";
import { readGraph } from "../../core/graph.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { sourceFromBytes } from "../source.ts";
import { readTflite } from "./index.ts";
import {
  buildTflite,
  type ModelSketch,
  type OperatorSketch,
  type SubgraphSketch,
} from "./testing/build-tflite.ts";
import { clockLifetimes } from "./testing/clock.ts";
import { dump } from "./testing/dump.ts";

async function read(...subgraphs: readonly SubgraphSketch[]): Promise<GraphDocument> {
  const result = await readTflite(sourceFromBytes("net.tflite", buildTflite({ subgraphs })), NO_WATCH);
  if (!result.ok) throw new Error(result.problem.message);
  if (result.value.kind !== "graph") throw new Error("a graph was expected");
  const graph = readGraph(result.value);
  expect(graph.ok ? "sound" : graph.problem.message).toBe("sound");
  return result.value;
}

function values(...names: readonly string[]): SubgraphSketch["tensors"] {
  return names.map((name) => ({ name, shape: [16] }));
}

const DOUBLE: SubgraphSketch = {
  name: "double",
  tensors: values("a", "b"),
  inputs: [0],
  outputs: [1],
  operators: [{ op: "ADD", inputs: [0, 0], outputs: [1] }],
};

test("IF runs its branches in turn between itself and the readers of its result", async () => {
  const document = await read(
    {
      tensors: values("c", "x", "y", "z"),
      inputs: [0, 1],
      outputs: [3],
      operators: [
        { op: "IF", inputs: [0, 1], outputs: [2], options: [1, 2] },
        { op: "NEG", inputs: [2], outputs: [3] },
      ],
    },
    DOUBLE,
    { name: "keep", tensors: values("k"), inputs: [0], outputs: [0], operators: [] },
  );
  expect(dump(document)).toBe(`\
input c: int8[16]
input x: int8[16]
value y: int8[16]
value z: int8[16]
value double/a: int8[16]
value double/b: int8[16]
value keep/k: int8[16]
value IF:0/token: int8[0]
value IF:0/then/exit/token: int8[0]
value IF:0/else/exit/token: int8[0]
IF:0: c, x → y, IF:0/token
IF:0/then/enter (ENTER): IF:0/token → double/a
double/ADD:0 (ADD): double/a, double/a → double/b inplace 0←0 inplace 0←1
IF:0/then/exit (EXIT): double/b → IF:0/then/exit/token
IF:0/else/enter (ENTER): IF:0/then/exit/token → keep/k
IF:0/else/exit (EXIT): keep/k, c, x, y → IF:0/else/exit/token
NEG:1: y, IF:0/else/exit/token → z inplace 0←0
outputs: z`);
});

test("WHILE holds what it reads and makes until its body has run, and bodies keep operators without inputs inside", async () => {
  const document = await read(
    {
      tensors: values("x", "y"),
      inputs: [0],
      outputs: [1],
      operators: [{ op: "WHILE", inputs: [0], outputs: [1], options: [1, 2] }],
    },
    {
      tensors: values("i", "limit", "go"),
      inputs: [0],
      outputs: [2],
      operators: [
        { op: "RANDOM_UNIFORM", inputs: [], outputs: [1] },
        { op: "LESS", inputs: [0, 1], outputs: [2] },
      ],
    },
    {
      tensors: values("i", "j", "log"),
      inputs: [0],
      outputs: [1],
      operators: [
        { op: "ADD", inputs: [0, 0], outputs: [1] },
        { op: "trace", inputs: [0], outputs: [2] },
      ],
    },
  );
  expect(dump(document)).toBe(`\
input x: int8[16]
value y: int8[16]
value sg1/i: int8[16]
value sg1/limit: int8[16]
value sg1/go: int8[16]
value sg2/i: int8[16]
value sg2/j: int8[16]
value sg2/log: int8[16]
value WHILE:0/token: int8[0]
value WHILE:0/cond/exit/token: int8[0]
value WHILE:0/cond/enter/token: int8[0]
value sg2/trace:1/token: int8[0]
WHILE:0: x → y, WHILE:0/token
WHILE:0/cond/enter (ENTER): WHILE:0/token → sg1/i, WHILE:0/cond/enter/token
sg1/RANDOM_UNIFORM:0 (RANDOM_UNIFORM): WHILE:0/cond/enter/token → sg1/limit
sg1/LESS:1 (LESS): sg1/i, sg1/limit → sg1/go
WHILE:0/cond/exit (EXIT): sg1/go → WHILE:0/cond/exit/token
WHILE:0/body/enter (ENTER): WHILE:0/cond/exit/token → sg2/i
sg2/ADD:0 (ADD): sg2/i, sg2/i → sg2/j inplace 0←0 inplace 0←1
sg2/trace:1 (trace): sg2/i → sg2/log, sg2/trace:1/token
WHILE:0/body/exit (EXIT): sg2/j, x, y, sg2/trace:1/token → 
outputs: y
info custom-operators:`);
});

test("CALL_ONCE runs the initialisation of variables behind itself", async () => {
  const document = await read(
    {
      tensors: [...values("x", "y"), { name: "handle", type: 13 }],
      inputs: [0],
      outputs: [1],
      operators: [
        { op: "CALL_ONCE", inputs: [], outputs: [], options: [1] },
        { op: "VAR_HANDLE", inputs: [], outputs: [2] },
        { op: "READ_VARIABLE", inputs: [2], outputs: [1] },
        { op: "ASSIGN_VARIABLE", inputs: [2, 0], outputs: [] },
      ],
    },
    {
      name: "init",
      tensors: [
        { name: "zeros", shape: [16], data: 16 },
        { name: "handle", type: 13 },
      ],
      inputs: [],
      outputs: [],
      operators: [
        { op: "VAR_HANDLE", inputs: [], outputs: [1] },
        { op: "ASSIGN_VARIABLE", inputs: [1, 0], outputs: [] },
      ],
    },
  );
  expect(document.order).toEqual([
    "CALL_ONCE:0",
    "CALL_ONCE:0/init/enter",
    "init/VAR_HANDLE:0",
    "init/ASSIGN_VARIABLE:1",
    "CALL_ONCE:0/init/exit",
    "VAR_HANDLE:1",
    "READ_VARIABLE:2",
    "ASSIGN_VARIABLE:3",
  ]);
  const inputs = Object.fromEntries(document.nodes.map((node) => [node.id, node.inputs]));
  expect(inputs["init/VAR_HANDLE:0"]).toEqual(["CALL_ONCE:0/init/enter/token"]);
  expect(inputs["CALL_ONCE:0/init/exit"]).toEqual(["init/ASSIGN_VARIABLE:1/token"]);
});

test("a subgraph that runs twice is written once, and all of it stays until the last call", async () => {
  const call = (from: number): OperatorSketch => ({
    op: "WHILE",
    inputs: [from],
    outputs: [from + 1],
    options: [1, 2],
  });
  const document = await read(
    {
      tensors: values("x", "y", "z", "end"),
      inputs: [0],
      outputs: [3],
      operators: [call(0), call(1), call(2)],
    },
    { ...DOUBLE, name: "test" },
    {
      name: "outer",
      tensors: values("p", "q"),
      inputs: [0],
      outputs: [1],
      operators: [{ op: "IF", inputs: [0, 0], outputs: [1], options: [3, 3] }],
    },
    { ...DOUBLE, name: "inner" },
  );
  expect(document.order?.filter((id) => id.endsWith("/again"))).toEqual([
    "outer/IF:0/else/again",
    "WHILE:1/cond/again",
    "WHILE:1/body/again",
    "WHILE:2/cond/again",
    "WHILE:2/body/again",
  ]);
  const inputs = Object.fromEntries(document.nodes.map((node) => [node.id, node.inputs]));
  expect(inputs["WHILE:1/body/again"]).toEqual(["WHILE:1/cond/again/token", "y", "z"]);
  expect(inputs["WHILE:2/cond/again"]).toEqual(["WHILE:2/token", "test/a", "test/b"]);
  expect(inputs["WHILE:2/body/again"]).toEqual([
    "WHILE:2/cond/again/token",
    "z",
    "end",
    "outer/p",
    "outer/q",
    "inner/a",
    "inner/b",
  ]);
  expect(document.findings?.find(({ code }) => code === "called-again")?.message).toContain("5");
});

test("recursion is said and left out", async () => {
  const document = await read(
    {
      tensors: values("x", "y"),
      inputs: [0],
      outputs: [1],
      operators: [{ op: "IF", inputs: [0, 0], outputs: [1], options: [1, 0] }],
    },
    {
      tensors: values("a", "b"),
      inputs: [0],
      outputs: [1],
      operators: [{ op: "WHILE", inputs: [0], outputs: [1], options: [1, 0] }],
    },
  );
  expect(document.order).toEqual(["IF:0", "IF:0/then/enter", "sg1/WHILE:0", "IF:0/then/exit"]);
  const finding = document.findings?.find(({ code }) => code === "recursive-subgraph");
  expect(finding?.at).toEqual(["node:sg1/WHILE:0", "node:sg1/WHILE:0", "node:IF:0"]);
});

test("calls nested too deep are written on their own", async () => {
  const chain = Array.from({ length: 100 }, (_, s): SubgraphSketch => {
    const operator = { op: "CALL_ONCE", inputs: [], outputs: [], options: [s + 1] };
    return { tensors: [], inputs: [], outputs: [], operators: s < 99 ? [operator] : [] };
  });
  const document = await read(...chain);
  expect(document.order?.length).toBe(100 - 1 + 2 * 99);
  expect(document.findings?.map(({ code }) => code)).toEqual(["contents", "deep-subgraph", "never-called"]);
});

test("control flow without options is an operator that runs nothing, with a warning", async () => {
  const document = await read({
    tensors: values("x", "y"),
    inputs: [0],
    outputs: [1],
    operators: [{ op: "WHILE", inputs: [0], outputs: [1] }],
  });
  expect(document.order).toEqual(["WHILE:0"]);
  expect(document.findings?.map(({ code }) => code)).toEqual(["contents", "missing-options"]);
});

test("a call of a subgraph that is not there is a problem that names the operator", async () => {
  const bytes = buildTflite({
    subgraphs: [
      {
        tensors: [],
        inputs: [],
        outputs: [],
        operators: [{ op: "CALL_ONCE", inputs: [], outputs: [], options: [7] }],
      },
    ],
  });
  const result = await readTflite(sourceFromBytes("a.tflite", bytes), NO_WATCH);
  expect(result.ok ? "read" : result.problem.message).toContain(
    "operator 0 of subgraph 0 runs subgraph 7 of 1",
  );
});

test("entries of other signatures follow the main subgraph, one after the other", async () => {
  const entry = (name: string): SubgraphSketch => ({ ...DOUBLE, name });
  const model: ModelSketch = {
    subgraphs: [
      entry("main"),
      entry("helper"),
      entry("encode"),
      {
        name: "decode",
        tensors: values("a"),
        inputs: [0],
        outputs: [0],
        operators: [{ op: "CALL_ONCE", inputs: [], outputs: [], options: [1] }],
      },
    ],
    signatures: [
      { key: "serve", subgraph: 0 },
      { key: "encode", subgraph: 2 },
    ],
  };
  const result = await readTflite(sourceFromBytes("net.tflite", buildTflite(model)), NO_WATCH);
  const document = result.ok && result.value.kind === "graph" ? result.value : null;
  expect(document?.order).toEqual([
    "ADD:0",
    "encode/enter",
    "encode/ADD:0",
    "encode/exit",
    "decode/enter",
    "decode/CALL_ONCE:0",
    "decode/CALL_ONCE:0/init/enter",
    "helper/ADD:0",
    "decode/CALL_ONCE:0/init/exit",
    "decode/exit",
  ]);
  expect(document?.nodes[1]?.inputs).toEqual(["ADD:0/token"]);
  expect(document?.nodes[4]?.inputs).toEqual(["encode/exit/token"]);
  expect(document?.findings?.map(({ code }) => code)).toEqual(["contents", "signatures", "never-called"]);
  expect(document?.findings?.[1]?.message).toContain("serve (subgraph 0), encode (subgraph 2)");
});

/** Random models whose operators read what is there, some of them running subgraphs of their own. */
const models = fc.infiniteStream(fc.nat(1000)).map((stream): ModelSketch => {
  const next = (below: number): number => (stream.next().value ?? 0) % below;
  const subgraphs: SubgraphSketch[] = [];
  const grow = (depth: number): number => {
    const index = subgraphs.push({ tensors: [], inputs: [], outputs: [], operators: [] }) - 1;
    const tensors = [...values("in0", "in1")];
    const operators: OperatorSketch[] = [
      { op: "ADD", inputs: [0, 1], outputs: [tensors.push({ name: "t", shape: [8] }) - 1] },
    ];
    for (let i = next(5); i > 0; i--) {
      const inputs = Array.from({ length: next(3) }, () => next(tensors.length));
      const outputs = Array.from(
        { length: next(3) },
        () => tensors.push({ name: "t", shape: [8 + next(20)] }) - 1,
      );
      const op = depth < 3 ? (["IF", "WHILE", "CALL_ONCE", "op", "op"][next(5)] ?? "op") : "op";
      const options = { IF: 2, WHILE: 2, CALL_ONCE: 1 }[op] ?? 0;
      const calls = Array.from({ length: options }, () => grow(depth + 1));
      operators.push({ op, inputs, outputs, ...(options === 0 ? {} : { options: calls }) });
    }
    const outputs = Array.from({ length: next(3) }, () => next(tensors.length));
    subgraphs[index] = { tensors, inputs: [0, 1], outputs, operators };
    return index;
  };
  grow(0);
  return { subgraphs };
});

test("tensors meet in the document exactly when they meet on TFLM's clock", async () => {
  await fc.assert(
    fc.asyncProperty(models, async (model) => {
      const document = await read(...model.subgraphs);
      const clock = clockLifetimes(model);
      const position = new Map(document.order?.map((id, i) => [id, i]));
      const lives = document.tensors
        .filter((tensor) => !tensor.id.endsWith("token"))
        .map(({ id }) => {
          const at = (nodes: typeof document.nodes) => nodes.map((node) => position.get(node.id) ?? -1);
          const start = at(document.nodes.filter(({ outputs }) => outputs.includes(id)))[0] ?? 0;
          const reads = at(document.nodes.filter(({ inputs }) => inputs.includes(id)));
          return { start, end: document.outputs.includes(id) ? Infinity : Math.max(start, ...reads) };
        });
      expect(lives.length).toBe(clock.length);
      const wrong: string[] = [];
      for (const [i, a] of lives.entries()) {
        for (const [j, b] of lives.entries()) {
          const [c, d] = [clock[i], clock[j]];
          const meet = a.start <= b.end && b.start <= a.end;
          const should = c !== undefined && d !== undefined && c.first <= d.last && d.first <= c.last;
          if (meet !== should) wrong.push(`${document.tensors[i]?.id} and ${document.tensors[j]?.id}`);
        }
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("no order can move a body out from between its operator and the readers of its result", async () => {
  await fc.assert(
    fc.asyncProperty(models, async (model) => {
      const document = await read(...model.subgraphs);
      const reach = reachability(document);
      const order = document.order ?? [];
      for (const [i, id] of order.entries()) {
        if (!id.endsWith("/enter")) continue;
        const exit = `${id.slice(0, -"enter".length)}exit`;
        const caller = id.split("/").slice(0, -2).join("/");
        expect(reach(caller, id)).toBe(true);
        for (const inside of order.slice(i + 1, order.indexOf(exit))) {
          expect([inside, reach(id, inside), reach(inside, exit)]).toEqual([inside, true, true]);
        }
        const results = document.nodes.find((node) => node.id === caller)?.outputs ?? [];
        for (const node of document.nodes) {
          const reads = node.inputs.some((t) => results.includes(t) && !t.endsWith("token"));
          if (reads && !node.id.startsWith(`${caller}/`)) expect(reach(exit, node.id)).toBe(true);
        }
      }
    }),
    { numRuns: 100 },
  );
});

/** Whether one node must run before another. */
function reachability(document: GraphDocument): (from: string, to: string) => boolean {
  const producer = new Map(document.nodes.flatMap(({ id, outputs }) => outputs.map((t) => [t, id] as const)));
  const before = new Map<string, Set<string>>();
  for (const { id, inputs } of document.nodes) {
    const all = new Set<string>();
    for (const t of inputs) {
      const maker = producer.get(t);
      if (maker !== undefined) for (const m of [maker, ...(before.get(maker) ?? [])]) all.add(m);
    }
    before.set(id, all);
  }
  return (from, to) => before.get(to)?.has(from) ?? false;
}
