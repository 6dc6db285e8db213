/** Kahn's algorithm by what memory gains or loses: list scheduling as compilers have it. */

import { ok } from "../result.ts";
import { type Costs, costsOf } from "./costs.ts";
import { listOrder } from "./ready-list.ts";
import type { Scheduler } from "./scheduler.ts";

export function memoryDeltaOrder(costs: Costs): Int32Array {
  const pair: [number, number] = [0, 0];
  return listOrder(costs, (walk, node) => {
    pair[0] = walk.change(node);
    return pair;
  });
}

export const memoryDelta: Scheduler = {
  id: "memory-delta",
  title: "least growth",
  says: "Always the ready node that makes the fewest bytes beyond those it frees.",
  run: (task) => ok({ order: memoryDeltaOrder(costsOf(task)) }),
};
