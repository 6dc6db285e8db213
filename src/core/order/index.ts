/** The table of orders. */

import { depthFirst } from "./depth-first.ts";
import { given } from "./given.ts";
import type { Scheduler } from "./scheduler.ts";
import { topological } from "./topological.ts";

export const ORDERS: readonly Scheduler[] = [given, topological, depthFirst];
