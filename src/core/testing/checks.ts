/** What the checker says, in short, for tests. */

import { check } from "../check.ts";
import type { ViolationCode } from "../check.types.ts";
import type { PlanDocument, SourceDocument } from "../document.ts";

/** The kinds of violation, each once, in the order of their finding. */
export function codes(plan: PlanDocument, document?: SourceDocument): ViolationCode[] {
  return [...new Set(check(plan, document).map((v) => v.code))];
}

export function says(plan: PlanDocument, document?: SourceDocument): string[] {
  return check(plan, document).map((v) => v.message);
}
