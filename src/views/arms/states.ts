/** What a buffer is by the precise rule, in words. */

import { PIN_REASONS } from "../../core/dialects/arms/pin-reasons.ts";
import type { PinReason } from "../../core/dialects/arms/report.types.ts";
import type { ArmsRow, BufferState } from "../../look/arms/rows.ts";

const WORDS = new Map(PIN_REASONS.map((words) => [words.id, words]));

export function reasonTitle(reason: PinReason): string {
  return WORDS.get(reason)?.title ?? reason;
}
export function reasonSays(reason: PinReason): string {
  return WORDS.get(reason)?.says ?? "";
}

export const STATE_SAYS: Readonly<Record<BufferState, string>> = {
  pinned: "It keeps memory of its own, for these reasons:",
  donatable: "The host gives it, and others may have its bytes once nobody reads it any more:",
  transient: "Its contents matter only from its first writer to its last reader, so it may share storage.",
  unused: "No arm touches it and nobody needs it: it needs no storage.",
};

/** What stands in the badge: the state, or the reasons of a pin. */
export function badgeOf({ state, reasons }: ArmsRow): string {
  if (state !== "pinned") return state;
  const [first, ...more] = reasons;
  if (first === undefined) return "pinned";
  return `${reasonTitle(first)}${more.length > 0 ? ` +${more.length}` : ""}`;
}

/** The whole of it, for a title and for screen readers. */
export function badgeTitle({ state, reasons }: ArmsRow): string {
  const says = STATE_SAYS[state];
  return reasons.length === 0 ? says : `${says} ${reasons.map(reasonSays).join("; ")}.`;
}

export function originalTitle({ original, originalArms }: ArmsRow): string {
  if (!original) return "The original: not recyclable, for something writes it.";
  return originalArms.length === 0
    ? "The original: recyclable, though no region touches it."
    : `The original: recyclable in ${originalArms.join(", ")}, for nothing writes it.`;
}

export function preciseTitle({ state }: ArmsRow): string {
  if (state === "transient") return "The precise rule: it may share storage.";
  if (state === "donatable") return "The precise rule: others may follow it in its storage.";
  return state === "unused"
    ? "The precise rule: it needs no storage."
    : "The precise rule: it may not share storage.";
}
