import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Settings } from "../settings.ts";
import { randWire, wide } from "../testing/nets.ts";
import { leastLivePeak, orderOf, orderTaskOf } from "../testing/order-task.ts";
import { Random, randomGraph } from "../testing/random.ts";
import { NO_WATCH, type Watch } from "../watch.ts";
import { beam } from "./beam.ts";
import { bestOfAll, QUICK } from "./best-of-all.ts";
import { costsOf } from "./costs.ts";
import { exact } from "./exact.ts";

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
