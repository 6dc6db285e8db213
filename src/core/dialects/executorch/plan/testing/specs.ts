/** Short hands for tests: specs in a line, plans out of results. */

import type { Result } from "../../../../result.ts";
import { DEFAULT_PLAN_OPTIONS, planSpecs } from "../plan-specs.ts";
import type { PlannedSpec, PlanOptions, SpecPlan } from "../specs.types.ts";

/** [bytes, first node, last node], with whatever else there is. */
export type Row = readonly [number, number, number, Partial<PlannedSpec>?];

export function specsOf(rows: readonly Row[]): PlannedSpec[] {
  return rows.map(([bytes, first, last, more], i) => ({
    name: `t${i}`,
    bytes,
    first,
    last,
    memId: null,
    inplaceBase: null,
    device: null,
    ...more,
  }));
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

export function planOf(rows: readonly Row[], options: Partial<PlanOptions> = {}): SpecPlan {
  return unwrap(planSpecs(specsOf(rows), { ...DEFAULT_PLAN_OPTIONS, ...options }));
}

/** Code of why it was refused. Throws for a refusal without a way out. */
export function refusalOf(rows: readonly Row[], options: Partial<PlanOptions> = {}): string {
  const planned = planSpecs(specsOf(rows), { ...DEFAULT_PLAN_OPTIONS, ...options });
  if (!planned.ok && planned.problem.help === "") throw new Error(`${planned.problem.code} offers no help`);
  return planned.ok ? "" : planned.problem.code;
}

export function offsetsOf({ placement }: SpecPlan): number[] {
  return placement.map(({ offset }) => offset);
}

export function arenasOf({ placement }: SpecPlan): number[] {
  return placement.map(({ memId }) => memId);
}
