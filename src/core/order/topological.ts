/** The stable topological order: always the ready node that stands first in the document. */

import { waitingCounts } from "../cycle.ts";
import type { Graph } from "../graph.ts";
import { ok } from "../result.ts";
import { MinHeap } from "./min-heap.ts";
import type { Scheduler } from "./scheduler.ts";

/** Node index at each step; a document that is already in order keeps it. Linear but for the heap. */
export function stableOrder(graph: Graph): Int32Array {
  const waiting = waitingCounts(graph);
  const ready = new MinHeap(graph.nodes);
  for (let n = 0; n < graph.nodes; n++) if (waiting[n] === 0) ready.push(n);
  const order = new Int32Array(graph.nodes);
  for (let step = 0; step < graph.nodes; step++) {
    const node = ready.pop();
    order[step] = node;
    for (let o = graph.outputs.from[node] ?? 0; o < (graph.outputs.from[node + 1] ?? 0); o++) {
      const tensor = graph.outputs.items[o] ?? 0;
      for (let r = graph.readers.from[tensor] ?? 0; r < (graph.readers.from[tensor + 1] ?? 0); r++) {
        const reader = graph.readers.items[r] ?? 0;
        const left = (waiting[reader] ?? 0) - 1;
        waiting[reader] = left;
        if (left === 0) ready.push(reader);
      }
    }
  }
  return order;
}

export const topological: Scheduler = {
  id: "topological",
  title: "topological",
  says: "Whatever order the document gives: always the ready node that stands first in the document.",
  run: ({ graph }) => ok({ order: stableOrder(graph) }),
};
