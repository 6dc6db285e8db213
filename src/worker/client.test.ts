import { afterEach, beforeEach, expect, test } from "vitest";
import type { GraphDocument } from "../core/document.ts";
import { planDocument } from "../core/plan.ts";
import { fail, ok } from "../core/result.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import { NO_WATCH } from "../core/watch.ts";
import type { PlannerApi, PlanRequest } from "./api.ts";
import { Cancelled, createPlannerClient, type PlannerClient, WorkerDied } from "./client.ts";
import { createPlanner } from "./planner.ts";
import { type FakeWorker, fakeWorker, never } from "./testing/fake-worker.ts";

const DOCUMENT: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "none",
  tensors: [],
  nodes: [],
  outputs: [],
};

const made = planDocument(DOCUMENT, DEFAULT_SETTINGS, NO_WATCH);
if (!made.ok) throw new Error(made.problem.message);
const PLAN = made.value;

let fakes: (FakeWorker & { readonly requests: PlanRequest[] })[];
let client: PlannerClient;

const ignore = () => {};

/**
 * A worker whose `plan` answers with a problem that holds the seed. It hangs when the seed is 13; when it is 21 or 22 a
 * plan in haste ends early, and one in full comes or hangs.
 */
function startFake(): Worker {
  const requests: PlanRequest[] = [];
  const api: PlannerApi = {
    ...createPlanner(),
    formats: async () => [],
    open: async (_file, name, _id, watch) => {
      watch({ phase: name, done: 1, total: 2 });
      await new Promise((resolve) => setTimeout(resolve, 20));
      watch({ phase: name, done: 2, total: 2 });
      return ok({ document: { ...DOCUMENT, name }, format: "graph" });
    },
    plan: async (request, _watch, better) => {
      requests.push(request);
      const { seed } = request.settings;
      if (seed > 20) {
        if (seed === 22 && request.haste === undefined) return never();
        const search = { ...PLAN.search, endedEarly: request.haste !== undefined };
        return ok({ plan: { ...PLAN, search }, violations: [], elapsed: 1 });
      }
      if (seed !== 13) return fail("answered", String(seed));
      better({ plan: PLAN, violations: [], elapsed: 1 });
      return never();
    },
    measure: never,
    write: () => Promise.reject(new RangeError("a bug")),
    hash: async (document) => `hash of ${document.document?.name ?? "what is held"}`,
  };
  const fake = { ...fakeWorker(api), requests };
  fakes.push(fake);
  return fake.worker;
}

function input(seed: number) {
  const settings: Settings = { ...DEFAULT_SETTINGS, seed };
  return { document: DOCUMENT, source: null, settings };
}

beforeEach(() => {
  fakes = [];
  client = createPlannerClient(startFake);
});
afterEach(() => client.cancel());

test("a plan is answered, and the document crosses only once", async () => {
  expect(await client.plan(input(1), NO_WATCH, ignore)).toMatchObject({ problem: { message: "1" } });
  expect(await client.plan(input(2), NO_WATCH, ignore)).toMatchObject({ problem: { message: "2" } });
  expect(fakes[0]?.requests.map((r) => r.document.document?.name ?? null)).toEqual(["none", null]);
});

test("of plans asked for in a row the latest wins and the others are cancelled", async () => {
  const calls = [1, 2, 3].map((seed) => client.plan(input(seed), NO_WATCH, ignore));
  const settled = await Promise.allSettled(calls);
  expect(settled.map((s) => s.status)).toEqual(["rejected", "rejected", "fulfilled"]);
  expect(settled[0]).toMatchObject({ reason: expect.any(Cancelled) });
  expect(settled[2]).toMatchObject({ value: { problem: { message: "3" } } });
});

test("a plan that hangs is ended when a newer one comes, and a fresh worker is given the document again", async () => {
  const hanging = client.plan(input(13), NO_WATCH, ignore);
  const ended = expect(hanging).rejects.toBeInstanceOf(Cancelled);
  expect(await client.plan(input(4), NO_WATCH, ignore)).toMatchObject({ problem: { message: "4" } });
  await ended;
  expect(fakes[0]?.ended()).toBe(true);
  expect(fakes[1]?.requests[0]?.document.document?.name).toBe("none");
});

test("cancel ends the worker and whoever waits for it hears so", async () => {
  const hanging = client.plan(input(13), NO_WATCH, ignore);
  const ended = expect(hanging).rejects.toBeInstanceOf(Cancelled);
  client.cancel();
  await ended;
  expect(await client.plan(input(5), NO_WATCH, ignore)).toMatchObject({ problem: { message: "5" } });
});

test("cancel reaches a plan that still waits for the one before it", async () => {
  const calls = [1, 2].map((seed) => client.plan(input(seed), NO_WATCH, ignore));
  client.cancel();
  const settled = await Promise.allSettled(calls);
  expect(settled.map((s) => s.status)).toEqual(["rejected", "rejected"]);
  expect(fakes.flatMap((f) => f.requests.map((r) => r.settings.seed))).not.toContain(2);
});

test("a worker that dies rejects its calls by name and is replaced at the next call", async () => {
  const hanging = client.plan(input(13), NO_WATCH, ignore);
  const ended = expect(hanging).rejects.toThrow("out of memory");
  fakes[0]?.die("out of memory");
  await ended;
  expect(await client.plan(input(6), NO_WATCH, ignore)).toMatchObject({ problem: { message: "6" } });
});

test("better plans are heard on the way, and none after the search was ended", async () => {
  const heard: number[] = [];
  const hanging = client.plan(input(13), NO_WATCH, (planned) => heard.push(planned.elapsed));
  const ended = expect(hanging).rejects.toBeInstanceOf(Cancelled);
  await expect.poll(() => heard).toEqual([1]);
  client.cancel();
  await ended;
});

test("what is short need not wait for a search, and is not lost when it is ended", async () => {
  const hanging = client.plan(input(13), NO_WATCH, ignore);
  const ended = expect(hanging).rejects.toBeInstanceOf(Cancelled);
  const hash = client.hash(DOCUMENT);
  client.cancel();
  await ended;
  expect(await hash).toBe("hash of none");
});

test("an exception in the worker is a bug and comes out as such", async () => {
  await expect(client.write("plan", DOCUMENT, PLAN)).rejects.toBeInstanceOf(WorkerDied);
});

test("opening reports progress and the opened document need not cross back", async () => {
  const told: string[] = [];
  const opened = await client.open(new Blob(["x"]), "net", (p) =>
    told.push(`${p.phase} ${p.done}/${p.total}`),
  );
  if (!opened.ok) throw new Error(opened.problem.message);
  await client.plan({ ...input(1), document: opened.value.document }, NO_WATCH, ignore);
  expect(told).toEqual(["net 1/2", "net 2/2"]);
  expect(fakes[0]?.requests[0]?.document.document).toBeNull();
});

const edited = { order: null };

test("an edit is planned in haste; a search that this cut short is taken up in full by another worker", async () => {
  const told: (readonly string[])[] = [];
  const plan = await client.plan(
    input(21),
    NO_WATCH,
    (better) => told.push(better.plan.search.endedEarly ? ["in haste"] : ["whole"]),
    edited,
  );
  expect(told).toEqual([["in haste"]]);
  expect(plan).toMatchObject({ value: { plan: { search: { endedEarly: false } } } });
  expect(fakes[0]?.requests.map((r) => r.haste === undefined)).toEqual([false]);
  expect(fakes[1]?.requests.map((r) => r.haste === undefined)).toEqual([true]);
});

test("an edit whose search is over in haste is planned once", async () => {
  expect(await client.plan(input(4), NO_WATCH, ignore, edited)).toMatchObject({ problem: { message: "4" } });
  expect(fakes.flatMap((f) => f.requests)).toHaveLength(1);
});

test("edits in a row are planned in haste by one worker that is never ended, and only the last in full", async () => {
  const calls: Promise<string>[] = [];
  for (let i = 0; i < 4; i++) {
    const before = fakes[0]?.requests.length ?? 0;
    calls.push(
      client.plan(input(21), NO_WATCH, ignore, edited).then(
        () => "planned",
        () => "overtaken",
      ),
    );
    await expect.poll(() => fakes[0]?.requests.length).toBe(before + 1);
  }
  expect(await Promise.all(calls)).toEqual(["overtaken", "overtaken", "overtaken", "planned"]);
  expect(fakes[0]?.ended()).toBe(false);
  expect(fakes.flatMap((f) => f.requests).filter((r) => r.haste === undefined)).toHaveLength(1);
});

test("a search in full is ended by the next edit, and the worker that was quick before is quick again", async () => {
  const whole = client.plan(input(22), NO_WATCH, ignore, edited);
  const ended = expect(whole).rejects.toBeInstanceOf(Cancelled);
  await expect.poll(() => fakes[1]?.requests.length).toBe(1);
  expect(await client.plan(input(4), NO_WATCH, ignore, edited)).toMatchObject({ problem: { message: "4" } });
  await ended;
  expect(fakes[1]?.ended()).toBe(true);
  expect(fakes[0]?.requests.map((r) => r.settings.seed)).toEqual([22, 4]);
});

test("cancel ends the wait for the search in full", async () => {
  const told: number[] = [];
  const waiting = client.plan(input(21), NO_WATCH, () => told.push(1), edited);
  const ended = expect(waiting).rejects.toBeInstanceOf(Cancelled);
  await expect.poll(() => told).toEqual([1]);
  client.cancel();
  await ended;
  expect(fakes[0]?.ended()).toBe(false);
});
