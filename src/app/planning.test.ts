import { beforeEach, expect, test } from "vitest";
import type { GraphDocument, LifetimesDocument } from "../core/document.ts";
import { planAndCheck } from "../core/plan-checked.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { NO_WATCH } from "../core/watch.ts";
import { changeSettings } from "../store/change-settings.ts";
import { documentStore, openDocument } from "../store/document.ts";
import { commit } from "../store/history.ts";
import { outcomeStore } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import type { Planned } from "../worker/api.ts";
import { Cancelled, type Edited, type PlannerClient } from "../worker/client.ts";
import { startPlanning } from "./planning.ts";

const DOCUMENT: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "three",
  buffers: [
    { id: "a", bytes: 4, start: 0, end: 2 },
    { id: "b", bytes: 3, start: 1, end: 3 },
    { id: "c", bytes: 4, start: 2, end: 4 },
  ],
};

function planned(place: string, endedEarly = true): Planned {
  const made = planAndCheck(DOCUMENT, { ...DEFAULT_SETTINGS, place }, "", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  const { plan, violations } = made.value;
  return { plan: { ...plan, search: { ...plan.search, endedEarly } }, violations, elapsed: 1 };
}

/** 11 bytes, then 7. */
const WORST = planned("none");
const BEST = planned("greedy-by-size");

interface Search {
  readonly edited: Edited | undefined;
  readonly better: (planned: Planned) => void;
  readonly end: (made: Result<Planned>) => void;
  readonly fail: (reason: Error) => void;
}

let searches: Search[];
const client = {
  plan: (_input, _watch, better, edited) =>
    new Promise((end, fail) => {
      searches.push({ better, end, fail, edited });
    }),
} as Partial<PlannerClient> as PlannerClient;
const { again } = startPlanning(client);

const peak = () => outcomeStore.getState().picture?.plan.stats.peakBytes;
const searching = () => outcomeStore.getState().work?.searching;
const search = (n: number) => {
  const found = searches[n];
  if (found === undefined) throw new Error(`search ${n} was not started`);
  return found;
};

beforeEach(() => {
  searches = [];
  outcomeStore.setState(outcomeStore.getInitialState(), true);
  sessionStore.setState(sessionStore.getInitialState(), true);
  openDocument(DOCUMENT, { format: "lifetimes", key: "three" });
});

test("the best so far is the picture while the search goes on, and the proof comes with the end", async () => {
  search(0).better(WORST);
  await expect.poll(searching).toBe(true);
  expect(peak()).toBe(11);
  sessionStore.setState({
    selection: { kind: "storage", index: 1 },
    hover: { kind: "tensor", index: 2 },
    time: [1, 3],
  });
  search(0).better(BEST);
  await expect.poll(peak).toBe(7);
  expect(sessionStore.getState()).toMatchObject({
    selection: { kind: "storage", index: 1 },
    hover: { kind: "tensor", index: 2 },
    time: [1, 3],
  });
  search(0).end(ok(planned("greedy-by-size", false)));
  await expect.poll(() => outcomeStore.getState().work).toBeNull();
  expect(outcomeStore.getState().picture?.plan.search.endedEarly).toBe(false);
});

test("of better plans that come while one is drawn the last is shown", async () => {
  const shown: (number | undefined)[] = [];
  const stop = outcomeStore.subscribe((now, before) => {
    if (now.picture !== before.picture) shown.push(now.picture?.plan.stats.peakBytes);
  });
  search(0).better(WORST);
  search(0).better(BEST);
  search(0).end(ok(BEST));
  await expect.poll(() => outcomeStore.getState().work).toBeNull();
  stop();
  expect(shown.at(-1)).toBe(7);
  expect(shown).not.toContain(11);
});

test("a plan of an older revision is dropped, better or not", async () => {
  changeSettings({ seed: 2 });
  search(0).better(WORST);
  search(0).end(ok(WORST));
  search(1).end(ok(BEST));
  await expect.poll(peak).toBe(7);
  expect(outcomeStore.getState().picture?.revision).toBe(documentStore.getState().revision);
});

test("ending a search keeps what it had found, marked as ended early", async () => {
  search(0).better(BEST);
  await expect.poll(searching).toBe(true);
  search(0).fail(new Cancelled("Cancelled."));
  await expect.poll(() => outcomeStore.getState().work).toBeNull();
  expect(peak()).toBe(7);
  expect(outcomeStore.getState().picture?.plan.search.endedEarly).toBe(true);
});

test("a search that starts once more never shows worse than what is there", async () => {
  search(0).better(BEST);
  await expect.poll(peak).toBe(7);
  search(0).fail(new Cancelled("Cancelled."));
  await expect.poll(() => outcomeStore.getState().work).toBeNull();
  again();
  search(1).better(WORST);
  await expect.poll(searching).toBe(true);
  search(1).end(ok(WORST));
  await expect.poll(() => outcomeStore.getState().work).toBeNull();
  expect(peak()).toBe(7);
});

function plannedGraph(document: GraphDocument): Planned {
  const made = planAndCheck(document, DEFAULT_SETTINGS, "", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return { plan: made.value.plan, violations: made.value.violations, elapsed: 1 };
}

const CHAIN = textGraph("input x 64\na: a:64 = Relu(x)\nb: b:32 = Relu(a)\nc: c:16 = Relu(b)\nout c");
/** Another value before all others, so that every index is another. */
const LONGER: GraphDocument = {
  ...textGraph(
    "input y 8\nz: z:8 = Relu(y)\ninput x 64\na: a:64 = Relu(x)\nb: b:32 = Relu(a)\nc: c:16 = Relu(b)\nout c z",
  ),
  name: CHAIN.name,
};

async function showChain(): Promise<void> {
  openDocument(CHAIN, { format: "graph", key: "chain" });
  search(1).end(ok(plannedGraph(CHAIN)));
  await expect.poll(() => outcomeStore.getState().picture?.document).toBe(CHAIN);
}

test("an edit is planned as one, in the order of the picture; opening and settings are not", async () => {
  await showChain();
  changeSettings({ seed: 3 });
  commit("Added", { document: LONGER });
  expect(searches.map((s) => s.edited?.order)).toEqual([undefined, undefined, undefined, ["a", "b", "c"]]);
});

test("what is selected stays the same thing when an edit moves it to another place in the plan", async () => {
  await showChain();
  const before = outcomeStore.getState().picture;
  const index = before?.plan.nodes.id.indexOf("b") ?? -1;
  sessionStore.setState({ selection: { kind: "node", index }, cursor: 2, time: [0, 2] });
  commit("Added", { document: LONGER });
  expect(outcomeStore.getState().picture).toBe(before);
  search(2).end(ok(plannedGraph(LONGER)));
  await expect.poll(() => outcomeStore.getState().picture?.document).toBe(LONGER);
  const after = outcomeStore.getState().picture;
  const { selection, cursor, time } = sessionStore.getState();
  expect(after?.plan.nodes.id[selection?.index ?? -1]).toBe("b");
  expect([cursor, time]).toEqual([2, [0, 2]]);
});

test("what an edit took away is selected no more, and a cursor beyond the end goes back to the peak", async () => {
  await showChain();
  const { plan } = outcomeStore.getState().picture ?? {};
  sessionStore.setState({
    selection: { kind: "node", index: plan?.nodes.id.indexOf("c") ?? -1 },
    cursor: 2,
    time: [1, 3],
  });
  const shorter = textGraph("input x 64\na: a:64 = Relu(x)\nb: b:32 = Relu(a)\nout b");
  commit("Removed", { document: shorter });
  search(2).end(ok(plannedGraph(shorter)));
  await expect.poll(() => outcomeStore.getState().picture?.document).toBe(shorter);
  expect(sessionStore.getState()).toMatchObject({ selection: null, cursor: null, time: null });
});

test("buffers keep their colours while the document changes", async () => {
  await showChain();
  const colourOf = (id: string) => {
    const { picture } = outcomeStore.getState();
    const s = picture?.plan.storages.id.indexOf(id) ?? -1;
    return picture?.colour[picture.plan.storages.buffer[s] ?? -1];
  };
  const before = ["a", "b"].map(colourOf);
  commit("Added", { document: LONGER });
  search(2).end(ok(plannedGraph(LONGER)));
  await expect.poll(() => outcomeStore.getState().picture?.document).toBe(LONGER);
  expect(["a", "b"].map(colourOf)).toEqual(before);
});

test("an edit that cannot be planned leaves the picture, and the next one is planned", async () => {
  await showChain();
  const before = outcomeStore.getState().picture;
  commit("Broke", { document: LONGER });
  search(2).end(fail("broken", "It cannot be planned."));
  await expect.poll(() => outcomeStore.getState().trouble?.problem.code).toBe("broken");
  expect(outcomeStore.getState().picture).toBe(before);
  commit("Mended", { document: { ...CHAIN, name: "mended" } });
  search(3).end(ok(plannedGraph(CHAIN)));
  await expect.poll(() => outcomeStore.getState().picture?.document.name).toBe("mended");
  await expect.poll(() => outcomeStore.getState().trouble).toBeNull();
});
