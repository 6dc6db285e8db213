/** The rights to write in place that the planner takes as soon as nobody is left to read what they destroy: all that does not depend on the order. */

import type { Graph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { namesIn } from "../names.ts";
import type { Sharing } from "../sharing.ts";
import type { Rights } from "./costs.ts";
import type { OrderTask } from "./scheduler.ts";

/** What views alone decide. */
interface Merged {
  readonly order: Int32Array;
  readonly sharing: Sharing;
  readonly ofTensor: Int32Array;
  readonly kept: Uint8Array;
  readonly bytes: Float64Array;
}

/**
 * `loose` and `vague` as in Costs. Where a group can be moved inside a larger storage, alignment decides by the order:
 * a right is then taken to hold (which counts less), and a view makes the whole vague.
 */
export function rightsOf(
  task: OrderTask,
  merged: Merged,
): { rights: Rights; loose: boolean; vague: boolean } {
  const { graph, settings } = task;
  const { sharing, ofTensor, kept, bytes } = merged;
  const noWrites = new Set(namesIn(settings.inplaceExcept));
  const noViews = new Set(namesIn(settings.viewsExcept));
  const movable = new Uint8Array(kept.length);
  const copies = new Set(sharing.copies);
  const rows: [over: number, writes: number][][] = Array.from({ length: graph.nodes }, () => []);
  let loose = false;
  let vague = false;
  for (const node of merged.order) {
    const { mayShare = [], op = "" } = graph.document.nodes[node] ?? {};
    for (const share of mayShare) {
      const input = rowOf(graph.inputs, node)[share.input] ?? 0;
      const output = rowOf(graph.outputs, node)[share.output] ?? 0;
      const over = ofTensor[input] ?? -1;
      const begin = sharing.byteOffset[input] ?? 0;
      const alignment = graph.document.tensors[output]?.alignment ?? 1;
      const size = graph.bytes[output] ?? 0;
      if (over < 0 || size === 0) continue;
      const moves = movable[over] === 1;
      if (share.how === "view") {
        vague ||= task.shares && settings.views && !noViews.has(op) && moves && alignment > 1;
        continue;
      }
      if (!task.shares || !settings.inplace || noWrites.has(op)) continue;
      if (kept[over] === 1 || sharing.root[output] !== output || copies.has(output)) continue;
      const root = sharing.root[input] ?? input;
      if (size > (graph.bytes[input] ?? 0) || graph.arena[output] !== graph.arena[root]) continue;
      if (!moves && begin % alignment !== 0) continue;
      if (viewsHere(graph, node, ofTensor, over) || readsAcross(graph, sharing, node, input)) continue;
      const writes = ofTensor[output] ?? -1;
      rows[node]?.push([over, writes]);
      loose ||= bytes[over] !== bytes[writes];
      if (moves || begin > 0) movable[writes] = 1;
    }
  }
  const from = new Int32Array(graph.nodes + 1);
  rows.forEach((row, n) => {
    from[n + 1] = (from[n] ?? 0) + row.length;
  });
  const all = rows.flat();
  const rights = {
    from,
    over: Int32Array.from(all, ([over]) => over),
    writes: Int32Array.from(all, ([, writes]) => writes),
  };
  return { rights, loose, vague };
}

/** Whether a view that this node makes is in the group already. */
function viewsHere(graph: Graph, node: number, ofTensor: Int32Array, group: number): boolean {
  return rowOf(graph.outputs, node).some((t) => ofTensor[t] === group);
}

/** Whether the node reads, besides `input`, other bytes of its group that would change under its hands. */
function readsAcross(graph: Graph, sharing: Sharing, node: number, input: number): boolean {
  const begin = sharing.byteOffset[input] ?? 0;
  const end = begin + (graph.bytes[input] ?? 0);
  return rowOf(graph.inputs, node).some((other) => {
    if (sharing.root[other] !== sharing.root[input]) return false;
    const from = sharing.byteOffset[other] ?? 0;
    const to = from + (graph.bytes[other] ?? 0);
    return (from !== begin || to !== end) && from < end && begin < to;
  });
}
