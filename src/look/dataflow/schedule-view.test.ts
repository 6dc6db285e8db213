import { expect, test } from "vitest";
import { chainOf } from "../../core/dialects/dataflow/testing/chains.ts";
import type { DataflowDocument } from "../../core/document.ts";
import { planDocument } from "../../core/plan.ts";
import type { Plan } from "../../core/plan.types.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { ROLES, scheduleView } from "./schedule-view.ts";

const CHAIN = chainOf("five, seven, five", [5, 7, 7, 5]);

function planOf(document: DataflowDocument, settings: Partial<Settings> = {}): Plan {
  const made = planDocument(document, { ...DEFAULT_SETTINGS, ...settings }, NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

function viewOf(document: DataflowDocument, plan: Plan) {
  const made = scheduleView(document, plan);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

test("the view of CMSIS-Stream's own plan knows that it is", () => {
  const view = viewOf(CHAIN, planOf(CHAIN, { fifos: "reference" }));
  expect([view.firings, view.isReference, view.reference]).toEqual([19, true, view.own]);
  expect(view.text).toBe("n0 2(n0 n1 n2) (2 n0) n1 n2 2(n2 n0 n1) (2 n2)");
  expect(Array.from(view.actors.role, (role) => ROLES[role])).toEqual(["source", "actor", "sink"]);
  expect([...view.fifos.length]).toEqual([11, 11]);
  expect([...view.fifos.most]).toEqual([11, 11]);
});

test("lanes go from sources to sinks, round a loop from who fires first", () => {
  const { edges, nodes, ...rest } = chainOf("loop", [1, 1, 1, 1, 1, 1]);
  const port = { name: "again", rate: 1, type: "sample" };
  const looped: DataflowDocument = {
    ...rest,
    nodes: nodes.map((node) => {
      if (node.id === "n2") return { ...node, outputs: [...(node.outputs ?? []), port] };
      return node.id === "n1" ? { ...node, inputs: [...(node.inputs ?? []), port] } : node;
    }),
    edges: [...edges, { from: ["n2", "again"], to: ["n1", "again"], delay: 1 }],
  };
  const { actors } = viewOf(looped, planOf(looped));
  expect(Array.from(actors.lanes, (a) => actors.id[a])).toEqual(["n0", "n1", "n2", "n3"]);
});

test("what is no iteration has no latency, and says why", () => {
  const plan = planOf(CHAIN, { fifos: "reference" });
  const order = plan.nodes.order.slice(0, 5);
  const view = viewOf(CHAIN, { ...plan, nodes: { ...plan.nodes, order } });
  expect([view.latency, view.own]).toEqual([null, null]);
  expect(view.why).toContain("no iteration");
});

test("a step of somebody who is not in the graph is refused by name", () => {
  const plan = planOf(CHAIN, { fifos: "reference" });
  const made = scheduleView(chainOf("other", [5, 5]), plan);
  expect(made.ok ? "" : made.problem.message).toMatch(/^Step \d+ is of n2/);
});

test("where nobody keeps to rates, samples and times are not made up", () => {
  const { edges, ...rest } = CHAIN;
  const free = { ...rest, edges: edges.map((edge) => ({ ...edge, asyncLength: 20 })) };
  const view = viewOf(free, planOf(free, { streamMode: "fully-asynchronous" }));
  expect([view.firings, view.latency, view.fifos.curves]).toEqual([3, null, null]);
  expect(view.why).toContain("Nobody keeps to rates");
});
