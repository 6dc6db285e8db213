/** Why a storage lies at its address: who lies under it, and under that one, down to address 0. */

import { firstMeeting } from "../needs.ts";
import type { Conflicts } from "../place/placement.ts";
import type { Plan } from "../plan.types.ts";
import { forEachMeeting } from "./alive-blocks.ts";

/** One storage resting on another, or on the floor of the arena. */
export interface Rest {
  /** Storage index. */
  readonly above: number;
  /** Storage index; −1: nothing it may not share with lies under it, so address 0 does. */
  readonly below: number;
  /** Free bytes between the two, 0 when one lies directly on the other: rounding to an alignment, or room that was not found. */
  readonly gap: number;
  /** Steps in which both are alive, half open; null at the floor, and in a plan for any order, where times decide nothing. */
  readonly meet: { readonly start: number; readonly end: number } | null;
}

/** Whether two storages may not share bytes, whatever the times say. */
export type ConflictTest = (a: number, b: number) => boolean;

/**
 * From the storage asked about down to address 0: under each the conflicting one with the highest top (the larger, then
 * the earlier in the plan, among equals). A storage of no bytes rests on nothing. Linear in the storages for each row.
 */
export function supportOf(
  plan: Plan,
  storage: number,
  conflicts: ConflictTest | undefined = testOf(plan.conflicts),
): Rest[] {
  const { offset, padded } = plan.storages;
  const chain: Rest[] = [];
  if ((padded[storage] ?? 0) === 0) return chain;
  for (let above = storage; above >= 0; ) {
    const below = highestUnder(plan, above, conflicts);
    const floor = below < 0 ? 0 : (offset[below] ?? 0) + (padded[below] ?? 0);
    const timed = below >= 0 && conflicts === undefined;
    const meet = timed ? firstMeeting(plan, above, below) : null;
    chain.push({ above, below, gap: (offset[above] ?? 0) - floor, meet });
    above = below;
  }
  return chain;
}

function testOf(conflicts: Conflicts | null): ConflictTest | undefined {
  if (conflicts === null) return undefined;
  const { words, bits } = conflicts;
  return (a, b) => (((bits[a * words + (b >> 5)] ?? 0) >>> (b & 31)) & 1) === 1;
}

function highestUnder(plan: Plan, above: number, conflicts: ConflictTest | undefined): number {
  const { count, arena, offset, padded, start, end } = plan.storages;
  const base = offset[above] ?? 0;
  let best = -1;
  let highest = 0;
  const look = (i: number) => {
    const bytes = padded[i] ?? 0;
    const top = (offset[i] ?? 0) + bytes;
    if (bytes === 0 || top > base || top < highest || i === above || arena[i] !== arena[above]) return;
    if (top === highest && best >= 0 && bytes <= (padded[best] ?? 0)) return;
    const meets = conflicts?.(above, i) ?? firstMeeting(plan, above, i) !== null;
    if (!meets) return;
    best = i;
    highest = top;
  };
  // by schedule only those that live at the same time can be under it
  if (conflicts === undefined) forEachMeeting(plan.storages, start[above] ?? 0, end[above] ?? 0, look);
  else for (let i = 0; i < count; i++) look(i);
  return best;
}
