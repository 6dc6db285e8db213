/** The pattern of each storage: what it is besides its colour. */

import { ROLES } from "../core/document.ts";
import type { Graph } from "../core/graph.ts";
import type { Plan } from "../core/plan.types.ts";
import { MARK } from "./look.types.ts";

/** One of MARK for each storage: scratch of a node; state or constant; input or output. */
export function marksOf(plan: Plan, graph: Graph | null): Uint8Array {
  const mark = new Uint8Array(plan.storages.count);
  const { workspaceOf, tensors } = plan.storages;
  for (let s = 0; s < mark.length; s++) {
    if ((workspaceOf[s] ?? -1) >= 0) mark[s] = MARK.scratch;
    if (graph === null) continue;
    for (let i = tensors.from[s] ?? 0; i < (tensors.from[s + 1] ?? 0); i++) {
      const t = tensors.items[i] ?? 0;
      const role = ROLES[graph.role[t] ?? 3] ?? "intermediate";
      if (role === "state" || role === "constant") mark[s] = MARK.kept;
      else if (mark[s] === MARK.none && (role === "input" || graph.output[t] === 1)) mark[s] = MARK.door;
    }
  }
  return mark;
}
