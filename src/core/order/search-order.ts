/** A searched order: the quick orders first, then a search on what each step costs, of all arenas together and of each alone. */

import type { Watch } from "../watch.ts";
import { quickOrders } from "./best-of-all.ts";
import { composeCells } from "./by-cells.ts";
import { type Costs, costsOf } from "./costs.ts";
import type { Ordered, OrderTask } from "./scheduler.ts";
import type { SearchCell } from "./search.ts";

/** Never worse, as the planner counts, than the best of the quick orders. */
export function searchOrder(task: OrderTask, watch: Watch, search: SearchCell): Ordered {
  const { budget } = task.settings;
  const quick = quickOrders(task, watch);
  const [best] = quick.found;
  if (best === undefined || task.graph.nodes === 0) return { order: new Int32Array(0) };
  let { order, livePeak } = best;
  let { endedEarly } = quick;
  let steps = 0;
  const known = quick.found.map((other) => other.order);
  const run = (costs: Costs, share: number): number => {
    const before = steps;
    const found = composeCells(costs, known, {
      search,
      budget: share * (budget - steps),
      tick: (spent) => {
        watch({ phase: "ordering", done: Math.min(before + spent, budget), total: budget });
        endedEarly ||= watch.stop?.() === true;
        return endedEarly;
      },
    });
    steps += found.steps;
    const peak = task.livePeak(found.order);
    if (peak < livePeak) {
      order = found.order;
      livePeak = peak;
    }
    known.push(found.order);
    return costs.vague ? 0 : found.bound;
  };
  const arenas = task.alignments.length;
  let bound = run(costsOf(task), arenas > 1 ? 1 / 2 : 1);
  if (arenas > 1 && livePeak > bound) {
    let sum = 0;
    for (let a = 0; a < arenas; a++) sum += endedEarly ? 0 : run(costsOf(task, a), 1 / (arenas - a));
    bound = Math.max(bound, sum);
  }
  return { order, proven: livePeak === bound, bound, steps, endedEarly };
}
