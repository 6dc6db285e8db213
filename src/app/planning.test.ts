import { beforeEach, expect, test } from "vitest";
import type { LifetimesDocument } from "../core/document.ts";
import { planAndCheck } from "../core/plan-checked.ts";
import { ok, type Result } from "../core/result.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { NO_WATCH } from "../core/watch.ts";
import { changeSettings } from "../store/change-settings.ts";
import { documentStore, openDocument } from "../store/document.ts";
import { outcomeStore } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import type { Planned } from "../worker/api.ts";
import { Cancelled, type PlannerClient } from "../worker/client.ts";
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
  readonly better: (planned: Planned) => void;
  readonly end: (made: Result<Planned>) => void;
  readonly fail: (reason: Error) => void;
}

let searches: Search[];
const client = {
  plan: (_input, _watch, better) =>
    new Promise((end, fail) => {
      searches.push({ better, end, fail });
    }),
} as Partial<PlannerClient> as PlannerClient;
const again = startPlanning(client);

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
