import { expect, test } from "vitest";
import { alignPlan } from "./align-plan.ts";
import type { GraphDocument } from "./document.ts";
import { readGraph } from "./graph.ts";
import { type CheckedPlan, onlySound, planAndCheck, readAndCheck } from "./plan-checked.ts";
import type { Result } from "./result.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { NO_WATCH } from "./watch.ts";

/** The weight comes first and has no place, so that a plan's own indices differ from the graph's. */
const GRAPH: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "late",
  tensors: [
    { id: "w", bytes: 100, role: "constant" },
    { id: "x", bytes: 10, role: "input" },
    { id: "y", bytes: 20 },
    { id: "z", bytes: 30 },
  ],
  nodes: [
    { id: "second", op: "B", inputs: ["y"], outputs: ["z"] },
    { id: "first", op: "A", inputs: ["x", "w"], outputs: ["y"], workspace: 7 },
  ],
  outputs: ["z"],
};

function sure<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

test("an imported plan shows exactly as the one that was exported, over the graph it is of", () => {
  const made = sure(planAndCheck(GRAPH, DEFAULT_SETTINGS, "00", NO_WATCH));
  expect(made.violations).toEqual([]);
  const again = sure(readAndCheck(made.document, GRAPH));
  expect(again.violations).toEqual([]);
  expect(again.plan.imported).toBe(true);
  expect(again.plan.tensors.id).toEqual(["w", "x", "y", "z"]);
  for (const part of ["storages", "buffers", "nodes"] as const) {
    expect(again.plan[part]).toEqual(made.plan[part]);
  }
  for (const column of ["storage", "byteOffset", "bytes"] as const) {
    expect(again.plan.tensors[column]).toEqual(made.plan.tensors[column]);
  }
  expect(again.plan.live).toEqual(made.plan.live);
});

test("before an order is searched there is a sound plan that takes no search, and says that it is not the end", () => {
  const better: CheckedPlan[] = [];
  const settings = { ...DEFAULT_SETTINGS, order: "exact" };
  const hear = (make: () => CheckedPlan | undefined) => {
    const made = make();
    if (made !== undefined) better.push(made);
  };
  sure(planAndCheck(GRAPH, settings, "00", NO_WATCH, hear));
  expect(better[0]).toMatchObject({ violations: [], plan: { settings, search: { endedEarly: true } } });
});

test("a plan of another graph is not forced onto this one", () => {
  const made = sure(planAndCheck(GRAPH, DEFAULT_SETTINGS, "00", NO_WATCH));
  const alone = sure(readAndCheck(made.document, null)).plan;
  const renamed = { ...GRAPH, nodes: GRAPH.nodes.map((n) => ({ ...n, id: `${n.id}!` })) };
  expect(alignPlan(alone, sure(readGraph(renamed)))).toBeUndefined();
  expect(readAndCheck(made.document, renamed)).toMatchObject({
    ok: true,
    value: { violations: expect.arrayContaining([expect.objectContaining({ code: "order" })]) },
  });
});

test("a plan of ours that fails its check is refused, and one that passes goes through", () => {
  const made = planAndCheck(GRAPH, DEFAULT_SETTINGS, "00", NO_WATCH);
  expect(onlySound(made)).toBe(made);
  const violations = [
    { code: "overlap", message: "y and z meet", at: ["storage:y"] },
    { code: "number", message: "peak is 1", at: [] },
  ] as const;
  expect(onlySound({ ok: true, value: { ...sure(made), violations } })).toMatchObject({
    ok: false,
    problem: { code: "check-failed", message: expect.stringContaining("y and z meet (and 1 more)") },
  });
});
