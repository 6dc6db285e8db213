/** What would make a plan smaller: every candidate is tried by planning again, so what is promised is what is got. */

import type { SourceDocument } from "../document.ts";
import { planDocument } from "../plan.ts";
import type { Plan } from "../plan.types.ts";
import type { Settings } from "../settings.ts";
import { NO_WATCH, type Watch } from "../watch.ts";
import { candidatesFor } from "./candidates.ts";
import { editDocument } from "./edit-document.ts";
import type { Candidate, Change, Help, HelpFound } from "./help.types.ts";

/** Search steps of a trial, so that dozens of them take seconds; settings with less keep to theirs. */
export const TRIAL_BUDGET = 20_000;

/**
 * Those that lower the peak, the largest saving first (of equal ones in the order in which they were tried). `plan` is the
 * plan of this document by these settings. `found` hears of each as it is measured, and of those that do not help too.
 * When `watch.stop` asks to, the trial that runs gives its best and no other begins.
 */
export function whatHelps(
  document: SourceDocument,
  settings: Settings,
  plan: Plan,
  watch: Watch = NO_WATCH,
  found: HelpFound = () => {},
): Help[] {
  const candidates = candidatesFor(document, settings, plan);
  const stop = watch.stop;
  const quiet: Watch = stop === undefined ? NO_WATCH : Object.assign(() => {}, { stop });
  const helps: Help[] = [];
  for (const [tried, candidate] of candidates.entries()) {
    if (stop?.() === true) break;
    watch({ phase: "trying changes", done: tried, total: candidates.length });
    const help = measure(document, settings, plan, candidate, quiet);
    if (help === undefined) continue;
    found(help, tried + 1, candidates.length);
    if (help.saving > 0) helps.push(help);
  }
  return helps.sort((a, b) => b.saving - a.saving);
}

/** The document and settings with a change. */
export function changed(
  document: SourceDocument,
  settings: Settings,
  change: Change,
): { readonly document: SourceDocument; readonly settings: Settings } {
  return change.kind === "settings"
    ? { document, settings: { ...settings, ...change.settings } }
    : { document: editDocument(document, change.edit), settings };
}

/** Undefined where the changed thing cannot be planned. */
function measure(
  document: SourceDocument,
  settings: Settings,
  plan: Plan,
  candidate: Candidate,
  watch: Watch,
): Help | undefined {
  const next = changed(document, settings, candidate.change);
  const budget = Math.min(settings.budget, TRIAL_BUDGET);
  const made = planDocument(next.document, { ...next.settings, budget }, watch);
  if (!made.ok) return undefined;
  const before = figures(plan, candidate.of);
  const after = figures(made.value, candidate.of);
  return {
    ...candidate,
    peakBefore: before.peak,
    peakAfter: after.peak,
    saving: before.peak - after.peak,
    boundAfter: after.bound,
    fits: made.value.stats.fits,
    endedEarly: made.value.search.endedEarly,
  };
}

function figures(plan: Plan, of: string | null): { readonly peak: number; readonly bound: number } {
  const arena = plan.arenas.find(({ id }) => id === of);
  if (arena !== undefined) return { peak: arena.peak, bound: arena.lowerBound };
  return { peak: plan.stats.peakBytes, bound: plan.stats.lowerBoundBytes };
}
