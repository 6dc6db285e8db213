import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Graph, readGraph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { stableOrder } from "../order/topological.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { attention, chainOf, inception, residual, unet } from "../testing/networks.ts";
import { randomGraph } from "../testing/random.ts";
import { textGraph } from "../testing/text-graph.ts";
import { type BitRows, hasBit } from "./bit-rows.ts";
import { byDependencies } from "./happens-before.ts";
import { freedomCost, mayShare } from "./question.ts";
import type { CounterExecution, MayShare, ShareAnswer } from "./question.types.ts";
import { FREE, mayFollow } from "./relation.ts";
import { type GraphValues, valuesOf } from "./values.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

function graphOf(document: Parameters<typeof readGraph>[0]): Graph {
  const graph = readGraph(document);
  if (!graph.ok) throw new Error(graph.problem.message);
  return graph.value;
}

function ask(text: string, a: string, b: string): ShareAnswer {
  const graph = graphOf(textGraph(text));
  return mayShare(graph, DEFAULT_SETTINGS, graph.tensorIndex.get(a) ?? -1, graph.tensorIndex.get(b) ?? -1);
}

describe("may these two share", () => {
  const chain = "a:1 = op()\nb:1 = op(a)\nc:1 = op(b) c~b\nd:1 = op(c)\nout d";

  test("yes, when the readers of one have ended: with the way from each to the maker of the other", () => {
    expect(ask(chain, "d", "a")).toEqual({
      may: true,
      how: "after",
      first: 0,
      second: 3,
      maker: 3,
      paths: [{ nodes: [1, 2, 3] }],
      says: 'In every order all that read "a" have ended before node "n3" makes "d".',
    });
  });

  test("yes, when the last reader writes over it", () => {
    expect(ask(chain, "b", "c")).toMatchObject({ may: true, how: "in-place", paths: [{ nodes: [2] }] });
  });

  test("yes, when one has no bytes, or they are views of the same", () => {
    expect(ask("a:0 = op()\nb:1 = op(a)\nout b", "a", "b")).toMatchObject({ may: true, how: "empty" });
    expect(ask("a:2 = op()\nw:1 = look(a) w<a\nout w", "a", "w")).toMatchObject({
      may: true,
      how: "one-storage",
    });
  });

  test.each([
    [
      "a reader is free to come later",
      "v:1 = op()\na:1 = op(v)\nb:1 = op(v)\nu:1 = op(a)\nout b u",
      "v",
      "u",
      {
        why: "still-read",
        counter: {
          order: Int32Array.of(0, 1, 3, 2),
          step: 2,
          running: [3],
          needed: 0,
          written: 3,
          neededBy: 2,
        },
      },
    ],
    [
      "it is a result",
      "a:1 = op()\nb:1 = op(a)\nc:1 = op(b)\nout a c",
      "a",
      "c",
      {
        why: "kept",
        counter: {
          order: Int32Array.of(0, 1, 2),
          step: 2,
          running: [2],
          needed: 0,
          written: 2,
          neededBy: -1,
        },
      },
    ],
    [
      "nothing orders their makers",
      "a:1 = op()\nb:1 = op()\nc:1 = op(a b)\nout c",
      "a",
      "b",
      {
        why: "unordered",
        counter: { order: Int32Array.of(0, 1, 2), step: 1, running: [1], needed: 0, written: 1, neededBy: 2 },
      },
    ],
    [
      "both are dead, and may be made side by side",
      "a:1 = op()\nb:1 = op()",
      "a",
      "b",
      {
        why: "unordered",
        counter: {
          order: Int32Array.of(1, 0),
          step: 1,
          running: [1, 0],
          needed: 1,
          written: 0,
          neededBy: -1,
        },
      },
    ],
    [
      "the maker of one reads the other",
      "a:1 = op()\nb:1 = op(a)\nout b",
      "b",
      "a",
      {
        why: "being-read",
        counter: { order: Int32Array.of(0, 1), step: 1, running: [1], needed: 0, written: 1, neededBy: 1 },
      },
    ],
    [
      "one node makes both",
      "a:1 b:1 = op()\nc:1 = op(a)\nout c",
      "a",
      "b",
      {
        why: "same-node",
        counter: { order: Int32Array.of(0, 1), step: 0, running: [0], needed: 0, written: 1, neededBy: 1 },
      },
    ],
    [
      "both are there from the start",
      "input x 1\ninput y 1\na:1 = op(x y)\nout a",
      "x",
      "y",
      {
        why: "at-start",
        counter: { order: Int32Array.of(0), step: 0, running: [0], needed: 0, written: 1, neededBy: 0 },
      },
    ],
    ["one is kept elsewhere", "constant w 1\na:1 = op(w)\nout a", "w", "a", { why: "apart", counter: null }],
    [
      "they are in different arenas",
      "arena m\narena o\na:1 = op()\nb:1@o = op(a)\nout b",
      "a",
      "b",
      {
        why: "arenas",
        counter: null,
      },
    ],
  ])("no, when %s: with an order in which both are needed", (_, text, a, b, answer) => {
    expect(ask(text, a, b)).toMatchObject({ may: false, ...answer });
  });

  test("every answer is that of the relation, and every proof and counter-execution holds", {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, inplace) => {
        const graph = graphOf(randomGraph(seed, 10));
        const settings = { ...DEFAULT_SETTINGS, inplace };
        const values = valuesIn(graph, settings);
        const follows = mayFollow(byDependencies(graph), values);
        for (let a = 0; a < graph.tensors; a++) {
          for (let b = 0; b < a; b++) verify(graph, values, follows, mayShare(graph, settings, a, b), a, b);
        }
      }),
      { numRuns },
    );
  });
});

function valuesIn(graph: Graph, settings: Settings): GraphValues {
  const order = stableOrder(graph);
  const step = new Int32Array(graph.nodes);
  order.forEach((node, s) => {
    step[node] = s;
  });
  return valuesOf(graph, order, step, settings);
}

function verify(
  graph: Graph,
  values: GraphValues,
  follows: BitRows,
  answer: ShareAnswer,
  a: number,
  b: number,
): void {
  const [va, vb] = [values.ofTensor[a] ?? -1, values.ofTensor[b] ?? -1];
  if (va < 0 || vb < 0 || va === vb || values.arena[va] !== values.arena[vb]) return;
  if (values.bytes[va] === 0 || values.bytes[vb] === 0) return;
  expect(answer.may).toBe(hasBit(follows, va, vb) || hasBit(follows, vb, va));
  const homeOf = (tensor: number) => values.ofTensor[tensor] ?? -1;
  if (answer.may) {
    expect(hasBit(follows, homeOf(answer.first), homeOf(answer.second))).toBe(true);
    verifyPaths(graph, answer);
    const ends = answer.paths.map((path) => path.nodes[0] ?? -1);
    const users = Array.from(rowOf(values.users, homeOf(answer.first)));
    if (users.length > 0) expect(users).toEqual(expect.arrayContaining(ends));
    // whoever is not at the head of a way comes before one that is
    for (const user of users) {
      expect(ends.some((end) => end === user || isBefore(graph, user, end))).toBe(true);
    }
  } else if (answer.counter !== null) {
    const { needed, written } = answer.counter;
    verifyExecution(graph, answer.counter, (tensor) => ({
      maker: values.producer[homeOf(tensor)] ?? -1,
      users: Array.from(rowOf(values.users, homeOf(tensor))),
      stays: values.stays[homeOf(tensor)] !== FREE,
    }));
    expect([needed, written].toSorted()).toEqual([a, b].toSorted());
  }
}

function isBefore(graph: Graph, node: number, later: number): boolean {
  return Array.from(rowOf(graph.inputs, later)).some((t) => {
    const maker = graph.producer[t] ?? -1;
    return maker === node || (maker >= 0 && isBefore(graph, node, maker));
  });
}

function verifyPaths(graph: Graph, answer: MayShare): void {
  for (const { nodes } of answer.paths) {
    expect(nodes.at(-1)).toBe(answer.maker);
    nodes.slice(1).forEach((node, k) => {
      const feeds = Array.from(rowOf(graph.inputs, node), (t) => graph.producer[t]);
      expect(feeds).toContain(nodes[k]);
    });
  }
}

interface Needs {
  readonly maker: number;
  readonly users: readonly number[];
  readonly stays: boolean;
}

function verifyExecution(graph: Graph, counter: CounterExecution, needsOf: (tensor: number) => Needs): void {
  const position = new Map(Array.from(counter.order, (node, s) => [node, s]));
  expect(position.size).toBe(graph.nodes);
  for (let node = 0; node < graph.nodes; node++) {
    for (const input of rowOf(graph.inputs, node)) {
      const maker = graph.producer[input] ?? -1;
      if (maker >= 0) expect(position.get(maker)).toBeLessThan(position.get(node) ?? -1);
    }
  }
  for (const tensor of [counter.needed, counter.written]) {
    const { maker, users, stays } = needsOf(tensor);
    const made = maker < 0 ? 0 : (position.get(maker) ?? -1);
    expect(made).toBeLessThanOrEqual(counter.step);
    const ends = users.map((user) => position.get(user) ?? -1);
    const atOnce = counter.running.includes(maker);
    expect(
      stays || atOnce || ends.some((s) => s >= counter.step) || (users.length === 0 && counter.step === 0),
    ).toBe(true);
  }
  if (counter.neededBy >= 0) expect(needsOf(counter.needed).users).toContain(counter.neededBy);
  if (counter.running.length === 2) {
    const [first = -1, second = -1] = counter.running;
    expect(isBefore(graph, first, second) || isBefore(graph, second, first)).toBe(false);
  }
}

describe("freedom costs", () => {
  test.each([
    ["a line of 20", chainOf(20), false, 2, 2],
    ["a line of 20 in place", chainOf(20), true, 1, 1],
    ["8 residual blocks", residual(8), true, 3, 3],
    ["4 blocks of attention", attention(4), true, 6, 5],
    ["a U-net of 5 levels", unet(5), true, 7, 7],
    ["6 inceptions of 4 branches", inception(6, 4), true, 9, 5],
  ] as const)("%s: buffers in any order, and by schedule", (_, document, inplace, free, scheduled) => {
    const cost = freedomCost(graphOf(document), { ...DEFAULT_SETTINGS, inplace });
    expect([cost?.anyOrder.buffers, cost?.schedule.buffers]).toEqual([free, scheduled]);
    // of one byte each
    expect([cost?.anyOrder.bytes, cost?.schedule.bytes]).toEqual([free, scheduled]);
    expect([cost?.anyOrder.boundBytes, cost?.schedule.boundBytes]).toEqual([free, scheduled]);
    expect(cost?.anyOrder.antichain).toHaveLength(free);
  });

  test("fixed buffers may have to be more than any moment of any execution needs", () => {
    // s is read on both sides; each side passes through a value that no longer needs s
    const text = "s:1 = op()\nc:1 = op(s)\nd:1 = op(c)\ne:1 = op(s)\nf:1 = op(e)\nout d f";
    expect(freedomCost(graphOf(textGraph(text)), DEFAULT_SETTINGS)?.anyOrder.buffers).toBe(5);
  });

  test("a schedule never needs more than every order", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("any", "fits", "bytes", "type"), (seed, share) => {
        const cost = freedomCost(graphOf(randomGraph(seed)), { ...DEFAULT_SETTINGS, share });
        if (cost === undefined) throw new Error("small enough");
        expect(cost.schedule.buffers).toBeLessThanOrEqual(cost.anyOrder.buffers);
        expect(cost.schedule.boundBytes).toBeLessThanOrEqual(cost.anyOrder.boundBytes);
        for (const side of [cost.schedule, cost.anyOrder])
          expect(side.bytes).toBeGreaterThanOrEqual(side.boundBytes);
      }),
      { numRuns },
    );
  });
});
