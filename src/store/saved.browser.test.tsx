import { clear, createStore, get, set } from "idb-keyval";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { forget, infoOf, listSaved, loadSaved, save } from "./saved.ts";

const database = createStore("memplan", "documents");
const GRAPH = textGraph("input x 4\na:4 = Relu(x)\nout a");
const SAVED = { document: GRAPH, source: null, format: "graph" };
/** As the versions before this one kept it. */
const OLD = {
  key: "net.json",
  name: "net",
  kind: "graph",
  nodes: 1,
  peakBytes: 32,
  opened: 5,
  sha256: "00",
  settings: { seed: 7 },
};

beforeEach(() => clear(database));
afterEach(() => vi.restoreAllMocks());

test("what earlier versions kept is listed and opened, with defaults for settings that are new", async () => {
  await set("recents", [OLD], database);
  await set("document:net.json", SAVED, database);
  expect(await listSaved()).toEqual([
    {
      key: "net.json",
      name: "net",
      kind: "graph",
      nodes: 1,
      peakBytes: 32,
      opened: 5,
      edited: false,
      settings: { ...DEFAULT_SETTINGS, seed: 7 },
    },
  ]);
  expect(await infoOf("net.json")).toMatchObject({ name: "net" });
  expect(await loadSaved("net.json")).toEqual(SAVED);
  expect(await get("recents", database)).toBeUndefined();
  await forget(null);
  expect(await listSaved()).toEqual([]);
  expect(await loadSaved("net.json")).toBeUndefined();
});

test("an entry of this version is not replaced by an older one", async () => {
  await set("recents", [OLD], database);
  const { sha256: _, ...rest } = OLD;
  await save({ ...rest, name: "newer", edited: false, settings: DEFAULT_SETTINGS }, SAVED);
  expect((await listSaved()).map((r) => r.name)).toEqual(["newer"]);
  expect(await infoOf("net.json")).toMatchObject({ name: "newer" });
});

test.each([[null], ["nonsense"], [[{}, { name: "without a key" }]]])(
  "a list that nobody can read is dropped: %j",
  async (list) => {
    await set("recents", list, database);
    expect(await listSaved()).toEqual([]);
    expect(await get("recents", database)).toBeUndefined();
  },
);

test("where the browser refuses to keep anything there is nothing, and nothing fails", async () => {
  vi.spyOn(console, "info").mockImplementation(() => {});
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
    throw new DOMException("A private window.", "InvalidStateError");
  });
  expect(await listSaved()).toEqual([]);
  expect(await loadSaved("net.json")).toBeUndefined();
  expect(await infoOf("net.json")).toBeUndefined();
});
