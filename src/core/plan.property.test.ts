import fc from "fast-check";
import { expect, test } from "vitest";
import { check } from "./check.ts";
import type { SourceDocument } from "./document.ts";
import { LIFETIMES } from "./life/index.ts";
import { ORDERS } from "./order/index.ts";
import { PLACEMENTS } from "./place/index.ts";
import { planDocument } from "./plan.ts";
import { fromPlanDocument, toPlanDocument } from "./plan-document.ts";
import { DEFAULT_SETTINGS, type Settings, SHARES } from "./settings.ts";
import { randomGraph, randomLifetimes } from "./testing/random.ts";
import { NO_WATCH } from "./watch.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

const seeds = fc.nat(2 ** 31 - 1);
const settings: fc.Arbitrary<Settings> = fc.record({
  order: fc.constantFrom(...ORDERS.map((c) => c.id)),
  lifetimes: fc.constantFrom(...LIFETIMES.filter((c) => c.anyOrder !== true).map((c) => c.id)),
  place: fc.constantFrom(...PLACEMENTS.map((c) => c.id)),
  slots: fc.boolean(),
  share: fc.constantFrom(...SHARES.map((c) => c.id)),
  alignment: fc.constantFrom(null, 1, 16, 20),
  capacity: fc.constantFrom(null, 0, 300, 100_000),
  inplace: fc.boolean(),
  views: fc.boolean(),
  preserveInputs: fc.boolean(),
  constants: fc.boolean(),
  state: fc.boolean(),
  inplaceExcept: fc.constantFrom("", "Op", "Add, Copy"),
  viewsExcept: fc.constantFrom("", "Op"),
  seed: fc.constantFrom(1, 2),
  budget: fc.constantFrom(0, 10, 1_000),
  timeLimit: fc.constant(null),
  schedule: fc.constant(DEFAULT_SETTINGS.schedule),
  fifos: fc.constant(DEFAULT_SETTINGS.fifos),
  sinkPriority: fc.constant(DEFAULT_SETTINGS.sinkPriority),
  memoryOptimization: fc.constant(DEFAULT_SETTINGS.memoryOptimization),
  duplicateOptimization: fc.constant(DEFAULT_SETTINGS.duplicateOptimization),
  streamMode: fc.constant(DEFAULT_SETTINGS.streamMode),
  colouringVisits: fc.constant(DEFAULT_SETTINGS.colouringVisits),
});

function planned(document: SourceDocument, choice: Settings) {
  const plan = planDocument(document, choice, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return toPlanDocument(plan.value, { name: document.name, kind: document.kind, sha256: "" });
}

test("every plan of a random graph passes the checker, whatever the settings", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(seeds, settings, (seed, choice) => {
      const document = randomGraph(seed);
      expect(check(planned(document, choice), document)).toEqual([]);
    }),
    { numRuns: numRuns * 5 },
  );
});

test("every plan of a random graph that must hold in any order passes the checker", {
  timeout: 60_000,
}, () => {
  const freely = PLACEMENTS.filter((c) => c.needsTimes !== true).map((c) => c.id);
  fc.assert(
    fc.property(seeds, settings, fc.constantFrom(...freely), (seed, choice, place) => {
      const document = randomGraph(seed);
      const plan = planned(document, { ...choice, lifetimes: "any-order", place });
      expect(check(plan, document)).toEqual([]);
      const read = fromPlanDocument(plan);
      if (!read.ok) throw new Error(read.problem.message);
      expect(JSON.stringify(toPlanDocument(read.value, plan.source))).toBe(JSON.stringify(plan));
    }),
    { numRuns: numRuns * 5 },
  );
});

test("every placement passes the checker on the same random graphs", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const document = randomGraph(seed, 30);
      for (const { id } of PLACEMENTS) {
        expect(check(planned(document, { ...DEFAULT_SETTINGS, place: id, budget: 1_000 }), document)).toEqual(
          [],
        );
      }
    }),
    { numRuns },
  );
});

test("every plan of random lifetimes passes the checker", () => {
  fc.assert(
    fc.property(seeds, settings, (seed, choice) => {
      const document = randomLifetimes(seed, { count: 40, steps: 30, longest: 12, largest: 50 });
      expect(check(planned(document, choice), document)).toEqual([]);
    }),
    { numRuns },
  );
});

test("a plan document read back and written again is the same to the byte", () => {
  fc.assert(
    fc.property(seeds, settings, (seed, choice) => {
      const written = planned(randomGraph(seed), choice);
      const read = fromPlanDocument(written);
      if (!read.ok) throw new Error(read.problem.message);
      expect(JSON.stringify(toPlanDocument(read.value, written.source))).toBe(JSON.stringify(written));
    }),
    { numRuns },
  );
});

test("the same document and settings give the same bytes", () => {
  fc.assert(
    fc.property(seeds, settings, (seed, choice) => {
      const once = JSON.stringify(planned(randomGraph(seed), choice));
      expect(JSON.stringify(planned(randomGraph(seed), choice))).toBe(once);
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});
