/** What does not fit: storages that reach above the capacity of their arena. */

import type { Plan } from "../core/plan.types.ts";
import { oncePerPlan } from "./plan-tables.ts";

export interface Over {
  readonly storage: number;
  /** Padded bytes of it above the capacity. */
  readonly bytes: number;
}

const tables = oncePerPlan((plan): readonly (readonly Over[])[] => {
  const lists: Over[][] = plan.arenas.map(() => []);
  if (plan.arenas.every(({ peak, capacity }) => capacity === null || peak <= capacity)) return lists;
  const { count, arena, offset, padded } = plan.storages;
  for (let s = 0; s < count; s++) {
    const capacity = plan.arenas[arena[s] ?? 0]?.capacity ?? null;
    const bytes = padded[s] ?? 0;
    if (capacity === null || bytes === 0) continue;
    const over = Math.min(bytes, (offset[s] ?? 0) + bytes - capacity);
    if (over > 0) lists[arena[s] ?? 0]?.push({ storage: s, bytes: over });
  }
  for (const list of lists) list.sort((a, b) => b.bytes - a.bytes || a.storage - b.storage);
  return lists;
});

/** Storages of an arena above its capacity, those with the most bytes there first. */
export function overCapacity(plan: Plan, arena: number): readonly Over[] {
  return tables(plan)[arena] ?? [];
}
