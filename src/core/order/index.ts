/** The table of orders. */

import { beam } from "./beam.ts";
import { bestOfAll, QUICK } from "./best-of-all.ts";
import { exact } from "./exact.ts";
import { joint } from "./joint.ts";
import type { Scheduler } from "./scheduler.ts";

export const ORDERS: readonly Scheduler[] = [...QUICK, bestOfAll, exact, beam, joint];
