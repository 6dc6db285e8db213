/** Depth first from the readers back: each node runs as soon as what it needs is there, producers close to their readers. */

import type { Graph } from "../graph.ts";
import { ok } from "../result.ts";
import type { Scheduler } from "./scheduler.ts";

/** Post-order of the producers of each node, started from the nodes in document order; an explicit stack, any depth. */
export function depthFirstOrder(graph: Graph): Int32Array {
  const order = new Int32Array(graph.nodes);
  const entered = new Uint8Array(graph.nodes);
  const stack = new Int32Array(graph.nodes);
  const next = new Int32Array(graph.nodes);
  let step = 0;
  for (const root of sinksFirst(graph)) {
    if (entered[root] === 1) continue;
    let depth = 0;
    const enter = (node: number) => {
      entered[node] = 1;
      stack[depth++] = node;
      next[node] = graph.inputs.from[node] ?? 0;
    };
    enter(root);
    while (depth > 0) {
      const node = stack[depth - 1] ?? 0;
      const at = next[node] ?? 0;
      if (at === (graph.inputs.from[node + 1] ?? 0)) {
        order[step++] = node;
        depth--;
        continue;
      }
      next[node] = at + 1;
      const producer = graph.producer[graph.inputs.items[at] ?? 0] ?? -1;
      if (producer >= 0 && entered[producer] === 0) enter(producer);
    }
  }
  return order;
}

/** Nodes whose outputs nobody reads, in document order: from them every node is reached. */
function* sinksFirst(graph: Graph): Generator<number> {
  for (let node = 0; node < graph.nodes; node++) {
    let read = false;
    for (let o = graph.outputs.from[node] ?? 0; o < (graph.outputs.from[node + 1] ?? 0); o++) {
      const tensor = graph.outputs.items[o] ?? 0;
      read ||= (graph.readers.from[tensor + 1] ?? 0) > (graph.readers.from[tensor] ?? 0);
    }
    if (!read) yield node;
  }
}

export const depthFirst: Scheduler = {
  id: "depth-first",
  title: "depth first",
  says: "Finishes one branch before it begins the next, so that values are read soon after they are made.",
  run: ({ graph }) => ok({ order: depthFirstOrder(graph) }),
};
