/** The last pass: specs get arenas and offsets. In the list of nodes it only frees what the runtime has to make. */

import { ok } from "../../../result.ts";
import type { EdgeGraph, EdgeNode } from "../edge/edge.types.ts";
import { freshIds, outputOf } from "../edge/rewrite.ts";
import type { Change, Pass } from "./pass.types.ts";

export const memoryPlanning: Pass = {
  id: "memory-planning",
  title: "Plan memory",
  says: "Tensors get an arena and an offset by their lives in the list of nodes. Those that are left to the runtime are freed after their last use.",
  initial: true,
  needs: ["spec-propagation"],
  deep: true,
  run: (graph) => {
    const lasts = lastUses(graph);
    if (lasts.size === 0) return ok({ graph, changes: [] });
    const ids = freshIds(graph);
    const nodes: EdgeNode[] = [];
    const changes: Change[] = [];
    for (const [at, node] of graph.nodes.entries()) {
      nodes.push(node);
      for (const of of lasts.get(at) ?? []) {
        const id = ids.take("free");
        nodes.push({ kind: "free", id, op: "free", args: [of], values: [], specs: [], from: null });
        changes.push({ says: `${of} is given back after ${node.id}.`, at: [id, of, node.id] });
      }
    }
    return ok({ graph: { ...graph, nodes }, changes });
  },
};

/** By position of its last use, who gives each tensor that is left to the runtime: never inputs or outputs. */
function lastUses(graph: EdgeGraph): ReadonlyMap<number, readonly string[]> {
  const free = new Set(graph.specs.flatMap(({ dynamism }, spec) => (dynamism === "unbound" ? [spec] : [])));
  if (free.size === 0) return new Map();
  const kept = new Set(outputOf(graph).specs);
  for (const node of graph.nodes)
    if (node.kind === "placeholder") for (const spec of node.specs) kept.add(spec);
  const giver = new Map<number, string>();
  const last = new Map<number, number>();
  graph.nodes.forEach((node, at) => {
    for (const spec of node.specs) {
      if (!free.has(spec) || kept.has(spec)) continue;
      if (!giver.has(spec)) giver.set(spec, node.id);
      last.set(spec, at);
    }
  });
  const own = new Map(graph.nodes.map((node) => [node.id, node.specs]));
  graph.nodes.forEach((node, at) => {
    for (const arg of node.args)
      for (const spec of own.get(arg) ?? []) if (giver.has(spec)) last.set(spec, at);
  });
  const lasts = new Map<number, string[]>();
  for (const [spec, at] of last) {
    const list = lasts.get(at) ?? [];
    lasts.set(at, list);
    list.push(giver.get(spec) ?? "");
  }
  return lasts;
}
