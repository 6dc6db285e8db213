/** The two questions of the page about reuse under any order: may these two share, and what does the freedom cost. */

import type { Graph } from "../graph.ts";
import type { Settings } from "../settings.ts";
import type { FreedomCost, ShareAnswer } from "./question.types.ts";

/** Whether tensors `a` and `b` may lie in the same bytes under any order, with the proof or an execution against it. Linear time. */
export declare function mayShare(graph: Graph, settings: Settings, a: number, b: number): ShareAnswer;

/**
 * Buffers and bytes by one order of the nodes against any order. `order` is the plan's (`plan.nodes.order`); absent: as
 * the document gives it. Undefined when there are too many values to compare all with all.
 */
export declare function freedomCost(
  graph: Graph,
  settings: Settings,
  order?: Int32Array,
): FreedomCost | undefined;
