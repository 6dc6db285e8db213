import { describe, expect, test } from "vitest";
import { check } from "./check.ts";
import type { GraphDocument } from "./document.ts";
import { readGraph } from "./graph.ts";
import { PLACEMENTS } from "./place/index.ts";
import { planDocument } from "./plan.ts";
import { toPlanDocument } from "./plan-document.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { NO_WATCH } from "./watch.ts";

const GRAPH: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "fixed",
  tensors: [
    { id: "cache", bytes: 32, role: "state", offset: 64 },
    { id: "nothing", bytes: 0, role: "state", offset: 7 },
    { id: "x", bytes: 48, role: "input" },
    { id: "y", bytes: 80 },
  ],
  nodes: [{ id: "n", op: "Op", inputs: ["x", "cache"], outputs: ["y"] }],
  outputs: ["y"],
  arenas: [{ id: "a", alignment: 16 }],
};
const SOURCE = { name: "fixed", kind: "graph", sha256: "" } as const;

function planned(graph: GraphDocument, settings = DEFAULT_SETTINGS) {
  const plan = planDocument(graph, settings, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return toPlanDocument(plan.value, SOURCE);
}

describe("a tensor with a fixed address", () => {
  test.each(PLACEMENTS.map((p) => p.id))("has it in a plan by %s, and the rest lies around it", (place) => {
    const plan = planned(GRAPH, { ...DEFAULT_SETTINGS, place });
    expect(plan.tensors.cache?.offset).toBe(64);
    expect(check(plan, GRAPH)).toEqual([]);
  });

  test("is missed by the checker when it lies elsewhere", () => {
    const free = { ...GRAPH, tensors: GRAPH.tensors.map(({ offset, ...tensor }) => tensor) };
    const plan = planned(free, { ...DEFAULT_SETTINGS, place: "none" });
    expect(check(plan, free)).toEqual([]);
    expect(check(plan, GRAPH).map((v) => v.code)).toEqual(["fixed"]);
  });

  test("may not be what a node makes", () => {
    const tensors = GRAPH.tensors.map((t) => (t.id === "y" ? { ...t, offset: 0 } : t));
    const read = readGraph({ ...GRAPH, tensors });
    expect(read.ok ? "" : read.problem.code).toBe("fixed-although");
  });

  test("is no address below zero", () => {
    const tensors = GRAPH.tensors.map((t) => (t.id === "cache" ? { ...t, offset: -16 } : t));
    const read = readGraph({ ...GRAPH, tensors });
    expect(read.ok ? "" : read.problem.where).toBe("tensors[0].offset");
  });

  test("cannot be had where every buffer is an allocation of its own", () => {
    const plan = planDocument(GRAPH, { ...DEFAULT_SETTINGS, slots: true }, NO_WATCH);
    expect(plan.ok ? "" : plan.problem.code).toBe("fixed-in-slots");
  });

  test("of two on the same bytes the plan says so", () => {
    const tensors = GRAPH.tensors.map((t) => (t.id === "x" ? { ...t, offset: 48 } : t));
    expect(planned({ ...GRAPH, tensors }).diagnostics.map((d) => d.code)).toContain("fixed-overlap");
  });
});
