import fc from "fast-check";
import { expect, test } from "vitest";
import { dressedDataflow } from "../../../../../tools/arbitrary-dressed-streams.ts";
import { randomDataflow } from "../../../../../tools/arbitrary-streams.ts";
import { check } from "../../../check.ts";
import { planDocument } from "../../../plan.ts";
import { toPlanDocument } from "../../../plan-document.ts";
import { DEFAULT_SETTINGS } from "../../../settings.ts";
import { NO_WATCH } from "../../../watch.ts";
import { referencePlan } from "../compat/reference.ts";
import { REFERENCE_SETTINGS } from "../compat/reference.types.ts";
import type { DataflowDocument } from "../document.ts";
import { normalise } from "../normalise.ts";
import { findOracleFault } from "../oracle.ts";
import { repetitionOf } from "../repetition.ts";

function streamOf(document: DataflowDocument) {
  const made = normalise(document);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

const RUNS = { numRuns: 300 };
/** Little search, so that there is time for many graphs. */
const SETTINGS = { ...DEFAULT_SETTINGS, budget: 2_000 };
/** As CMSIS-Stream's buffers of bytes, which the application aligns. */
const BYTEWISE = { ...SETTINGS, alignment: 1 };

test("random graphs are as many graphs as are meant: most can be scheduled", () => {
  const all = fc.sample(randomDataflow(), { numRuns: 200, seed: 1 });
  const good = all.filter((document) => repetitionOf(streamOf(document)).ok);
  expect(good.length).toBeGreaterThan(100);
});

function planned(document: DataflowDocument, settings = SETTINGS) {
  const made = planDocument(document, settings, NO_WATCH);
  if (!made.ok) return undefined;
  const plan = toPlanDocument(made.value, { name: document.name, kind: document.kind, sha256: "" });
  expect(check(plan, document)).toEqual([]);
  return plan;
}

test("byte by byte what is found never takes more than the reference, nor less than every schedule needs, and the checker agrees", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const reference = referencePlan(document, REFERENCE_SETTINGS);
      const ours = planned(document, BYTEWISE);
      expect(ours !== undefined).toBe(reference.ok);
      if (ours === undefined || !reference.ok) return;
      expect(ours.stats.peakBytes).toBeLessThanOrEqual(reference.value.totalBytes);
      expect(ours.stats.peakBytes).toBeGreaterThanOrEqual(ours.search?.orderBound ?? 0);
    }),
    RUNS,
  );
});

test("the plan with the settings of the reference has its total, and its schedule", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const reference = referencePlan(document, REFERENCE_SETTINGS);
      const plan = planned(document, { ...SETTINGS, fifos: "reference" });
      expect(plan?.stats.peakBytes).toBe(reference.ok ? reference.value.totalBytes : undefined);
      expect(plan?.order.length).toBe(reference.ok ? reference.value.firings.length : undefined);
    }),
    RUNS,
  );
});

test("the reference's own plans pass the oracle", () => {
  fc.assert(
    fc.property(
      randomDataflow(),
      fc.boolean(),
      fc.boolean(),
      (document, sinkPriority, duplicateOptimization) => {
        const made = referencePlan(document, { ...REFERENCE_SETTINGS, sinkPriority, duplicateOptimization });
        if (!made.ok) return;
        const { stream, firings, fifos, buffers } = made.value;
        const begin = buffers.map((_, b) => buffers.slice(0, b).reduce((sum, bytes) => sum + bytes, 0));
        const places = fifos.map(({ home, ...rest }, f) => {
          const [memory, offset] = home.kind === "buffer" ? [0, begin[home.number] ?? 0] : [f + 1, 0];
          return { ...rest, memory, offset };
        });
        expect(findOracleFault(stream, firings, places)).toBeUndefined();
      },
    ),
    RUNS,
  );
});

/** Any choice of every setting that a dataflow graph hears. */
const anyHow = fc.record({
  fifos: fc.constantFrom("packed", "packed", "reference"),
  schedule: fc.constantFrom("least-memory", "reference"),
  sinkPriority: fc.constantFrom("document", "on", "off"),
  memoryOptimization: fc.constantFrom("document", "on", "off"),
  duplicateOptimization: fc.constantFrom("document", "on", "off"),
  streamMode: fc.constantFrom("document", "synchronous", "asynchronous", "fully-asynchronous"),
  colouringVisits: fc.constantFrom(1, 131_072),
  alignment: fc.constantFrom(null, 1, 16),
  slots: fc.boolean(),
  capacity: fc.constantFrom(null, 100),
  budget: fc.constantFrom(0, 200),
});

test("every plan is right, whatever the settings, the delays, the Duplicates and the memory outside", () => {
  let made = 0;
  fc.assert(
    fc.property(dressedDataflow(), anyHow, (document, how) => {
      if (planned(document, { ...DEFAULT_SETTINGS, ...how }) !== undefined) made++;
    }),
    { numRuns: 400 },
  );
  expect(made).toBeGreaterThan(100);
});

test("a plan that shares bytes never takes more than one that does not", () => {
  fc.assert(
    fc.property(dressedDataflow(), (document) => {
      const apart = planned(document, { ...BYTEWISE, fifos: "reference", memoryOptimization: "off" });
      const shared = planned(document, { ...BYTEWISE, schedule: "reference" });
      if (apart === undefined || shared === undefined) return;
      expect(shared.stats.peakBytes).toBeLessThanOrEqual(apart.stats.peakBytes);
    }),
    RUNS,
  );
});

test("where samples must lie where they can be read, two buffers of bytes can take less", () => {
  // five bytes, a float, a float, five bytes: neighbours are needed at once
  const ports = [
    { rate: 5, type: "byte" },
    { rate: 1, type: "float" },
    { rate: 1, type: "float" },
    { rate: 5, type: "byte" },
  ];
  const document: DataflowDocument = {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "",
    types: { byte: { bytes: 1 }, float: { bytes: 4 } },
    nodes: [
      { id: "n0", class: "N", outputs: ports.slice(0, 1).map((port) => ({ name: "o", ...port })) },
      ...ports.map((port, k) => ({
        id: `n${k + 1}`,
        class: "N",
        inputs: [{ name: "i", ...port }],
        outputs: ports.slice(k + 1, k + 2).map((next) => ({ name: "o", ...next })),
      })),
    ],
    edges: ports.map((_, k) => ({ from: [`n${k}`, "o"] as const, to: [`n${k + 1}`, "i"] as const })),
  };
  const reference = referencePlan(document, REFERENCE_SETTINGS);
  expect(reference.ok && reference.value.totalBytes).toBe(10);
  expect(planned(document, SETTINGS)?.stats.peakBytes).toBe(12);
  expect(planned(document, BYTEWISE)?.stats.peakBytes).toBe(9);
});
