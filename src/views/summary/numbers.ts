/** What the strip derives from the numbers of a plan. */

import type { PlanStats } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";

/** How far the peak lies above the bound, as a share of the bound; 0 when there is nothing to hold. */
export function gapOf(stats: PlanStats): number {
  return stats.lowerBoundBytes === 0 ? 0 : stats.fragmentationBytes / stats.lowerBoundBytes;
}

/** What reuse saves, as a share of all storages side by side; negative when padding or slots cost more. */
export function savedOf(stats: PlanStats): number {
  return stats.totalBytes === 0 ? 0 : (stats.totalBytes - stats.peakBytes) / stats.totalBytes;
}

/** Tensors that have a storage. */
export function plannedTensors(plan: Plan): number {
  return plan.tensors.storage.reduce((n, s) => (s >= 0 ? n + 1 : n), 0);
}

/** The largest storage alive at `step`, or −1. */
export function fullestStorage(plan: Plan, step: number): number {
  const { count, start, end, padded } = plan.storages;
  let best = -1;
  for (let s = 0; s < count; s++) {
    if ((start[s] ?? 0) > step || (end[s] ?? 0) <= step) continue;
    if (best < 0 || (padded[s] ?? 0) > (padded[best] ?? 0)) best = s;
  }
  return best;
}
