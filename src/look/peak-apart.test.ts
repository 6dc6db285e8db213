import fc from "fast-check";
import { expect, test } from "vitest";
import { highest } from "../core/bound.ts";
import type { LifetimesDocument } from "../core/document.ts";
import { liveAt } from "../core/explain.ts";
import { planDocument } from "../core/plan.ts";
import type { Plan } from "../core/plan.types.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import { randomLifetimes } from "../core/testing/random.ts";
import { NO_WATCH } from "../core/watch.ts";
import { peakApart, stepOfPeak } from "./peak-apart.ts";

/** Most is alive at steps 0 and 1, 120 bytes; c alone reaches the highest address, 150, from step 3 on. */
const APART: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "apart",
  buffers: [
    { id: "a", start: 0, end: 2, bytes: 60, offset: 0 },
    { id: "b", start: 0, end: 2, bytes: 60, offset: 60 },
    { id: "c", start: 3, end: 5, bytes: 50, offset: 100 },
  ],
};

function planned(document: LifetimesDocument, settings: Partial<Settings> = {}): Plan {
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, ...settings }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

test("the highest address is in use at another step than the most bytes are alive", () => {
  const plan = planned(APART);
  expect(plan.stats.peakStep).toBe(0);
  expect(peakApart(plan, 0)).toEqual({ step: 3, end: 5, storage: 2, address: 150, aliveStep: 0 });
  expect(stepOfPeak(plan)).toBe(3);
});

test("where the two meet at one step there is nothing to tell apart", () => {
  const plan = planned({ ...APART, buffers: APART.buffers.slice(0, 2) });
  expect(peakApart(plan, 0)).toBeUndefined();
  expect(stepOfPeak(plan)).toBe(0);
});

test("the sum of separate buffers is no step's", () => {
  const buffers = APART.buffers.map(({ offset: _, ...buffer }, i) => ({
    ...buffer,
    bytes: [60, 10, 200][i] ?? 0,
  }));
  const plan = planned({ ...APART, buffers }, { slots: true });
  expect(peakApart(plan, 0)).toBeUndefined();
  expect(stepOfPeak(plan)).toBe(plan.stats.fragmentationBytes > 0 ? undefined : plan.stats.peakStep);
});

test("at the step that is told somebody reaches the peak, and nobody does where the most is alive", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const document = randomLifetimes(seed, { count: 30, steps: 20, longest: 8, largest: 100 });
      const plan = planned(document, { place: "first-fit" });
      const [arena] = plan.arenas;
      const [curve] = plan.live;
      if (arena === undefined || curve === undefined) throw new Error("a plan without an arena");
      const reachedAt = (step: number) =>
        liveAt(plan, step).some(
          (s) => (plan.storages.offset[s] ?? 0) + (plan.storages.padded[s] ?? 0) === arena.peak,
        );
      const found = peakApart(plan, 0);
      const alive = highest(curve).step;
      expect(found === undefined).toBe(reachedAt(alive));
      if (found === undefined) return;
      const first = Array.from({ length: plan.steps }, (_, step) => step).find(reachedAt);
      expect(found).toMatchObject({ step: first, address: arena.peak, aliveStep: alive });
    }),
    { numRuns: 60 },
  );
});
