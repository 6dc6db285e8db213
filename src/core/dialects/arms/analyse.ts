/** All that is known of an arms document: its arms, who touches what, the original's answer and ours. */

import { fail, type Result } from "../../result.ts";
import type { ArmsDocument } from "./document.ts";
import type { ArmsReport } from "./report.types.ts";

/** Fails as lowerArms does. */
export function analyseArms(document: ArmsDocument): Result<ArmsReport> {
  return fail("not-yet", `The arms of ${JSON.stringify(document.name)} cannot be analysed yet.`);
}
