/** What a step has to do with the peak, in a word or two. */

import type { Plan } from "../core/plan.types.ts";
import { peakApart } from "../look/peak-apart.ts";
import { crest } from "./curve.ts";

/** `peak` where the highest address is needed, `most alive` where the most bytes are but not that address; "" elsewhere. */
export function peakWord(plan: Plan, arena: number, step: number): string {
  const curve = plan.live[arena];
  const top = curve === undefined ? undefined : crest(curve);
  const apart = peakApart(plan, arena);
  if (apart !== undefined && step >= apart.step && step < apart.end) return "peak";
  if (top === undefined || step < top.start || step >= top.end) return "";
  return apart === undefined && isReached(plan, arena, top.bytes) ? "peak" : "most alive";
}

/** Whether so many live bytes have a step of the peak: not where separate buffers, side by side at all steps, make it. */
function isReached(plan: Plan, arena: number, bytes: number): boolean {
  return !plan.settings.slots || bytes === (plan.arenas[arena]?.peak ?? 0);
}
