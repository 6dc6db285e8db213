/** The graph behind a plan of any document, when there is one. */

import type { MemplanDocument } from "../core/document.ts";
import type { Graph } from "../core/graph.ts";
import { graphDocumentOf } from "../core/lowered.ts";
import type { Plan } from "../core/plan.types.ts";
import { graphOfFirings } from "./dataflow/graph-of-firings.ts";
import { graphAligned } from "./graph-of.ts";

/** The graph that `document` is or comes down to when the indices of `plan` are of it; null otherwise. */
export function graphBehind(document: MemplanDocument | null, plan: Plan): Graph | null {
  if (document?.kind === "dataflow") {
    const firings = graphOfFirings(document, plan);
    return firings === null ? null : graphAligned(firings, plan);
  }
  const own = document === null ? undefined : graphDocumentOf(document, plan.settings);
  return own === undefined ? null : graphAligned(own, plan);
}
