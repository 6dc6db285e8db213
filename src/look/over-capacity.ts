/** What does not fit: storages that reach above the capacity of their arena. */

import type { Plan } from "../core/plan.types.ts";
import { oncePerPlan } from "./plan-tables.ts";

export interface Over {
  readonly storage: number;
  /** Padded bytes of it above the capacity. */
  readonly bytes: number;
}

export interface OverCapacity {
  /** Of all that reach above. */
  readonly count: number;
  /** Those with the most bytes there first, up to MOST_LISTED. */
  readonly list: readonly Over[];
}

export const MOST_LISTED = 500;

function byBytes(a: Over, b: Over): number {
  return b.bytes - a.bytes || a.storage - b.storage;
}

/** Keeps the greatest of many without sorting all. */
class Greatest {
  count = 0;
  #kept: Over[] = [];
  /** Bytes that one more needs to be among them. */
  #least = 0;

  add(over: Over): void {
    this.count++;
    if (over.bytes <= this.#least) return;
    this.#kept.push(over);
    if (this.#kept.length < 2 * MOST_LISTED) return;
    this.#kept = this.list();
    this.#least = this.#kept.at(-1)?.bytes ?? 0;
  }

  list(): Over[] {
    return this.#kept.sort(byBytes).slice(0, MOST_LISTED);
  }
}

const tables = oncePerPlan((plan): readonly OverCapacity[] => {
  const found = plan.arenas.map(() => new Greatest());
  if (plan.arenas.some(({ peak, capacity }) => capacity !== null && peak > capacity)) {
    const { count, arena, offset, padded } = plan.storages;
    const capacities = plan.arenas.map(({ capacity }) => capacity ?? Number.POSITIVE_INFINITY);
    for (let s = 0; s < count; s++) {
      const bytes = padded[s] ?? 0;
      const over = Math.min(bytes, (offset[s] ?? 0) + bytes - (capacities[arena[s] ?? 0] ?? 0));
      if (over > 0) found[arena[s] ?? 0]?.add({ storage: s, bytes: over });
    }
  }
  return found.map((greatest) => ({ count: greatest.count, list: greatest.list() }));
});

/** How many of the addresses [low, high) of an arena lie above its capacity, in bytes: nothing can be put there. */
export function bytesAbove(plan: Plan, arena: number, low: number, high: number): number {
  const capacity = plan.arenas[arena]?.capacity ?? null;
  return capacity === null ? 0 : Math.max(0, high - Math.max(low, capacity));
}

const NONE: OverCapacity = { count: 0, list: [] };

/** Storages of an arena above its capacity. One pass over the storages, once a plan. */
export function overCapacity(plan: Plan, arena: number): OverCapacity {
  return tables(plan)[arena] ?? NONE;
}
