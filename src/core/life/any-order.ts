/**
 * For plans that hold in any order: nothing is known of times but what depends on what (core/reuse). The lives given here
 * are those of the order that was chosen, so that there is something to draw; they decide nothing.
 */

import type { LifetimeRule } from "./lifetime-rule.ts";
import { schedule } from "./schedule.ts";

export const anyOrder: LifetimeRule = {
  ...schedule,
  id: "any-order",
  title: "any order",
  says: "The plan holds in whatever order the dependencies allow, nodes side by side too; it takes more memory.",
  anyOrder: true,
};
