/** The one way to a plan that anyone sees: plan (or read) it, write it as a document, have it checked independently. */

import { alignPlan } from "./align-plan.ts";
import { check } from "./check.ts";
import type { Violation } from "./check.types.ts";
import type { MemplanDocument, PlanDocument, SourceDocument } from "./document.ts";
import { readGraph } from "./graph.ts";
import { graphDocumentOf } from "./lowered.ts";
import { planDocument } from "./plan.ts";
import type { Plan } from "./plan.types.ts";
import { fromPlanDocument, toPlanDocument } from "./plan-document.ts";
import { fail, ok, type Result } from "./result.ts";
import type { Settings } from "./settings.ts";
import type { Watch } from "./watch.ts";

export interface CheckedPlan {
  readonly plan: Plan;
  readonly document: PlanDocument;
  /** Empty when the plan is right. */
  readonly violations: readonly Violation[];
}

/** Hears that a search has a better plan; `make` builds and checks it like any other, for those who want this one. */
export type BetterChecked = (make: () => CheckedPlan | undefined) => void;

/** Plans a document and checks the plan against it. `sha256` is of the source document, written into the plan. */
export function planAndCheck(
  source: SourceDocument,
  settings: Settings,
  sha256: string,
  watch: Watch,
  better?: BetterChecked,
): Result<CheckedPlan> {
  const hear =
    better &&
    ((make: () => Plan | undefined) =>
      better(() => {
        const plan = make();
        return plan && checkedPlan(plan, source, sha256);
      }));
  const planned = planDocument(source, settings, watch, hear);
  if (!planned.ok) return planned;
  watch({ phase: "checking", done: 0, total: 0 });
  return ok(checkedPlan(planned.value, source, sha256));
}

/** A plan of ours, whole or the best of a search so far, as a document with the judgement of the checker. */
export function checkedPlan(plan: Plan, source: SourceDocument, sha256: string): CheckedPlan {
  const document = toPlanDocument(plan, { name: source.name, kind: source.kind, sha256 });
  return { plan, document, violations: check(document, source) };
}

/** Reads an imported plan back, exactly, and checks it; against its source document too when there is one. */
export function readAndCheck(document: PlanDocument, source: SourceDocument | null): Result<CheckedPlan> {
  const read = fromPlanDocument(document);
  if (!read.ok) return read;
  const violations = check(document, source ?? undefined);
  const behind = source === null ? undefined : graphDocumentOf(source, read.value.settings);
  if (behind !== undefined) {
    const graph = readGraph(behind);
    const plan = graph.ok ? alignPlan(read.value, graph.value) : undefined;
    if (plan !== undefined) return ok({ plan, document, violations });
  }
  return ok({ plan: read.value, document, violations });
}

export function planOrRead(
  document: MemplanDocument,
  settings: Settings,
  source: SourceDocument | null,
  sha256: string,
  watch: Watch,
  better?: BetterChecked,
): Result<CheckedPlan> {
  return document.kind === "plan"
    ? readAndCheck(document, source)
    : planAndCheck(document, settings, sha256, watch, better);
}

/** Refuses a plan that we made and that fails its check: a fault of ours must show as an error, never as a wrong picture. */
export function onlySound(made: Result<CheckedPlan>): Result<CheckedPlan> {
  const [first, ...more] = made.ok ? made.value.violations : [];
  if (first === undefined) return made;
  const rest = more.length === 0 ? "" : ` (and ${more.length} more)`;
  return fail("check-failed", `The plan made here failed its check: ${first.message}${rest}`, {
    help: "This is a fault of memplan, not of your file: try another placement, and please report it.",
    at: first.at,
  });
}
