/**
 * Lifetimes as TensorFlow Lite Micro's allocator counts them. Its clock stands at 0 before the first operator and at
 * p + 1 at step p, with both ends inclusive: less one, and half open, that is our schedule (calls of other subgraphs
 * are steps of the graph, see docs/decisions/0004). What differs is that it plans every tensor for itself.
 */

import type { LifetimeRule } from "./lifetime-rule.ts";
import { schedule } from "./schedule.ts";

export const tflm: LifetimeRule = {
  ...schedule,
  id: "tflm",
  title: "TFLM",
  says: "As TensorFlow Lite Micro's allocator counts: by schedule, and every tensor has memory of its own, views too.",
  shares: false,
};
