/** Tables of a plan that pictures need again and again: made when first asked for, kept as long as the plan. */

import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";

/** A table made once for each plan, when first asked for. */
export function oncePerPlan<T>(make: (plan: Plan) => T): (plan: Plan) => T {
  const made = new WeakMap<Plan, { readonly value: T }>();
  return (plan) => {
    let found = made.get(plan);
    if (found === undefined) {
      found = { value: make(plan) };
      made.set(plan, found);
    }
    return found.value;
  };
}

/** Storages by start, ties by position. */
export const byStart = oncePerPlan((plan): Int32Array => inTime(plan.storages.count, plan.storages.start));

/** Pieces of storages (needs.ts) by start, ties by position. */
export const piecesByStart = oncePerPlan((plan): Int32Array => {
  if (plan.storages.gaps === null) return byStart(plan);
  const { count, start } = piecesIn(plan);
  return inTime(count, start);
});

function inTime(count: number, start: Int32Array): Int32Array {
  const keys = new Float64Array(count);
  // Native sorting of plain numbers is an order of magnitude faster than sorting by a function.
  for (let s = 0; s < count; s++) keys[s] = (start[s] ?? 0) * count + s;
  keys.sort();
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = (((keys[i] ?? 0) % count) + count) % count;
  return order;
}
