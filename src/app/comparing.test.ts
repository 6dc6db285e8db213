import { beforeEach, expect, test } from "vitest";
import type { GraphDocument, LifetimesDocument } from "../core/document.ts";
import { type Measured, measuredOf } from "../core/measured.ts";
import { PLACEMENTS } from "../core/place/index.ts";
import { planAndCheck } from "../core/plan-checked.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { NO_WATCH } from "../core/watch.ts";
import { changeSettings } from "../store/change-settings.ts";
import { comparisonStore, keyOf, shownOf } from "../store/comparison.ts";
import { documentStore, openDocument } from "../store/document.ts";
import { commit } from "../store/history.ts";
import { outcomeStore } from "../store/outcome.ts";
import type { MeasureOptions } from "../worker/background.ts";
import { Cancelled, type PlanInput, WorkerDied } from "../worker/thread.ts";
import { startComparing } from "./comparing.ts";

const DOCUMENT: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "three",
  buffers: [
    { id: "a", bytes: 4, start: 0, end: 2 },
    { id: "b", bytes: 3, start: 1, end: 3 },
  ],
};

interface Job {
  readonly input: PlanInput;
  readonly options: MeasureOptions;
  readonly end: (result: Result<Measured>) => void;
  readonly fail: (reason: Error) => void;
}

let jobs: Job[] = [];
const comparing = startComparing({
  measure: (input, options = {}) =>
    new Promise((end, reject) => {
      jobs.push({ input, options, end, fail: reject });
      options.signal?.addEventListener("abort", () => reject(new Cancelled("Cancelled.")));
    }),
});

function measured(place: string): Measured {
  const made = planAndCheck(DOCUMENT, { ...DEFAULT_SETTINGS, place }, "", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return measuredOf(made.value.plan, 5);
}

function job(place: string): Job {
  const found = jobs.findLast((j) => j.input.settings.place === place);
  if (found === undefined) throw new Error(`nobody asked for ${place}`);
  return found;
}

const shown = () => {
  const { document, settings } = documentStore.getState();
  return shownOf("place", comparisonStore.getState(), document, settings);
};
const kindOf = (place: string) => shown().rows.find((r) => r.choice.id === place)?.entry?.kind;

async function finish(): Promise<void> {
  for (const { input, end } of jobs) end(ok(measured(input.settings.place)));
  await expect.poll(() => shown().rows.every(({ entry }) => entry?.kind === "done")).toBe(true);
}

beforeEach(() => {
  openDocument({ ...DOCUMENT }, { format: "lifetimes", key: "three" });
  outcomeStore.setState(outcomeStore.getInitialState(), true);
  jobs = [];
});

test("every placement is measured once, and kept", async () => {
  expect(kindOf("none")).toBeUndefined();
  comparing.compare("place");
  expect(kindOf("none")).toBe("waiting");
  job("none").options.started?.();
  expect(kindOf("none")).toBe("running");
  await finish();
  expect(jobs).toHaveLength(PLACEMENTS.length);
  comparing.compare("place");
  expect(jobs).toHaveLength(PLACEMENTS.length);
});

test("cancelling keeps the best of each, and running again asks only for what is not whole", async () => {
  comparing.compare("place");
  job("none").end(ok(measured("none")));
  job("first-fit").options.started?.();
  job("first-fit").options.better?.(measured("first-fit"));
  comparing.stop();
  await expect.poll(() => kindOf("first-fit")).toBe("stopped");
  const entries = Object.fromEntries(shown().rows.map(({ choice, entry }) => [choice.id, entry]));
  expect(entries["first-fit"]).toMatchObject({ best: { peakBytes: 7 } });
  expect(entries["best-fit"]).toEqual({ kind: "stopped", best: null });
  expect(entries.none).toMatchObject({ kind: "done" });
  jobs = [];
  comparing.compare("place");
  expect(jobs.map((j) => j.input.settings.place)).not.toContain("none");
  expect(jobs).toHaveLength(PLACEMENTS.length - 1);
  comparing.stop();
});

test("choosing a placement leaves its table whole; another setting makes it stale, and ends what is under way", async () => {
  comparing.compare("place");
  job("none").end(ok(measured("none")));
  changeSettings({ place: "first-fit" });
  await expect.poll(() => kindOf("none")).toBe("done");
  expect(shown().stale).toBe(false);
  const { signal } = job("best-fit").options;
  expect(signal?.aborted).toBe(false);
  changeSettings({ alignment: 64 });
  expect(signal?.aborted).toBe(true);
  expect(shown().stale).toBe(true);
  await expect.poll(() => kindOf("best-fit")).toBe("stopped");
  jobs = [];
  comparing.compare("place");
  expect(shown().stale).toBe(false);
  await finish();
  changeSettings({ alignment: 32 });
  expect(shown().stale).toBe(true);
  expect(kindOf("best-fit")).toBe("done");
  // what was measured with these settings once is there again
  changeSettings({ alignment: null });
  expect(shown().stale).toBe(false);
  expect([kindOf("none"), kindOf("best-fit")]).toEqual(["done", "stopped"]);
});

test("another document forgets all, and late answers of the one before are nobody's", async () => {
  comparing.compare("place");
  const late = job("none");
  openDocument({ ...DOCUMENT }, { format: "lifetimes", key: "three" });
  late.end(ok(measured("none")));
  await new Promise((resolve) => setTimeout(resolve));
  expect(shown().rows.every(({ entry }) => entry === undefined)).toBe(true);
  expect(comparisonStore.getState().entries.size).toBe(0);
});

test("a row that fails says why, and the others go on", async () => {
  comparing.compare("place");
  const refused = fail("needs-times", "It needs times.", { help: "Take another." });
  job("none").end(refused);
  job("first-fit").fail(new WorkerDied("out of memory"));
  await expect.poll(() => kindOf("first-fit")).toBe("failed");
  const key = keyOf({ ...DEFAULT_SETTINGS, place: "none" });
  expect(comparisonStore.getState().entries.get(key)).toEqual({
    kind: "failed",
    message: "It needs times. Take another.",
  });
  expect(kindOf("best-fit")).toBe("waiting");
  comparing.stop();
});

test("a search that the page has done to its end is not done again", () => {
  const made = planAndCheck(DOCUMENT, DEFAULT_SETTINGS, "", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  const { document, revision } = documentStore.getState();
  if (document === null) throw new Error("no document");
  const picture = {
    revision,
    document,
    opening: 0,
    graph: null,
    plan: made.value.plan,
    violations: [],
    elapsed: 20_000,
    colour: new Int32Array(2),
    ordinal: new Int32Array(2),
  };
  outcomeStore.setState({ picture });
  comparing.compare("place");
  expect(kindOf(DEFAULT_SETTINGS.place)).toBe("done");
  expect(jobs).toHaveLength(PLACEMENTS.length - 1);
  comparing.stop();
});

test("moving a box ends no measuring, and what was measured holds", async () => {
  const graph = textGraph("input x 4\na:4 = Relu(x)\nout a");
  openDocument(graph, { format: "graph", key: "net" });
  comparing.compare("place");
  await finish();
  comparing.compare("order");
  const moved: GraphDocument = { ...graph, drawing: { at: { "node:n0": [3, 4] } } };
  commit("Moved", { document: moved });
  expect(kindOf("none")).toBe("done");
  expect(jobs.some(({ options }) => options.signal?.aborted)).toBe(false);
  commit("Renamed", { document: { ...moved, name: "another" } });
  expect(kindOf("none")).toBeUndefined();
  expect(jobs.slice(PLACEMENTS.length).every(({ options }) => options.signal?.aborted)).toBe(true);
});

test("what cannot be compared is not asked for", () => {
  changeSettings({ slots: true });
  comparing.compare("place");
  comparing.compare("order");
  expect(jobs).toEqual([]);
});
