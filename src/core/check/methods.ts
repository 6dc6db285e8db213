/** A methods document as the checker reads it. */

import type { GraphDocument, MethodsDocument } from "../document.ts";

export function methodsForCheck(document: MethodsDocument): GraphDocument | undefined {
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
