import { beforeEach, expect, test } from "vitest";
import type { GraphDocument } from "../core/document.ts";
import { renameNode, setSymbol } from "../core/edit/change.ts";
import { ok } from "../core/result.ts";
import { NO_WATCH } from "../core/watch.ts";
import { openSource } from "../formats/index.ts";
import { rateModel } from "../formats/onnx/testing/rate-model.ts";
import { sourceFromBlob } from "../formats/source.ts";
import { documentStore, openDocument } from "../store/document.ts";
import { edit, openGraph } from "../store/editing.ts";
import { historyStore, startHistory, undo } from "../store/history.ts";
import { shellStore } from "../store/shell.ts";
import { createReadingAgain, type ReadingAgain } from "./reading-again.ts";

const FILE = new Blob([new Uint8Array(rateModel())]);

startHistory();
let again: ReadingAgain;

beforeEach(async () => {
  again = createReadingAgain({
    read: (file, name, given) => openSource(sourceFromBlob(name, file), NO_WATCH, given),
  });
  const opened = await openSource(sourceFromBlob("vad.onnx", FILE), NO_WATCH);
  if (!opened.ok) throw new Error(opened.problem.message);
  openDocument(opened.value.document, { format: "onnx", key: "" });
  again.hold("vad.onnx", FILE, opened.value.document);
});

function now(): GraphDocument {
  const graph = openGraph();
  if (graph === null) throw new Error("no graph is open");
  return graph;
}

test("a value decides the branch, keeps what was given to symbols, and is one step that can be undone", async () => {
  const before = now();
  edit((d) => setSymbol(d, "T", 99));
  expect(await again.give("sr", [16_000])).toBe(true);
  expect(now().contents).toMatchObject([{ id: "sr", values: [16_000] }]);
  expect(now().nodes.length).toBeLessThan(before.nodes.length);
  expect(now().symbols).toContainEqual({ id: "T", value: 99, of: "x", given: true });
  expect(await again.give("sr", null)).toBe(true);
  expect(now().nodes).toHaveLength(before.nodes.length);
  undo();
  undo();
  undo();
  expect(now()).toBe(before);
  expect(historyStore.getState().at).toBe(0);
});

test("edits are not lost: reading again is refused until they are undone", async () => {
  const [node] = now().nodes;
  edit((d) => renameNode(d, node?.id ?? "", "mine"));
  expect(await again.give("sr", [8000])).toBe(false);
  expect(shellStore.getState().notice).toMatch(/edited since its file was read.*undo the edits first/);
  undo();
  expect(await again.give("sr", [8000])).toBe(true);
});

test("without the file it says to open it again", async () => {
  openDocument(now(), { format: "onnx", key: "" });
  expect(documentStore.getState().opening).toBeGreaterThan(1);
  expect(await again.give("sr", [8000])).toBe(false);
  expect(shellStore.getState().notice).toMatch(/open it again/);
  expect(edit(() => ok({ document: now(), says: "" })).ok).toBe(true);
});
