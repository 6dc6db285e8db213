/** What the form of the inspector is about: what is chosen in the open graph, else the graph itself. */

import { type BoxKey, readBoxKey } from "../../core/box-key.ts";
import type { GraphDocument, MemplanDocument } from "../../core/document.ts";
import type { Picture } from "../../store/outcome.ts";
import type { Target } from "../../store/session.ts";

export type Subject =
  | { readonly kind: "document" }
  | { readonly kind: "node" | "tensor" | "group"; readonly id: string }
  | { readonly kind: "many"; readonly keys: readonly BoxKey[] };

/** Null when there is nothing to edit: no graph, or what is selected is no part of one. `selection` is undefined for a pair. */
export function subjectOf(
  document: MemplanDocument | null,
  keys: readonly BoxKey[],
  picture: Picture | null,
  selection: Target | null | undefined,
): Subject | null {
  if (document?.kind !== "graph") return null;
  const [key, ...more] = keys;
  if (more.length > 0) return { kind: "many", keys };
  if (key !== undefined) {
    const { kind, id } = readBoxKey(key);
    return { kind: kind === "value" || kind === "output" ? "tensor" : kind, id };
  }
  if (selection === undefined) return null;
  return selection === null ? { kind: "document" } : selected(document, picture, selection);
}

/** A tensor or node that another pane selected, as the open document calls it: the picture may still be of the one before. */
function selected(document: GraphDocument, picture: Picture | null, target: Target): Subject | null {
  const known = picture?.graph?.document;
  if (known === undefined || (target.kind !== "tensor" && target.kind !== "node")) return null;
  const [were, are] =
    target.kind === "tensor" ? [known.tensors, document.tensors] : [known.nodes, document.nodes];
  const id = were[target.index]?.id;
  if (id === undefined) return null;
  // not found: it was renamed, which keeps its place
  const renamed = were.length === are.length ? are[target.index]?.id : undefined;
  const now = are.some((thing) => thing.id === id) ? id : renamed;
  return now === undefined ? null : { kind: target.kind, id: now };
}
