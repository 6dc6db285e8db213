/** The rows of the pane: buffers with their tenants in chain order, and what of them a proof is made of. */

import { rowOf } from "../../core/lists.ts";
import type { Plan } from "../../core/plan.types.ts";
import type { ValueName } from "../../core/reuse/question.types.ts";

export interface ChainRow {
  /** Buffer index. */
  readonly buffer: number;
  /** Storages that hold bytes, in time order. */
  readonly tenants: readonly number[];
}

/** Buffers that hold any bytes: those that are reused first, then the others, each by their place in the plan. */
export function chainRows(plan: Plan): ChainRow[] {
  const rows: ChainRow[] = [];
  for (let buffer = 0; buffer < plan.buffers.count; buffer++) {
    const tenants = [...rowOf(plan.buffers.storages, buffer)].filter(
      (s) => (plan.storages.padded[s] ?? 0) > 0,
    );
    if (tenants.length > 0) rows.push({ buffer, tenants });
  }
  return [...rows.filter((r) => r.tenants.length > 1), ...rows.filter((r) => r.tenants.length === 1)];
}

/** Storages of the plan that hold these values; a value that the plan keeps elsewhere has none. */
export function storagesOfValues(plan: Plan, values: readonly ValueName[]): Set<number> {
  const scratch = new Map<number, number>();
  plan.storages.workspaceOf.forEach((node, s) => {
    if (node >= 0) scratch.set(node, s);
  });
  const found = new Set<number>();
  for (const { tensor, workspaceOf } of values) {
    const s = tensor >= 0 ? plan.tensors.storage[tensor] : scratch.get(workspaceOf);
    if (s !== undefined && s >= 0) found.add(s);
  }
  return found;
}

/** Padded bytes of some storages together. */
export function bytesOf(plan: Plan, storages: Iterable<number>): number {
  let sum = 0;
  for (const s of storages) sum += plan.storages.padded[s] ?? 0;
  return sum;
}
