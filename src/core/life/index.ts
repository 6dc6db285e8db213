/** The table of rules of lifetimes. */

import { anyOrder } from "./any-order.ts";
import type { LifetimeRule } from "./lifetime-rule.ts";
import { schedule } from "./schedule.ts";
import { tflm } from "./tflm.ts";

export const LIFETIMES: readonly LifetimeRule[] = [schedule, tflm, anyOrder];
