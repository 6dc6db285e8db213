/** Specs as storages with lives of their own: who takes over bytes or lies inside another is part of that one. */

import type { Gap, LifetimeSpec } from "../../../document.ts";
import { ok, type Result } from "../../../result.ts";
import { ownersOf } from "./handed-on.ts";
import { hostsOf } from "./inside.ts";
import type { PlannedSpec, SpecPlan } from "./specs.types.ts";

export interface Storages {
  /** Of each spec the one whose bytes it lies on, itself mostly. */
  readonly owner: Int32Array;
  /** Bytes from the start of that. */
  readonly at: Float64Array;
  /** Specs that lie on the bytes of each owner, by owner. */
  readonly members: ReadonlyMap<number, readonly number[]>;
}

/** Fails on circles ("inplace-circle", "inside-circle"). Over memories nobody takes over bytes; elsewhere nobody lies inside. */
export function storagesOf(specs: readonly PlannedSpec[], overMemories: boolean): Result<Storages> {
  const found = overMemories ? hostsOf(specs) : ownersOf(specs);
  if (!found.ok) return found;
  const { owner, at } =
    "host" in found.value
      ? { owner: found.value.host, at: found.value.at }
      : { owner: found.value, at: new Float64Array(specs.length) };
  const members = new Map<number, number[]>();
  owner.forEach((o, i) => {
    const list = members.get(o) ?? [];
    list.push(i);
    members.set(o, list);
  });
  return ok({ owner, at, members });
}

export function isOverMemories({ algorithm }: Pick<SpecPlan, "algorithm">): boolean {
  return algorithm === "position-greedy" || algorithm === "gap-greedy";
}

/** The life of an owner, half open, with what its members leave free of it. A host keeps all of its bytes all the time. */
export function lifeOf(
  members: readonly number[],
  specs: readonly PlannedSpec[],
  allocated: readonly number[],
  keepsAll: boolean,
): Pick<LifetimeSpec, "start" | "end" | "bytes" | "gaps"> {
  const starts = members.map((i) => specs[i]?.first ?? 0);
  const ends = members.map((i) => (specs[i]?.last ?? 0) + 1);
  const bytes = Math.max(...members.map((i) => allocated[i] ?? 0));
  const [start, end] = [Math.min(...starts), Math.max(...ends)];
  if (keepsAll || members.length === 1) return { start, end, bytes };
  const cuts = [...new Set([...starts, ...ends])].sort((a, b) => a - b);
  const gaps = cuts.slice(0, -1).flatMap((from, c): Gap[] => {
    const to = cuts[c + 1] ?? end;
    const alive = members.filter((_, k) => (starts[k] ?? 0) <= from && from < (ends[k] ?? 0));
    const needed = Math.max(0, ...alive.map((i) => allocated[i] ?? 0));
    if (needed === bytes) return [];
    return [{ start: from, end: to, ...(needed > 0 ? { window: [0, needed] as const } : {}) }];
  });
  return { start, end, bytes, gaps };
}
