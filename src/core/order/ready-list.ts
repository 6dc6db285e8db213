/** List scheduling: of the nodes that could run next always the best one, by whatever is best. */

import { rowOf } from "../lists.ts";
import type { Costs } from "./costs.ts";
import { Walk } from "./walk.ts";

/** Numbers of a node that could run next, the least wins: the first, then the second, then the node's place in the document. */
export type Rank = (walk: Walk, node: number, peak: number) => readonly [number, number];

/** Time goes by nodes × nodes ready at once. `rank` writes into one pair again and again: nothing is kept of it. */
export function listOrder(costs: Costs, rank: Rank): Int32Array {
  const walk = new Walk(costs);
  const waiting = waitingNodes(costs);
  const ready = new Int32Array(costs.nodes);
  let count = 0;
  for (let n = 0; n < costs.nodes; n++) if (waiting[n] === 0) ready[count++] = n;
  const order = new Int32Array(costs.nodes);
  let peak = 0;
  for (let step = 0; step < costs.nodes; step++) {
    let best = 0;
    let first = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const node = ready[i] ?? 0;
      const [a, b] = rank(walk, node, peak);
      const ties = a === first && (b < second || (b === second && node < (ready[best] ?? 0)));
      if (a > first || (a === first && !ties)) continue;
      best = i;
      first = a;
      second = b;
    }
    const node = ready[best] ?? 0;
    ready[best] = ready[--count] ?? 0;
    peak = Math.max(peak, walk.need(node));
    walk.run(node);
    order[step] = node;
    for (const next of rowOf(costs.after, node)) {
      const left = (waiting[next] ?? 0) - 1;
      waiting[next] = left;
      if (left === 0) ready[count++] = next;
    }
  }
  return order;
}

/** Of each node, how many others it waits for. */
export function waitingNodes({ nodes, before }: Costs): Int32Array {
  const waiting = new Int32Array(nodes);
  for (let n = 0; n < nodes; n++) waiting[n] = (before.from[n + 1] ?? 0) - (before.from[n] ?? 0);
  return waiting;
}
