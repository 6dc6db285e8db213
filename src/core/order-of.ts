/** The order of a plan, as documents write it. */

import type { Plan } from "./plan.types.ts";

/** Ids of the nodes in the order in which they run. */
export function orderOf({ nodes }: Plan): string[] {
  return Array.from(nodes.order, (node) => nodes.id[node] ?? "");
}
