import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Settings } from "../settings.ts";
import { chain, randWire, residual, searched, training, transformer, unet, wide } from "../testing/nets.ts";
import { leastLivePeak, orderOf, orderTaskOf } from "../testing/order-task.ts";
import { randomGraph } from "../testing/random.ts";
import type { Progress, Watch } from "../watch.ts";
import { beam } from "./beam.ts";
import { bestOfAll } from "./best-of-all.ts";
import { composeCells } from "./by-cells.ts";
import type { Cell } from "./cell.ts";
import { costsOf } from "./costs.ts";
import { exact } from "./exact.ts";
import { searchExactly } from "./exact-search.ts";
import type { Front } from "./front.ts";
import { frontsOf } from "./fronts.ts";
import { ORDERS } from "./index.ts";
import { joint } from "./joint.ts";
import { Prefix } from "./prefix.ts";
import type { Ordered, OrderTask } from "./scheduler.ts";
import { Threshold } from "./threshold.ts";
import { needsOf } from "./walk.ts";

vi.setConfig({ testTimeout: 60_000 });
const numRuns = Number(process.env.FC_RUNS ?? 200);
const seeds = fc.nat(2 ** 31 - 1);
const settings: fc.Arbitrary<Partial<Settings>> = fc.record({
  lifetimes: fc.constantFrom("schedule", "tflm"),
  alignment: fc.constantFrom(null, 1, 16),
  inplace: fc.boolean(),
  views: fc.boolean(),
  preserveInputs: fc.boolean(),
  constants: fc.boolean(),
  state: fc.boolean(),
  inplaceExcept: fc.constantFrom("", "Relu"),
  viewsExcept: fc.constantFrom("", "Reshape"),
});

test("the exact order has the least peak of all orders, and says proven only then", {
  timeout: 300_000,
}, () => {
  let proven = 0;
  fc.assert(
    fc.property(seeds, settings, (seed, changed) => {
      const task = orderTaskOf(randomGraph(seed, 8), changed);
      fc.pre(task.graph.nodes > 1);
      const least = leastLivePeak(task);
      const { order, bound = 0, proven: claimed } = orderOf(exact, task);
      const peak = task.livePeak(order);
      expect(bound).toBeLessThanOrEqual(least);
      expect(claimed).toBe(peak === bound);
      if (claimed) proven++;
      const costs = costsOf(task);
      if (!costs.loose && !costs.vague && task.alignments.length === 1) expect(peak).toBe(least);
      expect(peak).toBeGreaterThanOrEqual(least);
    }),
    { numRuns: numRuns * 2 },
  );
  expect(proven).toBeGreaterThan(numRuns / 2);
});

test("bound ≤ exact ≤ beam ≤ the best quick order ≤ each of them, in live bytes", {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(seeds, settings, (seed, changed) => {
      const task = orderTaskOf(randomGraph(seed, 20), changed);
      fc.pre(task.graph.nodes > 0);
      const peak = ({ order }: Ordered) => task.livePeak(order);
      const found = orderOf(exact, task);
      const least = peak(found);
      const followed = orderOf(beam, task);
      const best = peak(orderOf(bestOfAll, task));
      expect(found.bound ?? 0).toBeLessThanOrEqual(least);
      expect(followed.bound ?? 0).toBeLessThanOrEqual(peak(followed));
      if (found.proven) expect(peak(followed)).toBeGreaterThanOrEqual(least);
      if (followed.proven) expect(peak(followed)).toBeLessThanOrEqual(least);
      expect(peak(followed)).toBeLessThanOrEqual(best);
      expect(least).toBeLessThanOrEqual(best);
      for (const quick of ORDERS.slice(0, ORDERS.indexOf(bestOfAll)))
        expect(best).toBeLessThanOrEqual(peak(orderOf(quick, task)));
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  );
});

test("the least order by addresses is never worse than that of the best quick order", {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom("greedy-by-size", "first-fit"), (seed, place) => {
      const task = orderTaskOf(randomGraph(seed, 20), { place });
      const together = orderOf(joint, task);
      const best = orderOf(bestOfAll, task);
      expect(task.arenaPeak(together.order)).toBeLessThanOrEqual(task.arenaPeak(best.order));
      expect(together.bound ?? 0).toBeLessThanOrEqual(task.livePeak(together.order));
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});

/** Says stop once it has been asked so many times. */
function stopAfter(asked: number): Watch {
  let times = 0;
  return Object.assign(() => {}, { stop: () => ++times > asked });
}

function valid({ graph }: OrderTask, order: Int32Array): boolean {
  const step = new Map(Array.from(order, (node, s) => [node, s]));
  return (
    step.size === graph.nodes &&
    graph.producer.every((producer, t) =>
      graph.readers.items
        .subarray(graph.readers.from[t], graph.readers.from[t + 1])
        .every((reader) => producer < 0 || (step.get(producer) ?? -1) < (step.get(reader) ?? -1)),
    )
  );
}

test.each([exact, beam, joint])(
  "$id: a stop or a small budget keeps the best found, and says so",
  (scheduler) => {
    const hard = randWire({ n: 80, varied: true, seed: 1 });
    const task = orderTaskOf(hard);
    const measure = scheduler === joint ? task.arenaPeak : task.livePeak;
    const best = measure(orderOf(bestOfAll, task).order);
    for (const asked of [0, 1, 3, 10, 14]) {
      const ended = orderOf(scheduler, task, stopAfter(asked));
      expect(ended.endedEarly).toBe(true);
      expect(valid(task, ended.order)).toBe(true);
      if (asked >= 10) expect(measure(ended.order)).toBeLessThanOrEqual(best);
      expect(ended.bound ?? 0).toBeLessThanOrEqual(task.livePeak(ended.order));
    }
    for (const budget of [0, 1, 100, 3_000]) {
      const small = orderOf(scheduler, orderTaskOf(hard, { budget }));
      expect(small.endedEarly).toBe(false);
      expect(measure(small.order)).toBeLessThanOrEqual(best);
      expect(small.steps ?? 0).toBeLessThan(budget + 2_000);
    }
  },
);

test("a search says where it is, and never that it has gone beyond its budget", () => {
  const heard: number[] = [];
  const task = orderTaskOf(randWire({ n: 80, varied: true, seed: 1 }), { budget: 20_000 });
  orderOf(exact, task, ({ phase, done, total }: Progress) => {
    if (phase === "ordering") heard.push(done / total);
  });
  expect(heard.length).toBeGreaterThan(5);
  expect(heard.toSorted((a, b) => a - b)).toEqual(heard);
  expect(heard.at(-1)).toBeLessThanOrEqual(1);
});

test.each([
  // nodes of a cell, varied sizes, seed: the best quick order and the least of all
  { n: 16, varied: true, seed: 3, best: 1125, least: 967 },
  { n: 24, varied: false, seed: 1, best: 1400, least: 1300 },
  { n: 32, varied: false, seed: 1, best: 1700, least: 1500 },
  { n: 32, varied: true, seed: 1, best: 2087, least: 1651 },
  { n: 32, varied: true, seed: 2, best: 2279, least: 1982 },
  { n: 40, varied: true, seed: 1, best: 2434, least: 2104 },
])("a random cell of $n nodes, seed $seed: the least of all orders is proven", ({ best, least, ...cell }) => {
  const task = orderTaskOf(randWire(cell));
  expect(task.livePeak(orderOf(bestOfAll, task).order)).toBe(best);
  const found = orderOf(exact, task);
  expect([task.livePeak(found.order), found.proven, found.bound]).toEqual([least, true, least]);
});

test("three cells in a row are three searches, not one of all their sets", () => {
  const one = orderOf(exact, orderTaskOf(randWire({ n: 32, varied: true, seed: 1 })));
  const task = orderTaskOf(randWire({ n: 32, cells: 3, varied: true, seed: 1 }));
  const three = orderOf(exact, task);
  expect(three.proven).toBe(true);
  expect(three.steps ?? 0).toBeLessThan(10 * (one.steps ?? 0));
});

test.each([
  ["a chain", chain(3000)],
  ["residual blocks", residual(400)],
  ["a U-net", unet(300)],
  ["transformer blocks", transformer(20, 4)],
  ["cells of a searched architecture", searched(8, 1)],
  ["a step of training", training(20, 120)],
  ["many chains side by side", wide(20, 10, 1)],
])("%s: the least of all orders is proven within a few steps", (_, document) => {
  const task = orderTaskOf(document, { budget: 20_000 });
  const found = orderOf(exact, task);
  expect(found.proven).toBe(true);
  expect(task.livePeak(found.order)).toBe(found.bound);
});

test("from both ends by turns is never far from the narrower end", () => {
  const found = orderOf(exact, orderTaskOf(randWire({ n: 48, varied: true, seed: 2 })));
  expect([found.bound, found.proven]).toEqual([1852, true]);
  expect(found.steps ?? 0).toBeLessThan(10_000);
});

test("a cell with too many sets falls back to the beam, which is far under the best quick order", () => {
  const task = orderTaskOf(randWire({ n: 100, varied: true, seed: 1 }), { budget: 60_000 });
  const best = task.livePeak(orderOf(bestOfAll, task).order);
  const found = orderOf(exact, task);
  expect(found.proven).toBe(false);
  expect(task.livePeak(found.order)).toBeLessThan(0.8 * best);
});

test("the same task gives the same order, step for step", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const document = randomGraph(seed, 20);
      for (const scheduler of [exact, beam, joint]) {
        const once = orderOf(scheduler, orderTaskOf(document, { budget: 500 }));
        expect(orderOf(scheduler, orderTaskOf({ ...document }, { budget: 500 }))).toEqual(once);
      }
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});

test("from the first node on, from the last back, or both: the least is the same", () => {
  fc.assert(
    fc.property(seeds, settings, (seed, changed) => {
      const task = orderTaskOf(randomGraph(seed, 18), changed);
      fc.pre(task.graph.nodes > 1);
      const costs = costsOf(task);
      const known = [orderOf(bestOfAll, task).order];
      const effort = { budget: 1_000_000, tick: () => false };
      const from = (ends: (cell: Cell) => Front[]) =>
        composeCells(costs, known, {
          ...effort,
          search: ({ cell, floor, ceiling }) => {
            const [front = new Prefix(cell)] = ends(cell);
            const search = new Threshold(front, floor, ceiling);
            search.advance(Number.POSITIVE_INFINITY, floor);
            return { order: search.order, bound: search.limit, steps: search.steps };
          },
        });
      const first = from((cell) => [new Prefix(cell)]);
      const last = from((cell) => frontsOf(cell).reverse());
      const both = composeCells(costs, known, { ...effort, search: searchExactly });
      expect([last.bound, both.bound]).toEqual([first.bound, first.bound]);
      for (const { order } of [first, last, both])
        expect(Math.max(0, ...needsOf(costs, order))).toBe(first.bound);
    }),
    { numRuns },
  );
});
