import fc from "fast-check";
import { expect, test } from "vitest";
import type { LifetimesDocument } from "../core/document.ts";
import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import { planned, randomPlan } from "../draw/testing/frames.ts";
import { type AreaSums, areaSums, type Field, startSumming } from "./area.ts";

/** The same by looking at every byte of every step. */
function counted(plan: Plan, { arena, steps, addresses }: Field): AreaSums {
  const pieces = piecesIn(plan);
  const { offset, bytes } = plan.storages;
  const touched = new Set<number>();
  const busy = new Set<number>();
  const live: number[] = [];
  for (let step = steps[0]; step < steps[1]; step++) {
    let now = 0;
    for (let k = 0; k < pieces.count; k++) {
      const s = pieces.owner[k] ?? 0;
      if (pieces.arena[k] !== arena || (pieces.start[k] ?? 0) > step || (pieces.end[k] ?? 0) <= step)
        continue;
      const base = offset[s] ?? 0;
      for (let a = base + (pieces.low[k] ?? 0); a < base + (pieces.high[k] ?? 0); a++) {
        if (a < addresses[0] || a >= addresses[1]) continue;
        now++;
        busy.add(a);
        touched.add(s);
      }
    }
    live.push(now);
  }
  let free: readonly [number, number] = [addresses[0], addresses[0]];
  for (let a = addresses[0]; a < addresses[1]; a++) {
    let end = a;
    while (end < addresses[1] && !busy.has(end)) end++;
    if (end - a > free[1] - free[0]) free = [a, end];
  }
  const [most, least] = [Math.max(...live), Math.min(...live)];
  return {
    all: (steps[1] - steps[0]) * (addresses[1] - addresses[0]),
    used: live.reduce((sum, n) => sum + n, 0),
    touched: touched.size,
    touchedBytes: [...touched].reduce((sum, s) => sum + (bytes[s] ?? 0), 0),
    most,
    mostAt: steps[0] + live.indexOf(most),
    least,
    leastAt: steps[0] + live.indexOf(least),
    free,
  };
}

const ranges = (most: number) =>
  fc
    .tuple(fc.nat(most - 1), fc.nat(most - 1))
    .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b) + 1]);

test("what an area holds is what counting it byte by byte and step by step finds", () => {
  const wanted = fc.nat(40).chain((seed) => {
    const plan = randomPlan(seed, 25);
    const peak = plan.arenas[0]?.peak ?? 1;
    return fc.record({ plan: fc.constant(plan), steps: ranges(plan.steps), addresses: ranges(peak) });
  });
  fc.assert(
    fc.property(wanted, ({ plan, steps, addresses }) => {
      const field = { arena: 0, steps, addresses };
      expect(areaSums(plan, field)).toEqual(counted(plan, field));
    }),
    { numRuns: 60 },
  );
});

test("in turns it comes to the same", () => {
  const plan = randomPlan(3, 200);
  const field: Field = { arena: 0, steps: [5, 60], addresses: [100, plan.arenas[0]?.peak ?? 0] };
  const summing = startSumming(plan, field);
  let turns = 1;
  while (summing.go(7)) turns++;
  expect(turns).toBeGreaterThan(20);
  expect(summing.sums()).toEqual(areaSums(plan, field));
});

const GAPPED: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "crossing",
  buffers: [
    { id: "a", start: 0, end: 10, bytes: 100, offset: 0, gaps: [{ start: 2, end: 4 }] },
    { id: "b", start: 2, end: 4, bytes: 60, offset: 0 },
    { id: "c", start: 0, end: 10, bytes: 100, offset: 100, gaps: [{ start: 6, end: 8, window: [0, 50] }] },
  ],
};

test("gaps are free, and a storage with several pieces is touched once", () => {
  const plan = planned(GAPPED);
  const sums = areaSums(plan, { arena: 0, steps: [1, 8], addresses: [0, 200] });
  expect(sums).toEqual({
    all: 1400,
    used: 200 + 2 * 160 + 2 * 200 + 2 * 150,
    touched: 3,
    touchedBytes: 260,
    most: 200,
    mostAt: 1,
    least: 150,
    leastAt: 6,
    free: [0, 0],
  });
  expect(areaSums(plan, { arena: 0, steps: [6, 8], addresses: [0, 200] }).free).toEqual([150, 200]);
  expect(areaSums(plan, { arena: 0, steps: [2, 4], addresses: [0, 100] }).free).toEqual([60, 100]);
});

test("an area where nobody lives is free, and millions of steps need no room", () => {
  const far: LifetimesDocument = {
    ...GAPPED,
    buffers: [
      { id: "a", start: 0, end: 1_000_000_000, bytes: 64, offset: 0 },
      { id: "b", start: 500, end: 600, bytes: 64, offset: 64 },
    ],
  };
  const plan = planned(far);
  const sums = areaSums(plan, { arena: 0, steps: [0, 1_000_000_000], addresses: [0, 128] });
  expect(sums).toMatchObject({ most: 128, mostAt: 500, least: 64, leastAt: 0, used: 64e9 + 6400 });
  const none = areaSums(plan, { arena: 0, steps: [0, 400], addresses: [64, 128] });
  expect(none).toMatchObject({ used: 0, touched: 0, most: 0, free: [64, 128] });
});
