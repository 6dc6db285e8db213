/** Reverse post-order: the order most compilers emit, found from the inputs forward. */

import type { Graph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { ok } from "../result.ts";
import type { Scheduler } from "./scheduler.ts";

/** Depth first along readers, the last in the document first, each node noted when it is left; read backwards. Linear, any depth. */
export function reversePostOrder(graph: Graph): Int32Array {
  const order = new Int32Array(graph.nodes);
  const entered = new Uint8Array(graph.nodes);
  const stack: { readonly node: number; readonly next: number[] }[] = [];
  const enter = (node: number) => {
    entered[node] = 1;
    const next = [...rowOf(graph.outputs, node)].flatMap((t) => [...rowOf(graph.readers, t)]);
    stack.push({ node, next: next.sort((a, b) => a - b) });
  };
  let place = graph.nodes;
  for (let root = graph.nodes - 1; root >= 0; root--) {
    if (entered[root] === 1) continue;
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.next.pop();
      if (next === undefined) {
        order[--place] = top.node;
        stack.pop();
      } else if (entered[next] === 0) enter(next);
    }
  }
  return order;
}

export const reversePost: Scheduler = {
  id: "reverse-post-order",
  title: "reverse post-order",
  says: "As most compilers emit code: along the first branch to its end, then the next, each after all it needs.",
  run: ({ graph }) => ok({ order: reversePostOrder(graph) }),
};
