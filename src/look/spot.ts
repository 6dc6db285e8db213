/** Who lived at one address, in turn; and who could have used a hole. */

import { alignUp } from "../core/align.ts";
import { forEachMeeting } from "../core/explain/alive-blocks.ts";
import type { Tenancy } from "../core/explain.ts";
import { tenantsOf } from "../core/explain.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Hole } from "./holes.ts";
import { nearIn } from "./lived.ts";
import { bytesAbove } from "./over-capacity.ts";

export interface AddressChain {
  readonly tenants: readonly Tenancy[];
  /** Steps after the last of them, half open; empty when it lives to the end, all steps when nobody ever lived here. */
  readonly after: { readonly start: number; readonly end: number };
}

/** Everyone who ever has the byte at an address, in time order, with the idle steps before each. Linear in the storages where there is no index. */
export function chainAt(plan: Plan, arena: number, address: number): AddressChain {
  const { start, end } = plan.storages;
  let until = 0;
  const all = tenantsOf(plan, arena, address, address + 1, nearIn(plan, arena));
  const tenants = all.map((storage): Tenancy => {
    const from = start[storage] ?? 0;
    const idle = { start: Math.min(until, from), end: from };
    until = Math.max(until, end[storage] ?? 0);
    return { storage, sharedBytes: 1, idle };
  });
  return { tenants, after: { start: Math.min(until, plan.steps), end: plan.steps } };
}

/** Why a storage that fits is not in a hole; null: nothing forbids it, the placement did not put it there. */
export type Hindrance = "slots" | "any-order" | null;

export interface Candidate {
  readonly storage: number;
  /** Where it would lie: the lowest aligned address of the hole. */
  readonly offset: number;
  /** Bytes that it would come down by. */
  readonly lower: number;
  /** Its padded bytes × its steps: how much of the hole it would use. */
  readonly area: number;
}

/**
 * Storages that live within the steps of a hole, fit its bytes with their alignment, and lie higher; those that would use
 * the most of it first. Looks at those that live at some of its steps.
 */
export function couldUse(plan: Plan, arena: number, hole: Hole): Candidate[] {
  const { start, end, offset, padded, alignment, arena: arenaOf } = plan.storages;
  const high = hole.high - bytesAbove(plan, arena, hole.low, hole.high);
  const found: Candidate[] = [];
  forEachMeeting(plan.storages, hole.start, hole.end, (s) => {
    const bytes = padded[s] ?? 0;
    if (arenaOf[s] !== arena || bytes === 0) return;
    const [born, dead] = [start[s] ?? 0, end[s] ?? 0];
    if (born < hole.start || dead > hole.end) return;
    const at = alignUp(hole.low, alignment[s] ?? 1);
    const lower = (offset[s] ?? 0) - at;
    if (lower <= 0 || at + bytes > high) return;
    found.push({ storage: s, offset: at, lower, area: bytes * (dead - born) });
  });
  return found.sort((a, b) => b.area - a.area || b.lower - a.lower || a.storage - b.storage);
}

/** What keeps storages of a plan from using holes at all. */
export function hindranceOf(plan: Plan): Hindrance {
  if (plan.settings.lifetimes === "any-order") return "any-order";
  return plan.settings.slots ? "slots" : null;
}
