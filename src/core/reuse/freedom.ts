/** What it costs that a plan holds in any order. */

import type { Graph } from "../graph.ts";
import type { Settings } from "../settings.ts";
import type { FreedomCost } from "./question.types.ts";

/**
 * Buffers and bytes by one order of the nodes against any order. `order` is the plan's (`plan.nodes.order`); absent: as
 * the document gives it. Undefined when there are too many values to compare all with all.
 */
export declare function freedomCost(
  graph: Graph,
  settings: Settings,
  order?: Int32Array,
): FreedomCost | undefined;
