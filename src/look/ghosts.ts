/** How high an arena would stand if nothing were ever reused: all bytes of storages that have begun, step by step. */

import type { Curve, Plan } from "../core/plan.types.ts";
import { positionsBy } from "../core/sort-by.ts";
import { oncePerPlan } from "./plan-tables.ts";

function pile(plan: Plan, arena: number): Curve {
  const { count, start, padded, arena: arenaOf } = plan.storages;
  const step: number[] = [0];
  const bytes: number[] = [0];
  let sum = 0;
  const order = positionsBy(start);
  for (let i = 0; i < count; i++) {
    const s = order[i] ?? 0;
    if (arenaOf[s] !== arena || (padded[s] ?? 0) === 0) continue;
    sum += padded[s] ?? 0;
    const born = start[s] ?? 0;
    if (step.at(-1) !== born) {
      step.push(born);
      bytes.push(sum);
    } else bytes[bytes.length - 1] = sum;
  }
  step.push(plan.steps);
  bytes.push(0);
  return { step: Int32Array.from(step), bytes: Float64Array.from(bytes) };
}

const tables = oncePerPlan(() => new Map<number, Curve>());

/** Padded bytes laid end to end in the order of their births. n log n in the storages, kept as long as the plan. */
export function noReuseCurve(plan: Plan, arena: number): Curve {
  const table = tables(plan);
  let curve = table.get(arena);
  if (curve === undefined) {
    curve = pile(plan, arena);
    table.set(arena, curve);
  }
  return curve;
}

const totals = oncePerPlan(({ arenas, storages }) => {
  const sums = new Float64Array(arenas.length);
  for (let s = 0; s < storages.count; s++) {
    const a = storages.arena[s] ?? 0;
    sums[a] = (sums[a] ?? 0) + (storages.padded[s] ?? 0);
  }
  return sums;
});

/** Padded bytes of all storages of an arena: its peak without any reuse. */
export function totalOf(plan: Plan, arena: number): number {
  return totals(plan)[arena] ?? 0;
}
