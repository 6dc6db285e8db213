import fc from "fast-check";
import { expect, test } from "vitest";
import { randomReferences } from "../../../../../tools/arbitrary-references.ts";
import { randomDataflow } from "../../../../../tools/arbitrary-streams.ts";
import { check } from "../../../check.ts";
import { planDocument } from "../../../plan.ts";
import { toPlanDocument } from "../../../plan-document.ts";
import { Random } from "../../../random.ts";
import { DEFAULT_SETTINGS } from "../../../settings.ts";
import { NO_WATCH } from "../../../watch.ts";
import type { DataflowDocument } from "../document.ts";
import { repetitionOf } from "../repetition.ts";
import { peakByBeam } from "./beam.ts";
import { classesOf, topological } from "./classes.ts";
import { findFewestCopies } from "./fewest-copies.ts";
import { LastOnes } from "./last.ts";
import { boundsOverSchedules } from "./over-schedules.ts";
import { rangesOfUnits } from "./ranges.ts";
import { simulateReferences } from "./simulate.ts";
import { referencesIn, unitsIn } from "./testing/read.ts";
import { type Units, unitOrder } from "./units.ts";

/** By the seed one of the orders of the units. */
function randomOrder({ units }: Units, seed: number): number[] {
  const random = new Random(seed);
  const done = new Set<number>();
  const order: number[] = [];
  while (order.length < units.length) {
    const ready = [...units.keys()].filter(
      (u) => !done.has(u) && units[u]?.after.every((before) => done.has(before)),
    );
    const next = ready[random.below(ready.length)] ?? 0;
    done.add(next);
    order.push(next);
  }
  return order;
}

const seeds = fc.nat(1_000_000);

test("who can come last says the fewest and the most copies, as trying all sets of firings does", () => {
  let tried = 0;
  let saved = 0;
  fc.assert(
    fc.property(randomReferences(8, false), (document) => {
      const units = unitsIn(referencesIn(document));
      const all = units && rangesOfUnits(units);
      if (units === undefined || all === undefined) return;
      const ones = new LastOnes(units, classesOf(units));
      const [least, most] = all.copies;
      expect(ones.fewest().copies).toEqual({ low: least, high: least });
      expect(ones.most().copies).toEqual({ low: most, high: most });
      tried++;
      if (least < most) saved++;
    }),
    { numRuns: 2_000 },
  );
  expect(tried).toBeGreaterThan(1_500);
  expect(saved).toBeGreaterThan(150);
});

/** Rates above 1, roles by ports and some by chance; loops of FIFOs with samples. */
const manyRates = fc.tuple(randomDataflow(), seeds).map(([document, seed]): DataflowDocument => {
  const random = new Random(seed);
  const roles = ["copy", "inplace", "pass", "process"] as const;
  const nodes = document.nodes.map((node) =>
    node.inputs?.length === 0 ? node : { ...node, role: roles[random.below(roles.length)] },
  );
  return { ...document, nodes };
});

test("it says so too where nodes fire many times, and where references lie in FIFOs from the start", () => {
  let tried = 0;
  let saved = 0;
  fc.assert(
    fc.property(manyRates, (document) => {
      const units = unitsIn(referencesIn(document));
      if (units === undefined || units.hasParts || units.refs > 100 || units.units.length > 18) return;
      if (topological(units).length < units.units.length) return;
      const all = rangesOfUnits(units);
      if (all === undefined) return;
      const ones = new LastOnes(units, classesOf(units));
      const [least, most] = all.copies;
      expect(ones.fewest().copies).toEqual({ low: least, high: least });
      expect(ones.most().copies).toEqual({ low: most, high: most });
      tried++;
      if (least < most) saved++;
    }),
    { numRuns: 1_500 },
  );
  expect(tried).toBeGreaterThan(200);
  expect(saved).toBeGreaterThan(5);
});

test("copies and buffers of any order lie between the least and the most, parts of buffers or not", () => {
  fc.assert(
    fc.property(randomReferences(7, true), seeds, (document, seed) => {
      const units = unitsIn(referencesIn(document));
      const all = units && rangesOfUnits(units);
      if (units === undefined || all === undefined) return;
      const run = simulateReferences(units, randomOrder(units, seed));
      expect(run.copies).toBeGreaterThanOrEqual(all.copies[0]);
      expect(run.copies).toBeLessThanOrEqual(all.copies[1]);
      expect(run.allocations - run.copies + all.copies[0]).toBe(all.resetPool[0]);
      expect(run.peak).toBeGreaterThanOrEqual(all.recyclingPool[0]);
      expect(run.peak).toBeLessThanOrEqual(all.recyclingPool[1]);
      if (all.withoutHazard === all.schedules) expect(run.hazards).toEqual([]);
      if (all.withoutHazard === 0) expect(run.hazards).not.toEqual([]);
    }),
    { numRuns: 600 },
  );
});

const SETTINGS = { ...DEFAULT_SETTINGS, budget: 500 };

test("the schedule with the fewest copies has as few as there can be", () => {
  let fewer = 0;
  fc.assert(
    fc.property(fc.oneof(randomReferences(8, false), manyRates), (document) => {
      const references = referencesIn(document);
      const units = unitsIn(references);
      const repetition = repetitionOf(references.stream);
      if (!repetition.ok || units === undefined || units.hasParts || units.refs > 300) return;
      if (topological(units).length < units.units.length) return;
      const found = findFewestCopies(references, SETTINGS, NO_WATCH, (firings) => firings.length);
      if (!found.ok) throw new Error(found.problem.message);
      const run = simulateReferences(units, unitOrder(units, found.value.firings));
      const { low, high } = new LastOnes(units, classesOf(units)).fewest().copies;
      expect(low).toBe(high);
      expect(run.copies).toBe(low);
      const plan = planDocument(document, { ...SETTINGS, schedule: "fewest-copies" }, NO_WATCH);
      if (!plan.ok) throw new Error(plan.problem.message);
      expect(
        check(toPlanDocument(plan.value, { name: "", kind: document.kind, sha256: "" }), document),
      ).toEqual([]);
      const all = rangesOfUnits(units);
      if (all !== undefined && all.copies[0] < all.copies[1]) fewer++;
    }),
    { numRuns: 300 },
  );
  expect(fewer).toBeGreaterThan(10);
});

test("what a beam finds is an order with that peak, never outside of the range, and mostly its end", () => {
  let tried = 0;
  let reached = 0;
  fc.assert(
    fc.property(randomReferences(10, false), (document) => {
      const units = unitsIn(referencesIn(document));
      const all = units && rangesOfUnits(units);
      if (units === undefined || all === undefined) return;
      for (const [k, goal] of (["least", "most"] as const).entries()) {
        const found = peakByBeam(units, goal);
        if (found === undefined) throw new Error("small graphs are searched");
        expect(simulateReferences(units, found.order).peak).toBe(found.peak);
        expect(found.peak).toBeGreaterThanOrEqual(all.recyclingPool[0]);
        expect(found.peak).toBeLessThanOrEqual(all.recyclingPool[1]);
        tried++;
        if (found.peak === all.recyclingPool[k]) reached++;
      }
    }),
    { numRuns: 500 },
  );
  expect(reached / tried).toBeGreaterThan(0.9);
});

test("bounds that are told of large graphs hold what is exact of small ones", () => {
  fc.assert(
    fc.property(fc.oneof(randomReferences(7, true), manyRates), seeds, (document, seed) => {
      const units = unitsIn(referencesIn(document));
      if (units === undefined || units.refs > 100 || units.units.length > 16) return;
      if (topological(units).length < units.units.length) return;
      const all = rangesOfUnits(units);
      if (all === undefined) return;
      const bounds = boundsOverSchedules(units, randomOrder(units, seed));
      for (const what of ["copies", "resetPool", "recyclingPool"] as const) {
        const [least, most] = all[what];
        const { least: low, most: high } = bounds[what];
        expect(low.low).toBeLessThanOrEqual(least);
        expect(low.high).toBeGreaterThanOrEqual(least);
        expect(high.low).toBeLessThanOrEqual(most);
        expect(high.high).toBeGreaterThanOrEqual(most);
      }
    }),
    { numRuns: 500 },
  );
});

/** All orders of the units. */
function* ordersOf({ units }: Units, done: readonly number[] = []): Generator<readonly number[]> {
  if (done.length === units.length) yield done;
  for (const u of units.keys()) {
    if (done.includes(u) || !units[u]?.after.every((before) => done.includes(before))) continue;
    yield* ordersOf({ units } as Units, [...done, u]);
  }
}

test("the fewest and the most that one node copies are those over all orders", () => {
  let tried = 0;
  fc.assert(
    fc.property(randomReferences(6, false), (document) => {
      const units = unitsIn(referencesIn(document));
      const all = units && rangesOfUnits(units);
      if (units === undefined || all === undefined || all.schedules > 300) return;
      const copying = new Map<number, number[]>();
      for (const { actor, takes } of units.units)
        if (takes.some(({ use }) => use === "copy")) copying.set(actor, []);
      for (const order of ordersOf(units)) {
        const { trace } = simulateReferences(units, order);
        for (const { unit, copied } of trace)
          copying.get(units.units[unit]?.actor ?? -1)?.push(copied.length);
      }
      const ones = new LastOnes(units, classesOf(units));
      for (const [actor, counts] of copying) {
        const { fewest, most } = ones.ofActor(actor);
        const [least, greatest] = [Math.min(...counts), Math.max(...counts)];
        expect(fewest.copies).toEqual({ low: least, high: least });
        expect(most.copies).toEqual({ low: greatest, high: greatest });
        tried++;
      }
    }),
    { numRuns: 400 },
  );
  expect(tried).toBeGreaterThan(100);
});
