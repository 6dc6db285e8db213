/** The order with the least peak, proven, where the graph allows it; else the best that the budget finds. */

import { ok } from "../result.ts";
import { searchBeam } from "./beam-search.ts";
import { searchExactly } from "./exact-search.ts";
import type { Scheduler } from "./scheduler.ts";
import type { SearchCell } from "./search.ts";
import { searchOrder } from "./search-order.ts";

/** Of a cell's budget, what the exact search leaves to a beam when it does not come to an end. */
const FOR_BEAM = 1 / 4;

const searchCell: SearchCell = (search) => {
  const exact = searchExactly({ ...search, budget: search.budget * (1 - FOR_BEAM) });
  if (exact.order !== null || exact.bound >= search.ceiling || search.tick(exact.steps)) return exact;
  const floor = Math.max(search.floor, exact.bound);
  const beam = searchBeam({
    ...search,
    floor,
    budget: search.budget - exact.steps,
    tick: (steps) => search.tick(exact.steps + steps),
  });
  return { order: beam.order, bound: Math.max(exact.bound, beam.bound), steps: exact.steps + beam.steps };
};

export const exact: Scheduler = {
  id: "exact",
  title: "exact",
  says: "The least peak of live bytes of all orders, with proof; when the budget ends first, the best found.",
  run: (task, watch) => ok(searchOrder(task, watch, searchCell)),
};
