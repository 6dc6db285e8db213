import fc from "fast-check";
import { expect, test } from "vitest";
import { irregularGraph } from "../../bench/inputs.ts";
import type { GraphDocument } from "../core/document.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { NO_WATCH } from "../core/watch.ts";
import { orderLike } from "./haste.ts";
import { createPlanner } from "./planner.ts";

const FORK = textGraph(`
  input x 4
  a: a:4 = Op(x)
  b: b:4 = Op(x)
  c: c:4 = Op(x)
  d: d:4 = Op(a b c)
  out d`);

test("an order that still holds is kept", () => {
  expect(orderLike(FORK, ["c", "a", "b", "d"])).toEqual(["c", "a", "b", "d"]);
});

test("a new node runs when what it reads is there, and one that is gone leaves no gap", () => {
  expect(orderLike(FORK, ["c", "gone", "b", "d"])).toEqual(["a", "c", "b", "d"]);
  expect(orderLike(FORK, ["b", "c", "a"])).toEqual(["b", "c", "a", "d"]);
});

test("an edge against the order moves only what it must", () => {
  const turned: GraphDocument = {
    ...FORK,
    nodes: FORK.nodes.map((n) => (n.id === "a" ? { ...n, inputs: ["c"] } : n)),
  };
  expect(orderLike(turned, ["a", "b", "c", "d"])).toEqual(["b", "c", "a", "d"]);
});

test("whatever came before, the order is one of the document", () => {
  const graph = irregularGraph(30);
  const ids = graph.nodes.map((n) => n.id);
  fc.assert(
    fc.property(fc.shuffledSubarray([...ids, "stranger"]), (before) => {
      const step = new Map(orderLike(graph, before).map((id, at) => [id, at]));
      expect(step.size).toBe(ids.length);
      const maker = new Map(graph.nodes.flatMap((n) => n.outputs.map((t) => [t, n.id] as const)));
      for (const node of graph.nodes)
        for (const input of node.inputs) {
          const from = maker.get(input);
          if (from !== undefined) expect(step.get(from)).toBeLessThan(step.get(node.id) ?? -1);
        }
    }),
  );
});

test("a searched order is not begun in haste: the order before stands in, and the plan says that it is unfinished", async () => {
  const graph = irregularGraph(80);
  const settings = { ...DEFAULT_SETTINGS, order: "joint" };
  const order = [...graph.nodes.map((n) => n.id)];
  const request = { document: { id: 1, document: graph }, source: null, settings };
  const made = await createPlanner().plan({ ...request, haste: { limit: 30, order } }, NO_WATCH, () => {});
  if (!made.ok) throw new Error(made.problem.message);
  const { plan, violations } = made.value;
  expect(violations).toEqual([]);
  expect(plan.settings.order).toBe("joint");
  expect(plan.search.endedEarly).toBe(true);
  expect(Array.from(plan.nodes.order, (n) => plan.nodes.id[n])).toEqual(order);
});
