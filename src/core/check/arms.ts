/** An arms document as the checker reads it. */

import type { ArmsDocument, GraphDocument } from "../document.ts";

export function armsForCheck(document: ArmsDocument): GraphDocument | undefined {
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: document.name,
    tensors: [],
    nodes: [],
    outputs: [],
  };
}
