import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { syntheticDocument } from "../../bench/synthetic.ts";
import type { GraphDocument, MemplanDocument } from "../core/document.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { changeSettings } from "../store/change-settings.ts";
import { documentStore, openDocument } from "../store/document.ts";
import { cameFrom } from "../store/held-file.ts";
import { commit, startHistory } from "../store/history.ts";
import { forget, infoOf, listSaved, loadKept, loadSaved, tooMany } from "../store/saved.ts";
import { shellStore } from "../store/shell.ts";
import { isOwn } from "./document-keys.ts";
import { startSaving } from "./saving.ts";

const GRAPH = textGraph("input x 4\na:4 = Relu(x)\nout a");
const here = new EventTarget();
const said: string[] = [];
const channel = Object.assign(here, { postMessage: (key: string) => said.push(key) });
const writeLarge = vi.fn(async ({ name }: MemplanDocument) => new Blob([`{"written": "${name}"}`]));
startSaving(channel as unknown as BroadcastChannel, writeLarge);
startHistory();

const key = () => documentStore.getState().key;
const open = () => openDocument(GRAPH, { format: "graph", key: "net.json" });
const draw = (name: string) => commit("Renamed", { document: { ...GRAPH, name } });
const otherTab = (wrote: string) => channel.dispatchEvent(new MessageEvent("message", { data: wrote }));

beforeEach(async () => {
  await forget(null);
  shellStore.setState({ recents: [] });
  said.length = 0;
  open();
});
afterEach(() => history.replaceState(null, "", location.pathname + location.search));

test("a document is kept from its opening on, though it was never planned", async () => {
  await vi.waitFor(async () => expect((await loadSaved("net.json"))?.document).toEqual(GRAPH));
  expect(await infoOf("net.json")).toMatchObject({ name: "text", nodes: 1, peakBytes: null, edited: false });
});

test("the first edit gives it a key and an entry of its own; the file stays as it came", async () => {
  draw("edited");
  expect(isOwn(key())).toBe(true);
  expect(location.hash).toBe(`#document/${key()}`);
  await vi.waitFor(async () => expect((await loadSaved(key()))?.document.name).toBe("edited"));
  expect((await loadSaved("net.json"))?.document).toEqual(GRAPH);
  expect((await listSaved()).map((r) => [r.name, r.edited])).toEqual([
    ["edited", true],
    ["text", false],
  ]);
});

test("boxes that are moved are kept too", async () => {
  const drawing: GraphDocument["drawing"] = { at: { "node:n0": [3, 4] } };
  commit("Moved", { document: { ...GRAPH, drawing } });
  await vi.waitFor(async () => expect((await loadSaved(key()))?.document).toMatchObject({ drawing }));
});

test("settings alone are kept with the document as it came", async () => {
  changeSettings({ seed: 7 });
  expect(key()).toBe("net.json");
  await vi.waitFor(async () => expect((await infoOf("net.json"))?.settings.seed).toBe(7));
});

test("a page that goes away has written the last edit before", async () => {
  draw("at the last moment");
  const own = key();
  window.dispatchEvent(new Event("pagehide"));
  expect((await loadSaved(own))?.document.name).toBe("at the last moment");
});

test("what is edited here after another tab edited it goes on as a copy, and says so", async () => {
  draw("mine");
  const first = key();
  await vi.waitFor(async () => expect(said).toContain(first));
  otherTab(first);
  draw("mine still");
  await vi.waitFor(() => expect(key()).not.toBe(first));
  expect(shellStore.getState().notice).toContain("Another tab");
  const second = key();
  await vi.waitFor(async () => expect((await loadSaved(second))?.document.name).toBe("mine still"));
  expect((await loadSaved(first))?.document.name).toBe("mine");
});

test("a drawing in which nothing was drawn leaves nothing behind", async () => {
  openDocument({ ...GRAPH, tensors: [], nodes: [], outputs: [] }, { format: "graph", key: "own:blank" });
  await vi.waitFor(async () => expect(await infoOf("own:blank")).toBeDefined());
  open();
  await vi.waitFor(async () => expect(await infoOf("own:blank")).toBeUndefined());
});

test("what was forgotten while it was open is written whole by the next edit", async () => {
  draw("one");
  await vi.waitFor(() => expect(shellStore.getState().recents.some((r) => r.key === key())).toBe(true));
  await forget(null);
  shellStore.setState({ recents: [] });
  draw("two");
  await vi.waitFor(async () => expect((await loadSaved(key()))?.document.name).toBe("two"));
});

test("opened files make room for each other, never own work", () => {
  const entry = (n: number, edited: boolean) => ({
    key: `${edited ? "own" : "file"}${n}`,
    name: "",
    kind: "graph",
    nodes: 0,
    peakBytes: null,
    edited,
    opened: -n,
  });
  const list = Array.from({ length: 30 }, (_, n) => entry(n, n % 2 === 0));
  expect(tooMany(list)).toEqual(["file25", "file27", "file29"]);
});

test("a large document is kept as the file that it came from, or as one that is written of it", async () => {
  const textOf = async (at: string) => {
    const kept = await loadKept(at);
    return kept !== undefined && "file" in kept ? `${kept.fileName}: ${await kept.file.text()}` : undefined;
  };
  const large = syntheticDocument(20_001);
  cameFrom(large, { file: new Blob(["as it came"]), fileName: "large.1024.csv" });
  openDocument(large, { format: "minimalloc", key: "large.csv" });
  await vi.waitFor(async () => expect(await textOf("large.csv")).toBe("large.1024.csv: as it came"));
  expect(writeLarge).not.toHaveBeenCalled();
  expect(await loadSaved("large.csv")).toBeUndefined();
  openDocument({ ...large, name: "of a text" }, { format: "minimalloc", key: "other" });
  await vi.waitFor(async () =>
    expect(await textOf("other")).toBe('of a text.json: {"written": "of a text"}'),
  );
});
