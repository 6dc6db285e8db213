import { beforeEach, expect, test } from "vitest";
import type { BoxKey } from "../core/box-key.ts";
import type { GraphDocument } from "../core/document.ts";
import { planAndCheck } from "../core/plan-checked.ts";
import { ok } from "../core/result.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { NO_WATCH } from "../core/watch.ts";
import { choose, chooseWire, chosenStore, startChoosing } from "../store/chosen.ts";
import { openDocument } from "../store/document.ts";
import { commit, startHistory } from "../store/history.ts";
import { outcomeStore } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import type { PlannerClient } from "../worker/client.ts";
import { startPlanning } from "./planning.ts";

const client = {
  async plan({ document, settings }) {
    if (document.kind !== "graph") throw new Error("graphs only");
    const made = planAndCheck(document, settings, "", NO_WATCH);
    return made.ok ? ok({ ...made.value, elapsed: 1 }) : made;
  },
} as Partial<PlannerClient> as PlannerClient;
startHistory();
startChoosing();
startPlanning(client);

const CHAIN = textGraph("input x 64\na: a:64 = Relu(x)\nb: b:32 = Relu(a)\nc: c:16 = Relu(b)\nout c");
/** Others before all of it, so that every index is another. */
const LONGER: GraphDocument = {
  ...textGraph(
    "input y 8\nz: z:8 = Relu(y)\ninput x 64\na: a:64 = Relu(x)\nb: b:32 = Relu(a)\nc: c:16 = Relu(b)\nout c z",
  ),
  name: CHAIN.name,
};

const pictured = (document: GraphDocument) =>
  expect.poll(() => outcomeStore.getState().picture?.document).toBe(document);

const keys = () => chosenStore.getState().keys;

/** Id of what the other panes show as selected, in the picture that they show. */
function selected(): string | undefined {
  const { selection } = sessionStore.getState();
  const { plan } = outcomeStore.getState().picture ?? {};
  if (selection === null || plan === undefined) return undefined;
  return plan[selection.kind === "node" ? "nodes" : "tensors"].id[selection.index];
}

beforeEach(async () => {
  outcomeStore.setState(outcomeStore.getInitialState(), true);
  sessionStore.setState(sessionStore.getInitialState(), true);
  chosenStore.setState(chosenStore.getInitialState(), true);
  openDocument(CHAIN, { format: "graph", key: "chain" });
  await pictured(CHAIN);
});

test.each<[string, readonly BoxKey[], string]>([
  ["one box", ["node:b"], "b"],
  ["an output", ["output:c"], "c"],
  ["two boxes", ["node:b", "value:x"], "b"],
  ["many boxes", ["node:a", "node:b", "value:x", "node:c"], "c"],
])("%s stays chosen when an edit gives everything another place in the plan", async (_, chosen, leads) => {
  choose(chosen);
  expect(selected()).toBe(leads);
  commit("Added", { document: LONGER });
  await pictured(LONGER);
  expect(keys()).toEqual(chosen);
  expect(selected()).toBe(leads);
});

test("a chosen connection stays chosen when an edit elsewhere is planned", async () => {
  const wire = { node: "b", port: 0 };
  chooseWire(wire, { kind: "tensor", index: CHAIN.tensors.findIndex((t) => t.id === "a") });
  commit("Added", { document: LONGER });
  await pictured(LONGER);
  expect(chosenStore.getState().wire).toEqual(wire);
  expect(selected()).toBe("a");
});

test("what was chosen is forgotten with its document, groups too", async () => {
  choose(["group:g", "node:a"]);
  openDocument(LONGER, { format: "graph", key: "longer" });
  expect(keys()).toEqual([]);
  await pictured(LONGER);
  expect(keys()).toEqual([]);
});

test("a pair of a node and of memory stays one in the next plan", async () => {
  choose(["node:b"]);
  sessionStore.setState({ second: { kind: "storage", index: 0 } });
  const name = outcomeStore.getState().picture?.plan.storages.id[0];
  commit("Added", { document: LONGER });
  await pictured(LONGER);
  const { second } = sessionStore.getState();
  expect(selected()).toBe("b");
  expect(outcomeStore.getState().picture?.plan.storages.id[second?.index ?? -1]).toBe(name);
});
