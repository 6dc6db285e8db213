import fc from "fast-check";
import { expect, test } from "vitest";
import { dressedDataflow } from "../../../tools/arbitrary-dressed-streams.ts";
import { randomDataflow } from "../../../tools/arbitrary-streams.ts";
import { check } from "../check.ts";
import type { DataflowDocument, StreamEdge, StreamNode } from "../dialects/dataflow/document.ts";
import { normalise } from "../dialects/dataflow/normalise.ts";
import { findOracleFault } from "../dialects/dataflow/oracle.ts";
import type { PlanDocument } from "../document.ts";
import { planDocument } from "../plan.ts";
import { toPlanDocument } from "../plan-document.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { codes, says } from "../testing/checks.ts";
import { DATAFLOW_MUTATIONS } from "../testing/mutations-dataflow.ts";
import { Random } from "../testing/random.ts";
import { NO_WATCH } from "../watch.ts";
import { checkMemory } from "./dataflow-memory.ts";
import { firingsOf } from "./dataflow-order.ts";
import { wantedOf } from "./dataflow-stream.ts";
import { lookAt } from "./look.ts";
import { Report } from "./report.ts";

function planned(document: DataflowDocument, settings: Partial<Settings> = {}): PlanDocument | undefined {
  const quick = { ...DEFAULT_SETTINGS, schedule: "reference", budget: 200 };
  const made = planDocument(document, { ...quick, ...settings }, NO_WATCH);
  if (!made.ok) return undefined;
  return toPlanDocument(made.value, { name: document.name, kind: document.kind, sha256: "" });
}

/** `a.o -> b.i`, bytes; ports by what the edges say. */
function graph(nodes: readonly StreamNode[], edges: readonly StreamEdge[]): DataflowDocument {
  return {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "small",
    types: { byte: { bytes: 1 } },
    nodes,
    edges,
  };
}

function port(name: string, rate: number | readonly number[] = 1) {
  return { name, rate, type: "byte" };
}

/** One value for two readers, in one place; and a chain of two rates with a FIFO that is empty now and then. */
const SPLIT = graph(
  [
    { id: "a", class: "A", outputs: [port("o", 2), port("p", 3)] },
    { id: "b", class: "B", inputs: [port("i", 2)] },
    { id: "c", class: "C", inputs: [port("i", 2), port("j", 3)], outputs: [port("o", 4)] },
    { id: "d", class: "D", inputs: [port("i", 1)] },
  ],
  [
    { from: ["a", "o"], to: ["b", "i"] },
    { from: ["a", "o"], to: ["c", "i"] },
    { from: ["a", "p"], to: ["c", "j"] },
    { from: ["c", "o"], to: ["d", "i"] },
  ],
);

/** Empty between its firings, so its FIFOs sleep; `late` comes back to the first by a delay. */
const TURNS = graph(
  [
    { id: "a", class: "A", inputs: [port("back")], outputs: [port("o"), port("whole", 1)] },
    { id: "b", class: "B", inputs: [port("i")], outputs: [port("o")] },
    { id: "c", class: "C", inputs: [port("i"), port("whole", 1)], outputs: [port("o"), port("back")] },
    { id: "d", class: "D", inputs: [port("i", 3)] },
  ],
  [
    { from: ["a", "o"], to: ["b", "i"] },
    { from: ["b", "o"], to: ["c", "i"] },
    { from: ["a", "whole"], to: ["c", "whole"] },
    { from: ["c", "back"], to: ["a", "back"], delay: 1 },
    { from: ["c", "o"], to: ["d", "i"] },
  ],
);

/** Two that must lie outside, one of which lets others in. */
const OUTSIDE = graph(
  [
    { id: "a", class: "A", outputs: [{ ...port("o", 4), bufferConstraint: { name: "ext" } }] },
    { id: "b", class: "B", inputs: [port("i", 4)], outputs: [port("o", 4)] },
    { id: "c", class: "C", inputs: [port("i", 4)], outputs: [port("o", 4)] },
    { id: "d", class: "D", inputs: [{ ...port("i", 4), bufferConstraint: { assignedByNode: true } }] },
  ],
  [
    { from: ["a", "o"], to: ["b", "i"] },
    { from: ["b", "o"], to: ["c", "i"] },
    { from: ["c", "o"], to: ["d", "i"] },
  ],
);

const DOCUMENTS = [SPLIT, TURNS, OUTSIDE];
const PLANS = DOCUMENTS.flatMap((document) =>
  [{}, { fifos: "reference" }, { fifos: "reference", memoryOptimization: "off" }].flatMap((settings) => {
    const plan = planned(document, settings);
    return plan === undefined ? [] : [[document, plan] as const];
  }),
);

test("the plans that faults are made in are right", () => {
  expect(PLANS).toHaveLength(9);
  for (const [document, plan] of PLANS) expect(check(plan, document)).toEqual([]);
});

test("among them are FIFOs that share, that sleep, that need no copy, and that lie outside", () => {
  const fifos = PLANS.flatMap(([, plan]) => plan.fifos ?? []);
  const storages = PLANS.flatMap(([, plan]) => plan.storages);
  expect(fifos.some((fifo) => fifo.copySkipped)).toBe(true);
  expect(fifos.some((fifo) => fifo.outside === "ext")).toBe(true);
  expect(storages.some((storage) => storage.tensors.length > 1)).toBe(true);
  expect(storages.some((storage) => (storage.gaps ?? []).length > 0)).toBe(true);
});

test.each(DATAFLOW_MUTATIONS.map((m) => [m.name, m.code, m] as const))("%s: %s", (_, code, mutation) => {
  let made = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const random = new Random(seed);
    for (const [document, plan] of PLANS) {
      const wrong = mutation.mutate(plan, () => random.next(), document);
      if (wrong === undefined) continue;
      made++;
      expect(codes(wrong, document)).toContain(code);
    }
  }
  expect(made).toBeGreaterThan(0);
});

test("any fault in a plan of any random graph is seen", () => {
  const made = new Map(DATAFLOW_MUTATIONS.map(({ name }) => [name, 0]));
  const settings = fc.record({ fifos: fc.constantFrom("packed", "reference") });
  fc.assert(
    fc.property(dressedDataflow(), settings, fc.nat(9_999), (document, how, seed) => {
      const plan = planned(document, how);
      if (plan === undefined) return;
      const random = new Random(seed + 1);
      for (const { name, code, mutate } of DATAFLOW_MUTATIONS) {
        const wrong = mutate(plan, () => random.next(), document);
        if (wrong === undefined) continue;
        made.set(name, (made.get(name) ?? 0) + 1);
        if (!codes(wrong, document).includes(code)) expect({ name, says: says(wrong, document) }).toBe(code);
      }
    }),
    { numRuns: 100 },
  );
  expect([...made].filter(([, times]) => times === 0)).toEqual([]);
});

/** Offsets at random, so that most are wrong. */
function scattered(plan: PlanDocument, random: Random): PlanDocument {
  const moved = new Map(plan.storages.map(({ id }) => [id, random.integer(0, plan.stats.peakBytes)]));
  const tensors = Object.entries(plan.tensors).map(([id, tensor]) => {
    return [id, random.chance(0.67) ? tensor : { ...tensor, offset: moved.get(tensor.storage) ?? 0 }];
  });
  return { ...plan, tensors: Object.fromEntries(tensors) };
}

test("running a plan finds a fault just where the planner's own judge finds one", () => {
  let [right, wrong] = [0, 0];
  fc.assert(
    fc.property(randomDataflow(), fc.nat(9_999), (document, seed) => {
      const plan = planned(document);
      const stream = normalise(document);
      const wanted = wantedOf(document);
      if (plan === undefined || !stream.ok || typeof wanted === "string") return;
      const placed = scattered(plan, new Random(seed + 1));
      const report = new Report();
      const look = lookAt(placed, report);
      const firings = firingsOf(look, wanted) ?? new Int32Array();
      checkMemory(look, wanted, placed.fifos ?? [], firings);
      const places = (placed.fifos ?? []).map(({ id, samples, array, copySkipped }) => ({
        memory: 0,
        offset: placed.tensors[id]?.offset ?? 0,
        length: samples,
        isArray: array,
        copySkipped,
      }));
      const index = new Map(stream.value.actors.map(({ id }, a) => [id, a]));
      const actors = firings.map((a) => index.get(wanted.doers[a]?.id ?? "") ?? -1);
      const fault = findOracleFault(stream.value, actors, places);
      const found = report.list();
      // only we mind that a Duplicate writes over a part of what it reads
      const overlap = found.some(({ message }) => / dup\d+ writes FIFO .* over /.test(message));
      if (fault === undefined) right++;
      else wrong++;
      if (!overlap) expect(found.length > 0).toBe(fault !== undefined);
    }),
    { numRuns: 200 },
  );
  expect(Math.min(right, wrong)).toBeGreaterThan(20);
});

test("what is wrong is said in plain words", () => {
  const plan = planned(SPLIT);
  if (plan === undefined) throw new Error("no plan");
  expect(says({ ...plan, fifos: undefined }, SPLIT)).toEqual(["the plan names no FIFOs, the graph has 5"]);
  expect(says({ ...plan, order: plan.order.slice(0, -1) }, SPLIT)).toContain(
    "c.o puts 4 samples into its FIFO in an iteration, but d.i takes 3 out",
  );
});

test("a graph of which there can be no plan is told as such", () => {
  const plan = planned(SPLIT);
  if (plan === undefined) throw new Error("no plan");
  const twice = { ...SPLIT, edges: [...SPLIT.edges, ...SPLIT.edges.slice(0, 1)] };
  expect(says(plan, twice)).toContain("there can be no plan of small: two edges feed b.i");
});

test("a Duplicate by hand whose sides differ is a node like any other, and shares nothing", () => {
  const differs = graph(
    [
      { id: "a", class: "A", outputs: [port("o", 4)] },
      { id: "copies", class: "Duplicate", inputs: [port("i", 4)], outputs: [port("x", 2), port("y", 4)] },
      { id: "b", class: "B", inputs: [port("i", 2)] },
      { id: "c", class: "B", inputs: [port("i", 4)] },
    ],
    [
      { from: ["a", "o"], to: ["copies", "i"] },
      { from: ["copies", "x"], to: ["b", "i"] },
      { from: ["copies", "y"], to: ["c", "i"] },
    ],
  );
  for (const fifos of ["packed", "reference"]) {
    const plan = planned(differs, { fifos });
    expect(plan?.stats.peakBytes).toBe(10);
    if (plan !== undefined) expect(check(plan, differs)).toEqual([]);
  }
});

test("packed samples can be read where they lie, unless another alignment is asked for", () => {
  const words = { ...SPLIT, types: { byte: { bytes: 12 } } };
  for (const [settings, expected] of [
    [{}, ["FIFO fifo0 is at 2, but its samples of 12 bytes need multiples of 4"]],
    [{ alignment: 1 }, []],
    [{ fifos: "reference" }, []],
    [{ streamMode: "asynchronous" }, []],
  ] as const) {
    const plan = planned(words, settings);
    if (plan === undefined) throw new Error("no plan");
    expect(codes(plan, words)).toEqual([]);
    const { fifo0 } = plan.tensors;
    if (fifo0 === undefined) throw new Error("no place");
    const moved = { ...plan, tensors: { ...plan.tensors, fifo0: { ...fifo0, offset: 2 } } };
    expect(says(moved, words).filter((said) => said.includes("need multiples"))).toEqual(expected);
  }
});

test("a pass without rates needs a weak edge in every loop", () => {
  const loop = (weak: boolean) =>
    graph(
      ["a", "b"].map((id) => ({ id, class: "A", inputs: [port("i")], outputs: [port("o")] })),
      [
        { from: ["a", "o"], to: ["b", "i"], asyncLength: 2 },
        { from: ["b", "o"], to: ["a", "i"], asyncLength: 2, weak },
      ],
    );
  const mode = { streamMode: "fully-asynchronous" };
  expect(planned(loop(false), mode)).toBeUndefined();
  const plan = planned(loop(true), mode);
  expect(plan?.order).toEqual(["a", "b"]);
  if (plan !== undefined) expect(check(plan, loop(true))).toEqual([]);
});
