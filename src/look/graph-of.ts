/** The graph behind a plan, when there is one. That of other documents than graphs: graph-behind.ts, which is more to load. */

import type { GraphDocument } from "../core/document.ts";
import { type Graph, readGraph } from "../core/graph.ts";
import type { Plan } from "../core/plan.types.ts";

/** The graph of `document` when the indices of `plan` are of it; null otherwise. Linear in the size of the document. */
export function graphAligned(document: GraphDocument, plan: Plan): Graph | null {
  const graph = readGraph(document);
  if (!graph.ok || graph.value.tensors !== plan.tensors.count) return null;
  return document.tensors.every((t, i) => plan.tensors.id[i] === t.id) ? graph.value : null;
}
