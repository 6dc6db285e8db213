/** The planner: a document and settings in, a plan out. */

import type { SourceDocument } from "./document.ts";
import type { Plan } from "./plan.types.ts";
import { fail, type Result } from "./result.ts";
import type { Settings } from "./settings.ts";
import type { Watch } from "./watch.ts";

/** Plans a graph or lifetimes. Fails when the document is not sound; a plan over capacity is a plan whose stats say so. */
export function planDocument(document: SourceDocument, settings: Settings, watch: Watch): Result<Plan> {
  watch({ phase: settings.place, done: 0, total: 0 });
  return fail("not-yet", `Planning of ${document.kind} documents is being written.`);
}
