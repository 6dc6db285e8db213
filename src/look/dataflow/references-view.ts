/** What the dataflow pane shows of references. */

import type { Release } from "../../core/dialects/dataflow/references/simulate.ts";
import type { DataflowDocument } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import { ok, type Result } from "../../core/result.ts";

export interface ReferencesView {
  readonly firings: number;
}

export function referencesView(
  _document: DataflowDocument,
  plan: Plan,
  _release: Release,
): Result<ReferencesView> {
  return ok({ firings: plan.nodes.count });
}
