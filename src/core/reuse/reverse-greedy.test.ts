import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Graph, readGraph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { randomGraph } from "../testing/random.ts";
import { textGraph } from "../testing/text-graph.ts";
import { freedomCost } from "./question.ts";
import { howItBreaks, reverseGreedy } from "./reverse-greedy.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

function graphOf(document: Parameters<typeof readGraph>[0]): Graph {
  const graph = readGraph(document);
  if (!graph.ok) throw new Error(graph.problem.message);
  return graph.value;
}

function greedy(text: string) {
  const graph = graphOf(textGraph(text));
  const found = reverseGreedy(graph, { ...DEFAULT_SETTINGS, share: "bytes" });
  if (found === undefined) throw new Error("small enough");
  const name = (t: number) => graph.document.tensors[t]?.id ?? "";
  return {
    graph,
    buffers: found.buffers,
    of: Array.from(found.bufferOf, (b, t) => `${name(t)}${b}`).join(" "),
    unsafe: found.unsafe.map((pair) => name(pair.first) + name(pair.second)),
    pairs: found.unsafe,
  };
}

describe("the greedy baseline gives what the shipped one gave", () => {
  test.each([
    ["a diamond", "A:1 = op()\nB:1 = op(A)\nC:1 = op(A)\nD:1 = op(B C)\nout D", "A0 B2 C1 D0", []],
    [
      "six operations",
      "p:1 = op()\nq:1 = op()\nc:1 = op(p q)\nr:1 = op()\nd:1 = op(c r)\ne:1 = op(p d)\nout e",
      "p3 q1 c0 r2 d1 e0",
      [],
    ],
    [
      "seven operations",
      "k:1 = op()\nl:1 = op()\nm:1 = op()\nn:1 = op()\ns:1 = op(k l)\nt:1 = op(s m)\nu:1 = op(t n)\nout u",
      "k4 l1 m3 n2 s0 t1 u0",
      [],
    ],
    [
      "four buffers where three would do",
      "a:1 = op()\nb:1 = op()\nc:1 = op(b)\nd:1 = op(a c)\ne:1 = op(c d)\nout e",
      "a3 b0 c2 d1 e0",
      [],
    ],
    [
      "a reader that may come late",
      "v:1 = op()\na:1 = op(v)\nb:1 = op(v)\nu:1 = op(a)\nout b u",
      "v0 a2 b1 u0",
      ["vu"],
    ],
    [
      "a result on the way",
      "a:1 = op()\nb:1 = op(a)\nc:1 = op(b)\nd:1 = op(c)\nout b d",
      "a1 b0 c1 d0",
      ["bd"],
    ],
    [
      "two types",
      "i:8 = op()\nm:1 = op(i)\nj:8 = op(i)\nn:1 = op(m j)\nk:8 = op(j)\no:1 = op(n k)\nout o",
      "i1 m0 j3 n2 k1 o0",
      ["ik"],
    ],
  ])("for %s", (_, text, of, unsafe) => {
    const found = greedy(text);
    expect(found.of).toBe(of);
    expect(found.unsafe).toEqual(unsafe);
  });
});

test("a pair that clashes comes with the order that breaks it", () => {
  const { graph, pairs } = greedy("v:1 = op()\na:1 = op(v)\nb:1 = op(v)\nu:1 = op(a)\nout b u");
  const [pair] = pairs;
  if (pair === undefined) throw new Error("v and u clash");
  expect(howItBreaks(graph, DEFAULT_SETTINGS, pair)).toEqual({
    order: Int32Array.of(0, 1, 3, 2),
    step: 2,
    running: [3],
    needed: 0,
    written: 3,
    neededBy: 2,
  });
});

test("every pair that clashes is overwritten in its order, and what is safe needs no fewer than the least", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const graph = graphOf(randomGraph(seed));
      const settings = { ...DEFAULT_SETTINGS, inplace: false };
      const found = reverseGreedy(graph, settings);
      if (found === undefined) throw new Error("small enough");
      for (const pair of found.unsafe) {
        const broken = howItBreaks(graph, settings, pair);
        expect(broken?.needed).toBe(pair.first);
        expect(broken?.order[broken.step]).toBe(graph.producer[pair.second]);
        const reads = broken !== null && broken.neededBy >= 0 ? rowOf(graph.inputs, broken.neededBy) : [];
        if (broken !== null && broken.neededBy >= 0) expect(reads.length).toBeGreaterThan(0);
      }
      const least = freedomCost(graph, settings)?.anyOrder.antichain.filter(
        ({ tensor }) => tensor >= 0 && (found.bufferOf[tensor] ?? -1) >= 0,
      );
      if (found.unsafePairs === 0) expect(found.buffers).toBeGreaterThanOrEqual(least?.length ?? 0);
    }),
    { numRuns },
  );
});
