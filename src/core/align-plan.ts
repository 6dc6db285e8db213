/** Gives an imported plan the indices of the graph it is of, so that pictures can link the two. */

import type { Graph } from "./graph.ts";
import type { Lists, NodeColumns, Plan, TensorColumns } from "./plan.types.ts";

/** `to[i]` is the graph's index of the plan's row i, or −1. */
function mapping(ids: readonly string[], index: ReadonlyMap<string, number>): Int32Array {
  return Int32Array.from(ids, (id) => index.get(id) ?? -1);
}

function mapped(items: Int32Array, to: Int32Array): Int32Array {
  return items.map((i) => (i < 0 ? -1 : (to[i] ?? -1)));
}

/** Drops the items that the mapping does not know, so that no list holds a −1. */
function mappedLists(lists: Lists, to: Int32Array): Lists {
  const from = new Int32Array(lists.from.length);
  const items: number[] = [];
  for (let row = 0; row + 1 < from.length; row++) {
    for (let i = lists.from[row] ?? 0; i < (lists.from[row + 1] ?? 0); i++) {
      const item = to[lists.items[i] ?? 0] ?? -1;
      if (item >= 0) items.push(item);
    }
    from[row + 1] = items.length;
  }
  return { from, items: Int32Array.from(items) };
}

function alignTensors(tensors: TensorColumns, graph: Graph, to: Int32Array): TensorColumns {
  const count = graph.tensors;
  const storage = new Int32Array(count).fill(-1);
  const byteOffset = new Float64Array(count);
  const start = new Int32Array(count);
  const end = new Int32Array(count);
  to.forEach((t, i) => {
    if (t < 0) return;
    storage[t] = tensors.storage[i] ?? -1;
    byteOffset[t] = tensors.byteOffset[i] ?? 0;
    start[t] = tensors.start[i] ?? 0;
    end[t] = tensors.end[i] ?? 0;
  });
  return {
    count,
    id: graph.document.tensors.map((t) => t.id),
    storage,
    byteOffset,
    bytes: graph.bytes.slice(),
    start,
    end,
  };
}

function alignNodes(nodes: NodeColumns, graph: Graph, to: Int32Array): NodeColumns {
  const step = new Int32Array(graph.nodes).fill(-1);
  const order = mapped(nodes.order, to);
  order.forEach((node, s) => {
    if (node >= 0) step[node] = s;
  });
  return { count: graph.nodes, id: graph.document.nodes.map((n) => n.id), order, step };
}

/**
 * The same plan with nodes and tensors in the graph's order; tensors of the graph without a place have storage −1.
 * Undefined when the plan runs nodes that the graph lacks, or lacks some that it has: then it is of another graph.
 */
export function alignPlan(plan: Plan, graph: Graph): Plan | undefined {
  if (plan.nodes.count !== graph.nodes) return undefined;
  const nodeTo = mapping(plan.nodes.id, graph.nodeIndex);
  const tensorTo = mapping(plan.tensors.id, graph.tensorIndex);
  if (nodeTo.includes(-1) || tensorTo.includes(-1)) return undefined;
  return {
    ...plan,
    nodes: alignNodes(plan.nodes, graph, nodeTo),
    tensors: alignTensors(plan.tensors, graph, tensorTo),
    storages: {
      ...plan.storages,
      tensor: mapped(plan.storages.tensor, tensorTo),
      workspaceOf: mapped(plan.storages.workspaceOf, nodeTo),
      tensors: mappedLists(plan.storages.tensors, tensorTo),
    },
  };
}
