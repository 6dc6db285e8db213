import { afterEach, beforeEach, expect, test } from "vitest";
import type { SourceDocument } from "../core/document.ts";
import { planDocument } from "../core/plan.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { NO_WATCH } from "../core/watch.ts";
import { type Background, createBackground } from "./background.ts";
import { createPlanner } from "./planner.ts";
import type { Tried } from "./questions.ts";
import { type FakeWorker, fakeWorker } from "./testing/fake-worker.ts";
import { Cancelled } from "./thread.ts";

const FORK = textGraph(`
  input x 64
  make: v:64 = Make(x)
  quick: a:64 = Quick(v)
  late: b:64 = Late(v)
  next: u:64 = Next(a)
  join: z:64 = Join(u b)
  out z
`);

const LIFETIMES: SourceDocument = {
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
let background: Background;

beforeEach(() => {
  fakes = [];
  background = createBackground(() => {
    const fake = fakeWorker(createPlanner());
    fakes.push(fake);
    return fake.worker;
  }, 1);
});
afterEach(() => {
  for (const fake of fakes) fake.worker.terminate();
});

const settings = { ...DEFAULT_SETTINGS, place: "none" };
const input = (document: SourceDocument) => ({ document, source: null, settings });

test("whether two may share crosses with its proof or its execution", async () => {
  const ask = (a: number, b: number) =>
    background.run(input(FORK), async (api, request) => api.mayShare(request, a, b));
  const [v, u, z] = ["v", "u", "z"].map((id) => FORK.tensors.findIndex((t) => t.id === id));
  expect(await ask(v ?? 0, z ?? 0)).toMatchObject({ may: true, how: "after" });
  const refused = await ask(v ?? 0, u ?? 0);
  expect(refused).toMatchObject({ may: false, why: "still-read" });
  expect(!refused.may && refused.counter?.order).toBeInstanceOf(Int32Array);
});

test("freedom has a price on both sides, and the baseline its clashes", async () => {
  const order = Int32Array.from(FORK.nodes.keys());
  const cost = await background.run(input(FORK), async (api, request) => api.freedom(request, order));
  expect(cost?.anyOrder.buffers).toBeGreaterThanOrEqual(cost?.schedule.buffers ?? Number.NaN);
  const greedy = await background.run(input(FORK), async (api, request) => api.reverseGreedy(request));
  expect(greedy?.unsafePairs).toBeGreaterThan(0);
});

test("what helps is answered with the largest saving first, for lifetimes too", async () => {
  for (const document of [FORK, LIFETIMES]) {
    const made = planDocument(document, settings, NO_WATCH);
    if (!made.ok) throw new Error("the test's document is broken");
    const helps = await background.run(input(document), async (api, request, watch, hear) =>
      api.whatHelps(
        request,
        made.value,
        watch,
        hear((_: Tried) => {}),
      ),
    );
    const savings = helps.map((help) => help.saving);
    expect(savings.length).toBeGreaterThan(0);
    expect(savings).toEqual(savings.toSorted((a, b) => b - a));
  }
});

test("a question that is given up is taken from its worker", async () => {
  const gone = new AbortController();
  const asked = background.run(input(FORK), async (api, request) => api.mayShare(request, 1, 2), {
    signal: gone.signal,
  });
  gone.abort();
  await expect(asked).rejects.toThrow(Cancelled);
});

test("a document without a graph has no answer about any order", async () => {
  await expect(
    background.run(input(LIFETIMES), async (api, request) => api.mayShare(request, 0, 1)),
  ).rejects.toThrow(/graph/);
});
