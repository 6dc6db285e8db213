/** What the dataflow pane shows of FIFOs. */

import type { DataflowDocument } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import { ok, type Result } from "../../core/result.ts";
import type { Settings } from "../../core/settings.ts";

export interface FifosView {
  readonly fifos: number;
}

export function fifosView(_document: DataflowDocument, plan: Plan, _settings: Settings): Result<FifosView> {
  return ok({ fifos: plan.fifos?.length ?? 0 });
}
