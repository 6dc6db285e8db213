import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../document.ts";
import { type Graph, readGraph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { BRANCHES, DIAMOND } from "../testing/graphs.ts";
import { orderOf, orderTaskOf } from "../testing/order-task.ts";
import { randomGraph } from "../testing/random.ts";
import { ORDERS } from "./index.ts";
import { MinHeap } from "./min-heap.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

function graphOf(document: GraphDocument): Graph {
  const read = readGraph(document);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}

function orderBy(id: string, document: GraphDocument): string[] {
  const scheduler = ORDERS.find((o) => o.id === id);
  if (scheduler === undefined) throw new Error(`no order is called ${id}`);
  const { order } = orderOf(scheduler, orderTaskOf(document, { budget: 2_000 }));
  return Array.from(order, (n) => document.nodes[n]?.id ?? "");
}

describe.each(ORDERS)("$id", ({ id }) => {
  test("runs every node once, producers before readers", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const document = randomGraph(seed, 25);
        const graph = graphOf(document);
        const step = new Map(orderBy(id, document).map((node, s) => [node, s]));
        expect(step.size).toBe(document.nodes.length);
        document.nodes.forEach((node, n) => {
          for (const t of rowOf(graph.inputs, n)) {
            const maker = document.nodes[graph.producer[t] ?? -1];
            if (maker !== undefined) expect(step.get(maker.id)).toBeLessThan(step.get(node.id) ?? -1);
          }
        });
      }),
      { numRuns },
    );
  });
});

test("the given order is kept, and only the order by that name keeps it", () => {
  const document = { ...DIAMOND, order: ["n0", "n2", "n1", "n3"] };
  expect(orderBy("given", document)).toEqual(["n0", "n2", "n1", "n3"]);
  expect(orderBy("topological", document)).toEqual(["n0", "n1", "n2", "n3"]);
});

test("without a given order, nodes listed backwards run in the only order there is", () => {
  const document = { ...DIAMOND, nodes: DIAMOND.nodes.toReversed() };
  expect(orderBy("given", document)).toEqual(["n0", "n2", "n1", "n3"]);
});

test("depth first finishes one branch before it begins the next", () => {
  expect(orderBy("topological", BRANCHES)).toEqual(["n0", "n1", "n2", "n3", "n4"]);
  expect(orderBy("depth-first", BRANCHES)).toEqual(["n0", "n2", "n1", "n3", "n4"]);
});

test("the heap gives back what was pushed, sorted", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), (items) => {
      const heap = new MinHeap(items.length);
      for (const item of items) heap.push(item);
      expect(items.map(() => heap.pop())).toEqual(items.toSorted((a, b) => a - b));
      expect(() => heap.pop()).toThrow();
    }),
    { numRuns },
  );
});
