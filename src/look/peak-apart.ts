/** Where the highest address of an arena is in use, when that is not where the most bytes are alive: holes below it make that peak. */

import { highest } from "../core/bound.ts";
import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import { oncePerPlan } from "./plan-tables.ts";

export interface PeakApart {
  /** First step at which the byte below the peak is in use, and the first after it at which its owner needs it no more. */
  readonly step: number;
  readonly end: number;
  /** Who lies on top then. */
  readonly storage: number;
  /** The peak of the arena, in bytes: the highest address in use, plus one. */
  readonly address: number;
  /** First step at which the most bytes of the arena are alive. */
  readonly aliveStep: number;
}

const apart = oncePerPlan((plan): readonly (PeakApart | undefined)[] => {
  const found = plan.arenas.map((): PeakApart | undefined => undefined);
  // separate buffers lie side by side at all steps: no step is that of their sum
  if (plan.settings.slots) return found;
  const most = plan.live.map(highest);
  const peaks = plan.arenas.map(({ peak }, a) => (peak > (most[a]?.bytes ?? 0) ? peak : -1));
  if (peaks.every((peak) => peak < 0)) return found;
  const met = new Uint8Array(peaks.length);
  const { offset } = plan.storages;
  const { count, owner, arena, start, end, high, bytes } = piecesIn(plan);
  for (let k = 0; k < count; k++) {
    const a = arena[k] ?? 0;
    const storage = owner[k] ?? 0;
    if ((bytes[k] ?? 0) === 0 || (offset[storage] ?? 0) + (high[k] ?? 0) !== peaks[a]) continue;
    const [step, until, aliveStep] = [start[k] ?? 0, end[k] ?? 0, most[a]?.step ?? 0];
    if (step <= aliveStep && aliveStep < until) met[a] = 1;
    if (step < (found[a]?.step ?? Number.POSITIVE_INFINITY))
      found[a] = { step, end: until, storage, address: peaks[a] ?? 0, aliveStep };
  }
  return found.map((peak, a) => (met[a] === 1 ? undefined : peak));
});

/** Undefined where the top is in use while the most bytes are alive: one step explains both. One pass, once a plan. */
export function peakApart(plan: Plan, arena: number): PeakApart | undefined {
  return apart(plan)[arena];
}

/** The step that a plan of one arena needs its peak at; undefined where that is no one step: several arenas, or separate buffers. */
export function stepOfPeak(plan: Plan): number | undefined {
  if (plan.arenas.length !== 1) return undefined;
  const found = peakApart(plan, 0);
  if (found !== undefined) return found.step;
  return plan.settings.slots && plan.stats.fragmentationBytes > 0 ? undefined : plan.stats.peakStep;
}
