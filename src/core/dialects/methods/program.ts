/** All that is to be said of a program of several methods: agreed, laid out, planned, written back, verified, counted. */

import type { PlanDocument } from "../../document.ts";
import { lower } from "../../lowered.ts";
import { planDocument } from "../../plan.ts";
import type { Plan } from "../../plan.types.ts";
import { ok, type Result } from "../../result.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { NO_WATCH } from "../../watch.ts";
import { alignmentReportOf, USUAL_BASE } from "./alignment.ts";
import type { MethodsDocument } from "./document.ts";
import type { Finding, ProgramReport, ShippedProgram, Verdict } from "./program.types.ts";
import { placedByFile, placedByPlan, placesOfDocument, placesOfPlan } from "./sharing/places.ts";
import { type SharedState, sharedStateOf } from "./sharing/shared.ts";
import { bySeverity, type Declared, verify } from "./sharing/verify.ts";
import { totalsOf } from "./totals.ts";

/** Where nobody has a plan yet: ExecuTorch's own planner, which takes no search. */
const AT_FIRST = "executorch-greedy";

const AGREES = "Do all methods agree about size, type, shape and device?";

/**
 * `plan`: of this document; absent: one by ExecuTorch's greedy planner is made. Fails when the document makes no sense or
 * cannot be planned.
 */
export function programOf(document: MethodsDocument, plan?: Plan | PlanDocument): Result<ProgramReport> {
  if (plan === undefined) {
    const made = planDocument(document, { ...DEFAULT_SETTINGS, place: AT_FIRST }, NO_WATCH);
    return made.ok ? programOf(document, made.value) : made;
  }
  const { alignment } = plan.settings;
  const shared = sharedStateOf(document, typeof alignment === "number" ? alignment : null);
  if (!shared.ok) return shared;
  const graph = lower(document);
  if (!graph.ok) return graph;
  const places = plan.kind === "plan" ? placesOfDocument(plan) : placesOfPlan(plan);
  const { entries, leftOut, area } = shared.value;
  const declared = declaredOf(shared.value);
  const { findings, verdicts } = verify(placedByPlan(document, shared.value, places), declared);
  return ok({
    methods: document.methods.map((method) => method.id),
    policy: document.sharing?.policy ?? "none",
    entries: entries.map(({ own, ...entry }) => entry),
    leftOut,
    area:
      area === null ? null : { arena: area.arena, id: area.id, bytes: area.bytes, alignment: area.alignment },
    checks: bySeverity([...disagreements(shared.value), ...findings]),
    verdicts: [agreement(shared.value), ...verdicts],
    totals: totalsOf(document, places.arenas, area),
    alignment: alignmentReportOf(graph.value, places, entries, document.sharing?.assumedBase ?? USUAL_BASE),
    shipped: shippedProgram(document, shared.value, declared),
  });
}

function declaredOf({ entries, area }: SharedState): Declared {
  return {
    area: area?.arena ?? null,
    entries: new Map(entries.map(({ name, alignment, initial }) => [name, { alignment, initial }])),
  };
}

function disagreements({ leftOut }: SharedState): readonly Finding[] {
  return leftOut.map(({ name, methods, severity, message }) => ({
    code: "reconcile",
    severity,
    entry: name,
    methods,
    bytes: 0,
    message,
  }));
}

function agreement({ entries, leftOut }: SharedState): Verdict {
  const examined = entries.length + leftOut.length;
  return { code: "reconcile", asks: AGREES, examined, failed: leftOut.length };
}

function shippedProgram(
  document: MethodsDocument,
  shared: SharedState,
  declared: Declared,
): ShippedProgram | null {
  const placed = placedByFile(document, shared);
  if (placed.length === 0) return null;
  const title = document.methods.find((method) => method.shipped !== undefined)?.shipped?.title ?? "";
  return { title, ...verify(placed, declared) };
}
