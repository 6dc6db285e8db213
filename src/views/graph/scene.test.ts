import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { GraphDocument } from "../../core/document.ts";
import { documentStore, openDocument, showState } from "../../store/document.ts";
import { sessionStore } from "../../store/session.ts";
import { sceneStore, watchScenes } from "./scene.ts";

function column(count: number): GraphDocument {
  const ids = Array.from({ length: count }, (_, i) => `n${i}`);
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: "column",
    tensors: ids.map((id) => ({ id, bytes: 4 })),
    nodes: ids.map((id, i) => ({ id, op: "Op", inputs: i === 0 ? [] : [`n${i - 1}`], outputs: [id] })),
    outputs: [],
    drawing: { at: Object.fromEntries(ids.map((id, i) => [`node:${id}`, [0, 90 * i] as const])) },
  };
}

const drawn = () => sceneStore.getState().scene?.document;
const show = (document: GraphDocument) =>
  showState({ document, settings: documentStore.getState().settings });
const without = (document: GraphDocument): GraphDocument => ({
  ...document,
  nodes: document.nodes.slice(0, -1),
});
const moved = (document: GraphDocument): GraphDocument => ({
  ...document,
  drawing: { at: { ...document.drawing?.at, "node:n1": [50, 90] } },
});

let stop = () => {};

function open(document: GraphDocument): void {
  sessionStore.setState({ graphLayout: "free" });
  openDocument(document, { format: "graph", key: "" });
  stop = watchScenes();
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

test("an edit of a small graph is drawn at once", () => {
  const document = column(10);
  open(document);
  const less = without(document);
  show(less);
  expect(drawn()).toBe(less);
});

test("an edit of a large graph is drawn in tasks of its own, the last of several alone", () => {
  const document = column(1100);
  open(document);
  expect(drawn()).toBe(document);
  const less = without(document);
  show(less);
  const least = without(less);
  show(least);
  expect(drawn()).toBe(document);
  vi.runAllTimers();
  expect(drawn()).toBe(least);
});

test("boxes of a large graph are where they were put at once, with all that was edited before", () => {
  const document = column(1100);
  open(document);
  const less = without(document);
  show(less);
  const there = moved(less);
  show(there);
  expect(drawn()).toBe(there);
  vi.runAllTimers();
  expect(drawn()).toBe(there);
});

test("nothing is drawn any more once nobody watches", () => {
  const document = column(1100);
  open(document);
  show(without(document));
  stop();
  vi.runAllTimers();
  expect(sceneStore.getState().scene).toBeNull();
});
