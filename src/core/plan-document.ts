/** A plan as the document that is written and read, and back. */

import type { PlanDocument } from "./document.ts";
import type { Plan } from "./plan.types.ts";
import { fail, type Result } from "./result.ts";

/** The document of a plan; `source` says which document was planned. */
export function toPlanDocument(plan: Plan, source: PlanDocument["source"]): PlanDocument {
  throw new Error(`the plan of ${source.name} (${plan.name}) cannot be written yet`);
}

/** The plan in a document, its numbers as written there (the checker judges them). Fails when its parts do not refer to each other. */
export function fromPlanDocument(document: PlanDocument): Result<Plan> {
  return fail("not-yet", `Reading the plan ${document.name} is being written.`);
}
