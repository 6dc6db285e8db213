import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Graph, readGraph } from "../graph.ts";
import { groupBy } from "../lists.ts";
import { stableOrder } from "../order/topological.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { clashes } from "../testing/executions.ts";
import { randomGraph } from "../testing/random.ts";
import { textGraph } from "../testing/text-graph.ts";
import { hasBit } from "./bit-rows.ts";
import { byDependencies, bySchedule, happensBefore, madeLater } from "./happens-before.ts";
import { conflictsOf, mayFollow } from "./relation.ts";
import { type GraphValues, valuesOf } from "./values.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

function graphOf(document: Parameters<typeof readGraph>[0]): Graph {
  const graph = readGraph(document);
  if (!graph.ok) throw new Error(graph.problem.message);
  return graph.value;
}

function valuesIn(graph: Graph, settings: Partial<Settings> = {}): GraphValues {
  const order = stableOrder(graph);
  const step = new Int32Array(graph.nodes);
  order.forEach((node, s) => {
    step[node] = s;
  });
  return valuesOf(graph, order, step, { ...DEFAULT_SETTINGS, ...settings });
}

/** Pairs `ab`: b may follow a. */
function pairs(text: string, sequential = false): string[] {
  const graph = graphOf(textGraph(text));
  const values = valuesIn(graph);
  const follows = mayFollow(sequential ? bySchedule(stableOrder(graph)) : byDependencies(graph), values);
  const name = (v: number) => graph.document.tensors[values.tensor[v] ?? -1]?.id ?? "scratch";
  const found: string[] = [];
  for (let a = 0; a < values.count; a++) {
    for (let b = 0; b < values.count; b++) if (hasBit(follows, a, b)) found.push(name(a) + name(b));
  }
  return found;
}

describe("who may follow whom", () => {
  test("along a line those that are two apart, and neighbours where one may be written over the other", () => {
    expect(pairs("a:1 = op()\nb:1 = op(a)\nc:1 = op(b)\nd:1 = op(c)\nout d")).toEqual(["ac", "ad", "bd"]);
    expect(pairs("a:1 = op()\nb:1 = op(a) b~a\nc:1 = op(b)\nout c")).toEqual(["ab", "ac"]);
  });

  test("nobody follows what a free reader may still need, though one order would allow it", () => {
    const late = "v:1 = op()\na:1 = op(v)\nb:1 = op(v)\nu:1 = op(a)\nout b u";
    expect(pairs(late)).toEqual([]);
    expect(pairs(late, true)).toEqual(["vu"]);
  });

  test("nobody follows a result, though it may follow others", () => {
    expect(pairs("a:1 = op()\nb:1 = op(a)\nc:1 = op(b)\nd:1 = op(c)\nout b d")).toEqual(["ac", "ad"]);
  });

  test("inputs can be replaced and replace nobody; what stays throughout does neither", () => {
    expect(pairs("input x 1\nstate s 1\na:1 = op(x s)\nb:1 = op(a)\nc:1 = op(b)\nout c")).toEqual([
      "xb",
      "xc",
      "ac",
    ]);
  });

  test("a write in place needs all other readers to come before it in every order", () => {
    expect(pairs("a:1 = op()\nb:1 = op(a)\nc:1 = op(a b) c~a\nout c")).toEqual(["ac"]);
    expect(pairs("a:1 = op()\nb:1 = op(a)\nc:1 = op(a) c~a\nd:1 = op(b c)\nout d")).toEqual(["ad"]);
    expect(pairs("a:1 = op()\nb:1 = op(a)\nc:1 = op(a) c~a\nd:1 = op(b c)\nout d", true)).toEqual([
      "ac",
      "ad",
    ]);
  });

  test("a view is the same value, and its readers count", () => {
    expect(
      pairs("a:2 = op()\nw:1 = look(a) w<a\nb:1 = op(a)\nc:1 = op(b)\nd:1 = op(w c)\ne:1 = op(d)\nout e"),
    ).toEqual(["ae", "bd", "be", "ce"]);
  });

  test("scratch is needed while its node runs", () => {
    expect(pairs("a:1 = op() ws=1\nb:1 = op(a) ws=1\nc:1 = op(b)\nout c")).toEqual([
      "ac",
      "scratchb",
      "scratchc",
      "scratchscratch",
      "scratchc",
    ]);
  });
});

test("units of any kind will do, and a circle is none", () => {
  const before = happensBefore(3, [0, 1, 0], [1, 2, 1]);
  if (before === undefined) throw new Error("no circle");
  const itself = groupBy(3, [0, 1, 2], [0, 1, 2]);
  const later = madeLater(before, itself, 3);
  expect([hasBit(later, 0, 2), hasBit(later, 2, 0), hasBit(later, 1, 1)]).toEqual([true, false, false]);
  expect(happensBefore(2, [0, 1], [1, 0])).toBeUndefined();
});

test("two conflict just when some execution, side by side too, needs both at once", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), fc.boolean(), fc.boolean(), (seed, inplace, views, constants) => {
      const graph = graphOf(randomGraph(seed, 8));
      const values = valuesIn(graph, { inplace, views, constants });
      const conflicts = conflictsOf(mayFollow(byDependencies(graph), values), () => true);
      expect(conflicts.bits).toEqual(clashes(graph, values).bits);
    }),
    { numRuns: numRuns * 10 },
  );
});

test("whoever may follow one that may follow a third may follow the third", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, sequential) => {
      const graph = graphOf(randomGraph(seed, 14));
      const before = sequential ? bySchedule(stableOrder(graph)) : byDependencies(graph);
      const values = valuesIn(graph);
      const follows = mayFollow(before, values);
      const all = Array.from({ length: values.count }, (_, v) => v);
      for (const a of all) {
        expect(hasBit(follows, a, a)).toBe(false);
        for (const b of all.filter((v) => hasBit(follows, a, v))) {
          for (const c of all.filter((v) => hasBit(follows, b, v))) expect(hasBit(follows, a, c)).toBe(true);
        }
      }
    }),
    { numRuns },
  );
});
