/** Whether a document makes a large plan, before there is one. */

import type { MemplanDocument, MethodSpec } from "../core/document.ts";
import { MOST_AT_ONCE } from "./limits.ts";

/** The most storages that a plan of the document has. */
export function mostStorages(document: MemplanDocument): number {
  if (document.kind === "graph") return document.tensors.length + document.nodes.length;
  if (document.kind === "plan") return document.storages.length;
  // as many FIFOs as connections, and as many again at most where they branch
  if (document.kind === "dataflow") return 2 * document.edges.length + document.nodes.length;
  if (document.kind !== "methods") return document.buffers.length;
  return document.methods.reduce((sum, method) => sum + storagesIn(method), 0);
}

function storagesIn({ tensors, nodes, bodies = [] }: MethodSpec): number {
  return bodies.reduce((sum, body) => sum + storagesIn(body), tensors.length + nodes.length);
}

/** Whether a plan of the document may have more storages than are looked over at once. */
export function mayBeLarge(document: MemplanDocument): boolean {
  return mostStorages(document) > MOST_AT_ONCE;
}
