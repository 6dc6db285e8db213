/** Colour slots of buffers, stable over re-plans: a buffer keeps the slot that most of its bytes × steps had before. */

import type { Plan } from "../core/plan.types.ts";

/** Number of categorical slots; the palette gives each a hue (draw/palette.ts). */
export const SLOTS = 7;

/**
 * A slot for each buffer of `plan`. With a previous plan, tenants vote by bytes × steps, largest buffers first;
 * otherwise slots go round by buffer number.
 */
export function colourSlots(
  plan: Plan,
  before: { readonly plan: Plan; readonly colour: Int32Array } | null,
): Int32Array {
  const colour = new Int32Array(plan.buffers.count);
  const slotById = new Map<string, number>();
  if (before !== null) {
    const { storages } = before.plan;
    for (let s = 0; s < storages.count; s++) {
      slotById.set(storages.id[s] ?? "", before.colour[storages.buffer[s] ?? 0] ?? 0);
    }
  }
  const votes = new Float64Array(SLOTS);
  const { storages, buffers } = plan;
  for (let b = 0; b < buffers.count; b++) {
    votes.fill(0);
    let voted = false;
    for (let i = buffers.storages.from[b] ?? 0; i < (buffers.storages.from[b + 1] ?? 0); i++) {
      const s = buffers.storages.items[i] ?? 0;
      const slot = slotById.get(storages.id[s] ?? "");
      if (slot === undefined) continue;
      votes[slot] =
        (votes[slot] ?? 0) +
        1 +
        (storages.bytes[s] ?? 0) * ((storages.end[s] ?? 0) - (storages.start[s] ?? 0));
      voted = true;
    }
    let best = b % SLOTS;
    if (voted) {
      best = 0;
      for (let k = 1; k < SLOTS; k++) if ((votes[k] ?? 0) > (votes[best] ?? 0)) best = k;
    }
    colour[b] = best;
  }
  return colour;
}

/** Position of each storage among the tenants of its buffer: the second half of its colour. */
export function ordinals(plan: Plan): Int32Array {
  const ordinal = new Int32Array(plan.storages.count);
  const { from, items } = plan.buffers.storages;
  for (let b = 0; b < plan.buffers.count; b++) {
    const first = from[b] ?? 0;
    for (let i = first; i < (from[b + 1] ?? 0); i++) ordinal[items[i] ?? 0] = i - first;
  }
  return ordinal;
}
