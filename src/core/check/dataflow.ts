/** That a plan is a plan of this dataflow graph. */

import type { DataflowDocument } from "../document.ts";
import type { Look } from "./look.ts";

export function checkDataflow(look: Look, document: DataflowDocument): void {
  if (look.plan.fifos === undefined)
    look.report.add("source", [], () => `the plan of ${document.name} names no FIFOs`);
}
