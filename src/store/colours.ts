/** Colour slots of buffers, stable over re-plans: a buffer keeps the slot that most of its bytes × steps had before. */

import type { Plan } from "../core/plan.types.ts";

/** Number of categorical slots; the palette gives each a hue (draw/palette.ts). */
export const SLOTS = 7;

/**
 * A slot for each buffer of `plan`. With a previous plan, tenants vote by bytes × steps; otherwise slots go round by buffer
 * number. No slot is given more often than need be while another is free: the heaviest votes are heard first.
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
  const wishes = before === null ? [] : wishesOf(plan, slotById);
  const uses = new Int32Array(SLOTS);
  const most = Math.ceil(plan.buffers.count / SLOTS);
  const wished = new Uint8Array(plan.buffers.count);
  for (const { buffer, slot } of wishes) {
    if ((uses[slot] ?? 0) >= most) continue;
    colour[buffer] = slot;
    wished[buffer] = 1;
    uses[slot] = (uses[slot] ?? 0) + 1;
  }
  for (let b = 0; b < plan.buffers.count; b++) {
    if (wished[b] === 1) continue;
    let slot = b % SLOTS;
    for (let k = 0; k < SLOTS; k++) if ((uses[k] ?? 0) < (uses[slot] ?? 0)) slot = k;
    colour[b] = slot;
    uses[slot] = (uses[slot] ?? 0) + 1;
  }
  return colour;
}

interface Wish {
  readonly buffer: number;
  readonly slot: number;
  readonly weight: number;
}

/** The slot that most of the bytes × steps of a buffer had before, of buffers that had any; the heaviest first. */
function wishesOf({ storages, buffers }: Plan, slotById: ReadonlyMap<string, number>): readonly Wish[] {
  const wishes: Wish[] = [];
  const votes = new Float64Array(SLOTS);
  for (let b = 0; b < buffers.count; b++) {
    votes.fill(0);
    for (let i = buffers.storages.from[b] ?? 0; i < (buffers.storages.from[b + 1] ?? 0); i++) {
      const s = buffers.storages.items[i] ?? 0;
      const slot = slotById.get(storages.id[s] ?? "");
      if (slot === undefined) continue;
      const lived = (storages.end[s] ?? 0) - (storages.start[s] ?? 0);
      votes[slot] = (votes[slot] ?? 0) + 1 + (storages.bytes[s] ?? 0) * lived;
    }
    let slot = 0;
    for (let k = 1; k < SLOTS; k++) if ((votes[k] ?? 0) > (votes[slot] ?? 0)) slot = k;
    const weight = votes[slot] ?? 0;
    if (weight > 0) wishes.push({ buffer: b, slot, weight });
  }
  return wishes.sort((a, b) => b.weight - a.weight || a.buffer - b.buffer);
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
