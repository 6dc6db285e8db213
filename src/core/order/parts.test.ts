import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { chain, randWire, residual } from "../testing/nets.ts";
import { orderTaskOf } from "../testing/order-task.ts";
import { Random, randomGraph } from "../testing/random.ts";
import { cellsOf } from "./cells.ts";
import { costsOf } from "./costs.ts";
import { LeastFirst } from "./least-first.ts";
import { holdsAll, holdsAny, masksOf } from "./masks.ts";
import { listOrder } from "./ready-list.ts";

vi.setConfig({ testTimeout: 60_000 });
const numRuns = Number(process.env.FC_RUNS ?? 200);

test("every order runs the cells one after another", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (seed, other) => {
      const costs = costsOf(orderTaskOf(randomGraph(seed, 20)));
      const random = new Random(other);
      const borders = cellsOf(costs);
      const orders = [1, 2].map(() => listOrder(costs, () => [random.next(), 0]));
      for (let c = 0; c + 1 < borders.length; c++) {
        const [one, two] = orders.map((order) => new Set(order.subarray(borders[c], borders[c + 1])));
        expect(one).toEqual(two);
      }
      expect([borders[0], borders.at(-1)]).toEqual([0, costs.nodes]);
    }),
    { numRuns },
  );
});

test("a chain falls into its nodes, a net of cells at least into these", () => {
  expect(cellsOf(costsOf(orderTaskOf(chain(5))))).toEqual(Int32Array.from([0, 1, 2, 3, 4, 5]));
  // with a projection beside it the block has two orders more, without one none
  expect(cellsOf(costsOf(orderTaskOf(residual(2))))).toEqual(Int32Array.from([0, 5, 6, 7, 8, 9]));
  const borders = cellsOf(costsOf(orderTaskOf(randWire({ n: 10, cells: 3, varied: false, seed: 1 }))));
  expect([...borders]).toEqual(expect.arrayContaining([1, 12, 13, 24, 25, 36]));
});

test("the heap gives back items by their keys, least first", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), (keys) => {
      const heap = new LeastFirst();
      keys.forEach((key, i) => {
        heap.push(key, i);
      });
      const found = keys.map(() => {
        const least = heap.least;
        expect(keys[heap.pop()]).toBe(least);
        return least;
      });
      expect(found).toEqual(keys.toSorted((a, b) => a - b));
      expect(() => heap.pop()).toThrow();
    }),
    { numRuns },
  );
});

test("a set holds all of a list, or any of it", () => {
  const masks = masksOf({ from: Int32Array.from([0, 3, 3]), items: Int32Array.from([40, 1, 31]) });
  const set = Int32Array.from([(1 << 1) | (1 << 31), 0]);
  expect([holdsAll(set, masks, 0), holdsAny(set, masks, 0)]).toEqual([false, true]);
  expect([holdsAll(set, masks, 1), holdsAny(set, masks, 1)]).toEqual([true, false]);
  set[1] = 1 << 8;
  expect(holdsAll(set, masks, 0)).toBe(true);
});
