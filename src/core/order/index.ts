/** The table of orders. */

import { bestOfAll, QUICK } from "./best-of-all.ts";
import type { Scheduler } from "./scheduler.ts";

export const ORDERS: readonly Scheduler[] = [...QUICK, bestOfAll];
