/** Least peak memory first (lpmf), as compilers for training know it: look one step ahead, and only then at what is freed. */

import { ok } from "../result.ts";
import { type Costs, costsOf } from "./costs.ts";
import { listOrder } from "./ready-list.ts";
import type { Scheduler } from "./scheduler.ts";

/** Steps under the peak so far are all alike; among them the one that leaves the least. */
export function leastPeakOrder(costs: Costs): Int32Array {
  const pair: [number, number] = [0, 0];
  return listOrder(costs, (walk, node, peak) => {
    pair[0] = Math.max(peak, walk.need(node));
    pair[1] = walk.change(node);
    return pair;
  });
}

export const leastPeak: Scheduler = {
  id: "least-peak",
  title: "least peak first",
  says: "Always the ready node that raises the peak least; among equals the one that leaves the least behind.",
  run: (task) => ok({ order: leastPeakOrder(costsOf(task)) }),
};
