/** What the dataflow pane shows of a schedule. */

import type { DataflowDocument } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import { ok, type Result } from "../../core/result.ts";

export interface ScheduleView {
  readonly firings: number;
}

export function scheduleView(_document: DataflowDocument, plan: Plan): Result<ScheduleView> {
  return ok({ firings: plan.nodes.count });
}
