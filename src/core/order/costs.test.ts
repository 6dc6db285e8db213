import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { orderTaskOf } from "../testing/order-task.ts";
import { Random, randomGraph } from "../testing/random.ts";
import { textGraph } from "../testing/text-graph.ts";
import { costsOf } from "./costs.ts";
import { listOrder } from "./ready-list.ts";
import { needsOf } from "./walk.ts";

vi.setConfig({ testTimeout: 60_000 });
const numRuns = Number(process.env.FC_RUNS ?? 200);

test("the model never counts more than the planner, and the same where nothing is loose and there is one arena", () => {
  let exact = 0;
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.boolean(), fc.boolean(), (seed, other, constants, tflm) => {
      const document = randomGraph(seed, 14);
      const task = orderTaskOf(document, { constants, lifetimes: tflm ? "tflm" : "schedule" });
      const costs = costsOf(task);
      const random = new Random(other);
      const order = listOrder(costs, () => [random.next(), 0]);
      const peak = Math.max(0, ...needsOf(costs, order));
      const planned = task.livePeak(order);
      if (costs.vague) return;
      expect(peak).toBeLessThanOrEqual(planned);
      if (costs.loose || task.alignments.length > 1) return;
      expect(peak).toBe(planned);
      exact++;
    }),
    { numRuns: numRuns * 5 },
  );
  expect(exact).toBeGreaterThan(numRuns / 2);
});

test("the bytes of each step are those of the storages alive at it", () => {
  const task = orderTaskOf(
    textGraph(`
      arena sram 16
      input x 100
      input idle 40
      a:64 = conv(x) ws=10
      b:64 = relu(a) b~a
      c:64 = reshape(b) c<b
      d:32 = conv(c)
      e:8 = stray(d)
      f:32 = add(d c)
      out f
    `),
  );
  const costs = costsOf(task);
  // x 112, idle 48 at the first step only, scratch 16; b over a; c is b
  expect([...needsOf(costs, Int32Array.from([0, 1, 2, 3, 4, 5]))]).toEqual([
    112 + 48 + 64 + 16,
    64,
    64,
    96,
    112,
    128,
  ]);
  expect([costs.loose, costs.vague]).toEqual([false, false]);
});

test("a smaller result over a larger input is loose, a view that alignment may forbid is vague", () => {
  const loose = costsOf(orderTaskOf(textGraph("input x 64\na:32 = relu(x) a~x\nout a")));
  expect([loose.loose, loose.vague]).toEqual([true, false]);
  const vague = costsOf(
    orderTaskOf(
      textGraph(`
        input x 64
        p:32 = slice(x) p<x+32
        a:32 = relu(p) a~p
        v:16:64 = slice(a) v<a
        out v
      `),
    ),
  );
  expect(vague.vague).toBe(true);
});
