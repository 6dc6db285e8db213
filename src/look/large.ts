/** Whether a document makes a large plan, before there is one. */

import type { MemplanDocument } from "../core/document.ts";
import { MOST_AT_ONCE } from "./limits.ts";

/** The most storages that a plan of the document has. */
export function mostStorages(document: MemplanDocument): number {
  if (document.kind === "graph") return document.tensors.length + document.nodes.length;
  return document.kind === "plan" ? document.storages.length : document.buffers.length;
}

/** Whether a plan of the document may have more storages than are looked over at once. */
export function mayBeLarge(document: MemplanDocument): boolean {
  return mostStorages(document) > MOST_AT_ONCE;
}
