/** The order that the document gives; without one, the stable topological order. */

import type { Graph } from "../graph.ts";
import { ok } from "../result.ts";
import type { Scheduler } from "./scheduler.ts";
import { stableOrder } from "./topological.ts";

/** Reading the graph has proven that a given order names every node once, producers first. */
export function givenOrder(graph: Graph): Int32Array {
  const ids = graph.document.order;
  return ids === undefined ? stableOrder(graph) : Int32Array.from(ids, (id) => graph.nodeIndex.get(id) ?? -1);
}

export const given: Scheduler = {
  id: "given",
  title: "as given",
  says: "The order in the document; where there is none, the stable topological order.",
  run: ({ graph }) => ok({ order: givenOrder(graph) }),
};
