/** All quick orders, each measured, the least kept: no single one wins everywhere. */

import { ok } from "../result.ts";
import type { Watch } from "../watch.ts";
import { breadthFirst } from "./breadth-first.ts";
import { depthFirst } from "./depth-first.ts";
import { given } from "./given.ts";
import { leastPeak } from "./least-peak.ts";
import { memoryDelta } from "./memory-delta.ts";
import { reversePost } from "./reverse-post-order.ts";
import type { OrderTask, Scheduler } from "./scheduler.ts";
import { topological } from "./topological.ts";

/** The orders that do not search, in the order of the table. */
export const QUICK: readonly Scheduler[] = [
  given,
  topological,
  depthFirst,
  breadthFirst,
  reversePost,
  memoryDelta,
  leastPeak,
];

export interface Measured {
  readonly order: Int32Array;
  /** In bytes, as the planner counts. */
  readonly livePeak: number;
}

/** One row a quick order, the least first, among equals in the order of the table. A request to stop leaves the first ones. */
export function quickOrders(task: OrderTask, watch: Watch): { found: Measured[]; endedEarly: boolean } {
  const found: Measured[] = [];
  let endedEarly = false;
  for (const scheduler of QUICK) {
    if (found.length > 0 && watch.stop?.() === true) {
      endedEarly = true;
      break;
    }
    const ordered = scheduler.run(task, watch);
    if (!ordered.ok) continue;
    const { order } = ordered.value;
    const known = found.find((other) => other.order.every((node, s) => node === order[s]));
    if (known === undefined) found.push({ order, livePeak: task.livePeak(order) });
  }
  return { found: found.sort((a, b) => a.livePeak - b.livePeak), endedEarly };
}

export const bestOfAll: Scheduler = {
  id: "best-of-all",
  title: "best of the quick ones",
  says: "Tries every quick order and keeps the one with the fewest bytes alive at its peak.",
  run: (task, watch) => {
    const { found, endedEarly } = quickOrders(task, watch);
    const [best] = found;
    return ok({ order: best?.order ?? new Int32Array(0), endedEarly });
  },
};
