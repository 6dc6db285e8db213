/** The document that a drawing begins with: boxes are placed by hand from the first. */

import type { GraphDocument } from "../document.ts";

export function blankGraph(name: string): GraphDocument {
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name,
    tensors: [],
    nodes: [],
    outputs: [],
    drawing: { at: {} },
  };
}
