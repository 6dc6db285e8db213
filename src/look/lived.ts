/** Who ever had some addresses: by the spatial index where a plan has one, without looking at every storage. */

import { type Candidates, reuseChain, type Tenancy } from "../core/explain.ts";
import type { Plan } from "../core/plan.types.ts";
import { spatialOf } from "./spatial-kept.ts";

/** Undefined while there is no index. Of storages with gaps it knows the pieces that they need, not all of their bytes. */
export function nearIn(plan: Plan, arena: number): Candidates | undefined {
  const spatial = spatialOf(plan, arena);
  if (spatial === undefined || plan.storages.gaps !== null) return undefined;
  return (_, low, high) => {
    const found: number[] = [];
    spatial.visit([0, plan.steps], [low, high], (storage) => {
      found.push(storage);
      return false;
    });
    return Int32Array.from(found);
  };
}

/** Everyone who ever has any of a storage's bytes, itself included, in time order. */
export function livedHere(plan: Plan, storage: number): Tenancy[] {
  return reuseChain(plan, storage, nearIn(plan, plan.storages.arena[storage] ?? 0));
}
