import { expect, test } from "vitest";
import { forkAndJoin } from "../../tools/examples/arms.ts";
import { fiveSevenFive } from "../../tools/examples/dataflow.ts";
import type { MemplanDocument } from "../core/document.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { NO_WATCH } from "../core/watch.ts";
import { createPlanner } from "./planner.ts";

async function planned(document: MemplanDocument, change: Partial<Settings> = {}) {
  const request = {
    document: { id: 1, document },
    source: null,
    settings: { ...DEFAULT_SETTINGS, ...change },
  };
  const made = await createPlanner().plan(request, NO_WATCH, () => {});
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

test("a plan of arms comes with the graph that its indices are of", async () => {
  const { plan, graph } = await planned(forkAndJoin());
  expect(graph?.nodes.map(({ id }) => id)).toEqual(plan.nodes.id);
});

test("a plan of a dataflow graph comes with a graph of its own firings, in the order of its schedule", async () => {
  const packed = await planned(fiveSevenFive());
  const reference = await planned(fiveSevenFive(), { schedule: "reference" });
  for (const { plan, graph } of [packed, reference]) {
    expect(graph?.nodes.map(({ id }) => id)).toEqual(plan.nodes.id);
    expect(graph?.tensors.map(({ id }) => id)).toEqual(plan.tensors.id);
  }
});

test("a graph is not sent back to who has it", async () => {
  expect(await planned(textGraph("input x 64\n a:64 = Op(x)\n out a"))).not.toHaveProperty("graph");
});
