/** Breadth first: nodes run in the order in which they become ready. */

import { waitingCounts } from "../cycle.ts";
import type { Graph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { ok } from "../result.ts";
import type { Scheduler } from "./scheduler.ts";

/** Kahn's algorithm with a queue, filled at first in document order. Linear. */
export function breadthFirstOrder(graph: Graph): Int32Array {
  const waiting = waitingCounts(graph);
  const order = new Int32Array(graph.nodes);
  let queued = 0;
  for (let n = 0; n < graph.nodes; n++) if (waiting[n] === 0) order[queued++] = n;
  for (let step = 0; step < graph.nodes; step++) {
    for (const tensor of rowOf(graph.outputs, order[step] ?? 0)) {
      for (const reader of rowOf(graph.readers, tensor)) {
        const left = (waiting[reader] ?? 0) - 1;
        waiting[reader] = left;
        if (left === 0) order[queued++] = reader;
      }
    }
  }
  return order;
}

export const breadthFirst: Scheduler = {
  id: "breadth-first",
  title: "breadth first",
  says: "Nodes run in the order in which they become ready, so that branches advance side by side.",
  run: ({ graph }) => ok({ order: breadthFirstOrder(graph) }),
};
