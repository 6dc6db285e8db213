/** The rows of the pane: buffers with their tenants in chain order, and what of them a proof is made of. */

import { rowOf } from "../../core/lists.ts";
import type { Plan } from "../../core/plan.types.ts";
import type { ValueName } from "../../core/reuse/question.types.ts";
import { storageName, targetOfStorage } from "../../store/facts.ts";
import type { Picture } from "../../store/outcome.ts";
import type { Target } from "../../store/session.ts";

export interface Tenant {
  readonly name: string;
  readonly target: Target;
  /** Storage of the plan that gives it its colour; −1: none. */
  readonly storage: number;
  readonly bytes: number;
}

export interface ChainRow {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  /** What the row's name stands for, if the plan has it. */
  readonly target: Target | null;
  /** In time order. */
  readonly tenants: readonly Tenant[];
  /** Pairs of places among the tenants that must not share. */
  readonly unsafe: readonly (readonly [first: number, second: number])[];
}

/** Buffers that hold any bytes: those that are reused first, then the others, each by their place in the plan. */
export function planRows(picture: Picture): ChainRow[] {
  const { buffers, storages } = picture.plan;
  const rows: ChainRow[] = [];
  for (let buffer = 0; buffer < buffers.count; buffer++) {
    const tenants: Tenant[] = [];
    for (const storage of rowOf(buffers.storages, buffer)) {
      const bytes = storages.padded[storage] ?? 0;
      const target = targetOfStorage(picture, storage);
      if (bytes > 0) tenants.push({ name: storageName(picture, storage), target, storage, bytes });
    }
    if (tenants.length === 0) continue;
    rows.push({
      key: buffer,
      name: buffers.id[buffer] ?? "",
      bytes: buffers.bytes[buffer] ?? 0,
      target: { kind: "buffer", index: buffer },
      tenants,
      unsafe: [],
    });
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
