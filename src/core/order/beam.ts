/** A beam over sets of nodes, wider and wider: for graphs with too many orders to look at all. */

import { ok } from "../result.ts";
import { searchBeam } from "./beam-search.ts";
import type { Scheduler } from "./scheduler.ts";
import { searchOrder } from "./search-order.ts";

export const beam: Scheduler = {
  id: "beam",
  title: "beam",
  says: "Follows the most promising beginnings side by side, more and more of them until the budget is spent.",
  run: (task, watch) => ok(searchOrder(task, watch, searchBeam)),
};
