/** The document that a new dataflow graph begins with: nothing but a type, so that the first port has one. */

import type { DataflowDocument } from "../document.ts";

export function blankStream(name: string): DataflowDocument {
  return {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name,
    types: { float: { bytes: 4 } },
    nodes: [],
    edges: [],
  };
}
