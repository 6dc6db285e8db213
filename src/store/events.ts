/** Steps worth stopping at: peaks, and those at which something is born or dies. */

import { liveAtStep, pieceAt } from "../core/bound.ts";
import type { Plan } from "../core/plan.types.ts";
import { peakApart } from "../look/peak-apart.ts";
import { oncePerPlan } from "../look/plan-tables.ts";
import { MOST_AT_ONCE } from "./looks.ts";

/** A step at which an arena's live bytes reach their most, or first its addresses; arena −1: the live bytes of all arenas together. */
export interface Peak {
  readonly arena: number;
  readonly step: number;
  /** Live bytes of the arena then, padding included. */
  readonly bytes: number;
  /** Where the highest address is first in use, and not at the first step with most alive: that address, plus one. */
  readonly top?: number;
}

/** The step at which the plan has most alive first, then each arena's, each stretch of equal height once, and where its highest address is in use. */
export const peaksOf = oncePerPlan((plan): readonly Peak[] => {
  const peaks = plan.live.flatMap((curve, arena) => {
    let most = 0;
    for (const bytes of curve.bytes) if (bytes > most) most = bytes;
    const steps: Peak[] = [];
    if (most === 0) return steps;
    curve.bytes.forEach((bytes, i) => {
      if (bytes === most) steps.push({ arena, step: curve.step[i] ?? 0, bytes });
    });
    const top = peakApart(plan, arena);
    if (top === undefined) return steps;
    const same = steps.findIndex(({ step }) => step === top.step);
    const bytes = liveAtStep(curve, top.step);
    const highest = { arena, step: top.step, bytes, top: top.address };
    return same < 0 ? [...steps, highest] : steps.with(same, highest);
  });
  const { peakStep } = plan.stats;
  const first = (peak: Peak) => peak.step === peakStep;
  if (peaks.some(first)) return peaks.toSorted((a, b) => Number(first(b)) - Number(first(a)));
  const bytes = plan.live.reduce((sum, curve) => sum + (curve.bytes[pieceAt(curve, peakStep)] ?? 0), 0);
  return [{ arena: -1, step: peakStep, bytes }, ...peaks];
});

/** The next (1) or last (−1) step before or after `step` at which a storage of the arena is born or has died; undefined: none. */
export function nextEvent(plan: Plan, arena: number, step: number, by: 1 | -1): number | undefined {
  const { count, start, end, arena: arenaOf } = plan.storages;
  const curve = plan.live[arena];
  // of many storages the steps at which live bytes change: those are sorted
  if (count > MOST_AT_ONCE && curve !== undefined) {
    const piece = pieceAt(curve, step);
    const next = by > 0 || curve.step[piece] === step ? piece + by : piece;
    const found = curve.step[next];
    return found === undefined || found >= plan.steps ? undefined : found;
  }
  let best: number | undefined;
  const consider = (event: number) => {
    const onwards = by > 0 ? event > step && event < plan.steps : event < step;
    if (onwards && (best === undefined || (by > 0 ? event < best : event > best))) best = event;
  };
  for (let s = 0; s < count; s++) {
    if (arenaOf[s] !== arena) continue;
    consider(start[s] ?? 0);
    consider(end[s] ?? 0);
  }
  return best;
}
