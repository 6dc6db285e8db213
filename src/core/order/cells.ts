/**
 * Parts of a graph that can be ordered one by one: between nodes that all others must precede or follow. Every order
 * runs the cells one after another, so the least peak of the whole is the most of the cells' least peaks.
 */

import { rowOf } from "../lists.ts";
import type { Lists } from "../plan.types.ts";
import type { Costs } from "./costs.ts";

/** Cells as runs of every topological order: cell c holds the steps `from[c] ≤ s < from[c + 1]`. Linear time. */
export function cellsOf(costs: Costs): Int32Array {
  const { nodes, before, after } = costs;
  const behind = comparable(nodes, before, after);
  const ahead = comparable(nodes, after, before);
  const ends = new Uint8Array(nodes + 1);
  for (let n = 0; n < nodes; n++) {
    const follow = behind[n] ?? -1;
    const precede = ahead[n] ?? -1;
    if (follow >= 0 && precede >= 0 && follow + precede === nodes - 1) ends[precede + 1] = 1;
  }
  ends[nodes] = 1;
  const from = [0];
  for (let s = 1; s <= nodes; s++) if (ends[s] === 1) from.push(s);
  return Int32Array.from(from);
}

/** Of each node that is at some time the only one that could run: how many are left, all of which follow it; −1 of others. */
function comparable(nodes: number, before: Lists, after: Lists): Int32Array {
  const waiting = new Int32Array(nodes);
  const queue = new Int32Array(nodes);
  const follow = new Int32Array(nodes).fill(-1);
  let queued = 0;
  for (let n = 0; n < nodes; n++) {
    waiting[n] = (before.from[n + 1] ?? 0) - (before.from[n] ?? 0);
    if (waiting[n] === 0) queue[queued++] = n;
  }
  for (let at = 0; at < nodes; at++) {
    const node = queue[at] ?? 0;
    if (queued === at + 1) follow[node] = nodes - at - 1;
    for (const next of rowOf(after, node)) {
      const left = (waiting[next] ?? 0) - 1;
      waiting[next] = left;
      if (left === 0) queue[queued++] = next;
    }
  }
  return follow;
}
