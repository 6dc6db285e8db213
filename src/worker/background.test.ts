import { afterEach, beforeEach, expect, test } from "vitest";
import type { LifetimesDocument } from "../core/document.ts";
import type { Measured } from "../core/measured.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import type { PlanRequest } from "./api.ts";
import { type Background, createBackground } from "./background.ts";
import { createPlanner } from "./planner.ts";
import { type FakeWorker, fakeWorker, never } from "./testing/fake-worker.ts";
import { Cancelled, WorkerDied } from "./thread.ts";

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

let fakes: FakeWorker[];
let requests: PlanRequest[];
let background: Background;

/** Measures as the real one does; with seed 13 it tells of one better plan and hangs. */
function startFake(): Worker {
  const planner = createPlanner();
  const fake = fakeWorker({
    ...planner,
    async measure(request, watch, better) {
      requests.push(request);
      const measured = await planner.measure(request, watch, better);
      if (request.settings.seed !== 13) return measured;
      if (measured.ok) better(measured.value);
      return never();
    },
  });
  fakes.push(fake);
  return fake.worker;
}

function input(change: Partial<Settings> = {}) {
  return { document: DOCUMENT, source: null, settings: { ...DEFAULT_SETTINGS, ...change } };
}

beforeEach(() => {
  fakes = [];
  requests = [];
  background = createBackground(startFake, 1);
});
afterEach(() => {
  for (const fake of fakes) fake.worker.terminate();
});

test("nothing starts before it is asked for, and the document crosses once", async () => {
  expect(fakes).toHaveLength(0);
  const all = await Promise.all([
    background.measure(input()),
    background.measure(input({ place: "none" })),
    background.measure(input({ capacity: 6 })),
  ]);
  const fits = (peakBytes: number, fit: boolean | null) => ({ ok: true, value: { peakBytes, fits: fit } });
  expect(all).toMatchObject([fits(7, null), fits(11, null), fits(7, false)]);
  expect(fakes).toHaveLength(1);
  expect(requests.map((r) => r.document.document?.name ?? null)).toEqual(["three", null, null]);
});

test("a problem is an answer, and the worker lives on", async () => {
  expect(await background.measure(input({ place: "nonsense" }))).toMatchObject({
    problem: { code: "unknown-choice" },
  });
  expect(fakes[0]?.ended()).toBe(false);
});

test("cancelling what runs ends its worker, and what waits gets a new one with the document", async () => {
  const stop = new AbortController();
  const heard: Measured[] = [];
  const hanging = background.measure(input({ seed: 13 }), {
    signal: stop.signal,
    better: (measured) => heard.push(measured),
  });
  const ended = expect(hanging).rejects.toBeInstanceOf(Cancelled);
  const next = background.measure(input());
  await expect.poll(() => heard).toMatchObject([{ peakBytes: 7 }]);
  stop.abort();
  await ended;
  expect(await next).toMatchObject({ ok: true, value: { peakBytes: 7 } });
  expect(fakes.map((f) => f.ended())).toEqual([true, false]);
  expect(requests.at(-1)?.document.document?.name).toBe("three");
});

test("cancelling what waits takes it out of the queue and leaves the rest alone", async () => {
  const stop = new AbortController();
  const started: string[] = [];
  const first = background.measure(input(), { started: () => started.push("first") });
  const second = background.measure(input({ seed: 2 }), {
    signal: stop.signal,
    started: () => started.push("second"),
  });
  stop.abort();
  await expect(second).rejects.toBeInstanceOf(Cancelled);
  expect(await first).toMatchObject({ ok: true });
  expect(started).toEqual(["first"]);
  await expect(background.measure(input(), { signal: stop.signal })).rejects.toBeInstanceOf(Cancelled);
});

test("a worker that dies fails its own job only", async () => {
  const hanging = background.measure(input({ seed: 13 }));
  const ended = expect(hanging).rejects.toBeInstanceOf(WorkerDied);
  const next = background.measure(input());
  fakes[0]?.die("out of memory");
  await ended;
  expect(await next).toMatchObject({ ok: true });
});

test("two workers work side by side", async () => {
  background = createBackground(startFake, 2);
  const stop = new AbortController();
  const hanging = background.measure(input({ seed: 13 }), { signal: stop.signal });
  const ended = expect(hanging).rejects.toBeInstanceOf(Cancelled);
  expect(await background.measure(input())).toMatchObject({ ok: true });
  expect(fakes).toHaveLength(2);
  stop.abort();
  await ended;
});
