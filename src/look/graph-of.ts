/** The graph behind a plan, when there is one. */

import type { MemplanDocument } from "../core/document.ts";
import { type Graph, readGraph } from "../core/graph.ts";
import { graphDocumentOf } from "../core/lowered.ts";
import type { Plan } from "../core/plan.types.ts";

/** The graph of `document` when the indices of `plan` are of it; null otherwise. Linear in the size of the document. */
export function graphBehind(document: MemplanDocument | null, plan: Plan): Graph | null {
  const own = document === null ? undefined : graphDocumentOf(document, plan.settings);
  if (own === undefined) return null;
  const graph = readGraph(own);
  if (!graph.ok || graph.value.tensors !== plan.tensors.count) return null;
  return own.tensors.every((t, i) => plan.tensors.id[i] === t.id) ? graph.value : null;
}
