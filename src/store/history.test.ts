import { beforeEach, expect, test, vi } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { choose, chosenStore } from "./chosen.ts";
import { documentStore, openDocument } from "./document.ts";
import { commit, endMerge, goToStep, historyStore, redo, startHistory, undo } from "./history.ts";
import { spokenStore } from "./spoken.ts";

const START = textGraph("input x 8\na:8 = A(x)\nout a");

startHistory();
beforeEach(() => {
  openDocument(START, { format: "graph", key: "a" });
  choose([]);
});

const named = (name: string) => ({ document: { ...START, name } });
const says = () => historyStore.getState().steps.map((step) => step.says);
const name = () => documentStore.getState().document?.name;

test("opening begins a history of one step", () => {
  expect(says()).toEqual(["Opened"]);
  commit("One", named("one"));
  openDocument(START, { format: "graph", key: "b" });
  expect(says()).toEqual(["Opened"]);
});

test("undo and redo walk through every state and stop at the ends", () => {
  commit("One", named("one"));
  commit("Two", named("two"));
  undo();
  expect(name()).toBe("one");
  expect(spokenStore.getState().text).toBe("Undone: Two");
  undo();
  expect(documentStore.getState().document).toBe(START);
  undo();
  expect(spokenStore.getState().text).toBe("Nothing to undo.");
  redo();
  redo();
  expect(name()).toBe("two");
  expect(spokenStore.getState().text).toBe("Redone: Two");
  redo();
  expect(spokenStore.getState().text).toBe("Nothing to redo.");
});

test("a step after an undo takes the place of those undone", () => {
  commit("One", named("one"));
  commit("Two", named("two"));
  undo();
  commit("Three", named("three"));
  expect(says()).toEqual(["Opened", "One", "Three"]);
});

test("steps of one merge in a row are one, until the gesture ends or something else is done", () => {
  vi.spyOn(performance, "now").mockReturnValue(5);
  commit("Moved a", named("1"), { merge: "move a" });
  commit("Moved a further", named("2"), { merge: "move a" });
  expect(says()).toEqual(["Opened", "Moved a further"]);
  endMerge();
  commit("Moved a", named("3"), { merge: "move a" });
  commit("Moved b", named("4"), { merge: "move b" });
  commit("Named", named("5"));
  commit("Moved b", named("6"), { merge: "move b" });
  expect(says().slice(2)).toEqual(["Moved a", "Moved b", "Named", "Moved b"]);
  undo();
  expect(name()).toBe("5");
  vi.restoreAllMocks();
});

test("a merge that was undone is not taken up again", () => {
  vi.spyOn(performance, "now").mockReturnValue(5);
  commit("Moved a", named("1"), { merge: "move a" });
  commit("Named", named("2"));
  undo();
  commit("Moved a", named("3"), { merge: "move a" });
  expect(says()).toEqual(["Opened", "Moved a", "Moved a"]);
  vi.restoreAllMocks();
});

test("what changes nothing is no step", () => {
  commit("Nothing", { document: START });
  expect(says()).toEqual(["Opened"]);
});

test("any step can be gone to, in both directions", () => {
  for (const each of ["one", "two", "three"]) commit(each, named(each));
  goToStep(1);
  expect(name()).toBe("one");
  goToStep(3);
  expect(name()).toBe("three");
  goToStep(9);
  goToStep(-1);
  expect(historyStore.getState().at).toBe(3);
});

test("a jump over several steps says how many", () => {
  for (const n of ["one", "two", "three"]) commit(`Named ${n}`, named(n));
  goToStep(1);
  expect(spokenStore.getState().text).toBe("Went back 2 steps, before: Named two");
  goToStep(3);
  expect(spokenStore.getState().text).toBe("Went forward 2 steps, to: Named three");
  goToStep(0);
  expect(spokenStore.getState().text).toBe("Went back to the beginning");
});

test("undo gives back what was chosen when the step was done, redo what it chose", () => {
  choose(["node:n0"]);
  commit("Deleted n0", named("gone"), { chosen: [] });
  undo();
  expect(chosenStore.getState().keys).toEqual(["node:n0"]);
  redo();
  expect(chosenStore.getState().keys).toEqual([]);
});

test("a thousand states are kept, the latest ones", () => {
  for (let i = 0; i < 1010; i++) commit(`Step ${i}`, named(String(i)));
  const { steps, at } = historyStore.getState();
  expect(steps).toHaveLength(1000);
  expect(at).toBe(999);
  expect(steps.at(-1)?.says).toBe("Step 1009");
  for (let i = 0; i < 1010; i++) undo();
  expect(name()).toBe("10");
});

test("only what plans depend on raises the revision", () => {
  const { revision } = documentStore.getState();
  commit("Moved x", { document: { ...START, drawing: { at: { "value:x": [1, 2] } } } });
  expect(documentStore.getState().revision).toBe(revision);
  commit("Named", named("other"));
  undo();
  expect(documentStore.getState().revision).toBe(revision + 2);
});
