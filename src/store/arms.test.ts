import { beforeEach, expect, test } from "vitest";
import { analyseArms } from "../core/dialects/arms/analyse.ts";
import type { ArmsDocument } from "../core/dialects/arms/document.ts";
import { blankArms } from "../core/dialects/arms/edit/blank.ts";
import { relateArms } from "../core/dialects/arms/edit/relations.ts";
import { pairsOf } from "../core/dialects/arms/slots.ts";
import { armsStore, factsOf, sharingChange, watchSharing } from "./arms.ts";
import { addArmHere, nameArm, nameBuffer, toggleParallel } from "./arms-doings.ts";
import { editArms } from "./arms-editing.ts";
import { documentStore, openDocument } from "./document.ts";
import { historyStore, redo, startHistory, undo } from "./history.ts";
import { armsNow } from "./testing/arms.ts";

const TWO: ArmsDocument = {
  ...blankArms("two"),
  buffers: [
    { id: "b", bytes: 2000, access: "read_write" },
    { id: "c", bytes: 3000, access: "read_write" },
  ],
  body: [
    {
      arm: "B",
      body: [
        { op: "store", buffer: "b" },
        { op: "load", buffer: "b" },
      ],
    },
    {
      arm: "C",
      body: [
        { op: "store", buffer: "c" },
        { op: "load", buffer: "c" },
      ],
    },
  ],
};

const NONE = { named: [], count: 0 };
const ONE_PAIR = { named: [["b", "c"]], count: 1 };

startHistory();
watchSharing();
beforeEach(() => {
  armsStore.setState(armsStore.getInitialState(), true);
  openDocument(TWO, { format: "arms", key: "" });
});

test("an edit is one step with a sentence, and undo gives the document back", () => {
  toggleParallel("B", "C");
  const { steps, at } = historyStore.getState();
  expect(steps[at]?.says).toBe("Set B and C parallel");
  undo();
  expect(documentStore.getState().document).toBe(TWO);
  redo();
  expect(armsNow().order).toEqual({ kind: "dag", edges: [] });
});

test("setting two arms parallel tells which pairs stop sharing, and undoing which may again", () => {
  toggleParallel("B", "C");
  expect(armsStore.getState().change).toEqual({ stopped: ONE_PAIR, begun: NONE });
  undo();
  expect(armsStore.getState().change).toEqual({ stopped: NONE, begun: ONE_PAIR });
  editArms((document) => relateArms(document, "B", "C", "exclusive"));
  // one at a time is enough for buffers of one arm each
  expect(armsStore.getState().change).toBeNull();
});

test("of many pairs that stop sharing some are named, and all are counted", () => {
  const ids = Array.from({ length: 10 }, (_, i) => `b${i}`);
  const listed: ArmsDocument = {
    ...blankArms("ten"),
    buffers: ids.map((id) => ({ id, bytes: 64, access: "read_write" })),
    body: ids.map((buffer) => ({
      arm: `arm ${buffer}`,
      body: [
        { op: "store", buffer },
        { op: "load", buffer },
      ],
    })),
  };
  const change = sharingChange(listed, { ...listed, order: { kind: "dag", edges: [] } });
  expect(change).toMatchObject({ stopped: { count: 45 }, begun: NONE });
  expect(change?.stopped.named).toHaveLength(24);
  expect(change?.stopped.named[0]).toEqual(["b0", "b1"]);
});

test("an edit that changes nothing is no step, and a refused one is told and changes nothing", () => {
  const { steps } = historyStore.getState();
  expect(editArms((document) => relateArms(document, "B", "C", "before")).ok).toBe(true);
  expect(nameBuffer("b", "c").ok).toBe(false);
  expect(historyStore.getState().steps).toBe(steps);
});

test("an edit that would make no sense as a program is refused", () => {
  const broken = editArms((document) => ({
    ok: true,
    value: {
      document: { ...document, order: { kind: "dag", edges: [["B", "nobody"]] } },
      says: "Broke it",
    },
  }));
  expect(broken.ok).toBe(false);
  expect(documentStore.getState().document).toBe(TWO);
});

test("an arm that is renamed stays the one that is shown, and a new one is shown", () => {
  armsStore.setState({ arm: "B" });
  nameArm("B", "C");
  expect(armsStore.getState().arm).toBe("C#1");
  addArmHere("beside");
  expect(armsStore.getState()).toMatchObject({ arm: "A", tab: "arm" });
});

test("what is known at once is what the whole analysis says", () => {
  for (const document of [TWO, { ...TWO, order: { kind: "dag" as const, edges: [] } }]) {
    const [facts, report] = [factsOf(document), analyseArms(document)];
    if (!facts.ok || !report.ok) throw new Error("the test's document is broken");
    const { ids, relation } = facts.value.scratch;
    const pairs = pairsOf(relation).map(([a, b]) => [ids[a], ids[b]]);
    expect(pairs).toEqual(report.value.precise.shareablePairs);
    expect(facts.value.original).toEqual(report.value.original);
    expect(facts.value.arms).toEqual(report.value.arms);
  }
});
