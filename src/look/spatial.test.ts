import fc from "fast-check";
import { expect, test } from "vitest";
import { piecesIn } from "../core/needs.ts";
import { planDocument } from "../core/plan.ts";
import type { Plan } from "../core/plan.types.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { randomLifetimes } from "../core/testing/random.ts";
import { NO_WATCH } from "../core/watch.ts";
import { buildSpatial, spatialBytes, spatialFrom } from "./spatial.ts";
import type { Spatial } from "./spatial-kept.ts";

function randomPlan(seed: number): Plan {
  const document = randomLifetimes(seed, { count: 150, steps: 200, longest: 40, largest: 500 });
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, place: "greedy-by-size" }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

type Window = readonly [from: number, to: number];

function found(spatial: Spatial, steps: Window, addresses: Window): number[] {
  const list: number[] = [];
  spatial.visit(steps, addresses, (k) => {
    list.push(k);
    return false;
  });
  return list.sort((a, b) => a - b);
}

function plainly(plan: Plan, steps: Window, addresses: Window): number[] {
  const { count, owner, start, end, low, high } = piecesIn(plan);
  const meets = (from: number, to: number, [a, b]: Window) => (from <= a ? to > a : from < b);
  return Array.from({ length: count }, (_, k) => k).filter((k) => {
    const base = plan.storages.offset[owner[k] ?? 0] ?? 0;
    const [bottom, top] = [base + (low[k] ?? 0), base + (high[k] ?? 0)];
    return bottom < top && meets(start[k] ?? 0, end[k] ?? 0, steps) && meets(bottom, top, addresses);
  });
}

test("it finds exactly what a pass over all pieces finds, for windows and for points", () => {
  fc.assert(
    fc.property(
      fc.nat(50),
      fc.nat(200),
      fc.nat(60),
      fc.nat(3000),
      fc.nat(900),
      (seed, step, long, address, tall) => {
        const plan = randomPlan(seed);
        const spatial = buildSpatial(plan, 0);
        const [steps, addresses] = [[step, step + long] as const, [address, address + tall] as const];
        expect(found(spatial, steps, addresses)).toEqual(plainly(plan, steps, addresses));
        expect(found(spatial, [step, step], [address, address])).toEqual(
          plainly(plan, [step, step], [address, address]),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test("it stops when it is told to", () => {
  const plan = randomPlan(1);
  let seen = 0;
  buildSpatial(plan, 0).visit([0, 1e9], [0, 1e9], () => ++seen === 7);
  expect(seen).toBe(7);
});

test("its bytes make the same index elsewhere, and an arena without storages has an empty one", () => {
  const plan = randomPlan(2);
  const carried = structuredClone(spatialBytes(plan, 0));
  expect(found(spatialFrom(plan, 0, carried), [10, 60], [0, 1e9])).toEqual(plainly(plan, [10, 60], [0, 1e9]));
  expect(found(buildSpatial(plan, 7), [0, 1e9], [0, 1e9])).toEqual([]);
});
