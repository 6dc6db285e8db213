/** What would be odd in a graph is usual in documents that come down to one: their plans need not say it. */

import type { LoweredDocument } from "./document.ts";
import type { Plan } from "./plan.types.ts";

/** Codes of diagnostics. */
const USUAL: Readonly<Record<LoweredDocument["kind"], readonly string[]>> = {
  // scratch of one arm is made and used up there; an output that nobody writes is said to be pinned
  arms: ["dead-value", "unread-input"],
  methods: [],
};

/** The plan of a lowered document without what goes without saying. */
export function withoutUsual(plan: Plan, kind: LoweredDocument["kind"]): Plan {
  const usual = USUAL[kind];
  if (usual.length === 0) return plan;
  return { ...plan, diagnostics: plan.diagnostics.filter((d) => !usual.includes(d.code)) };
}
