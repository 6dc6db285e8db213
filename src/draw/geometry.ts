/** Where storages are in steps and bytes: the plan's own columns, or a blend of two plans while one turns into the other. */

import type { Plan } from "../core/plan.types.ts";

type Numbers = Int32Array | Float64Array;

export interface Geometry {
  readonly start: Numbers;
  readonly end: Numbers;
  readonly offset: Numbers;
  readonly size: Numbers;
}

export function geometryOf(plan: Plan): Geometry {
  const { start, end, offset, padded } = plan.storages;
  return { start, end, offset, size: padded };
}

/** Above this many storages a new plan just appears: nobody can follow so many, and frames would take too long. */
export const MOST_ANIMATED = 5000;

/** For each storage of `after` the one of `before` with the same id, or −1; undefined when they are different worlds. */
export function pairing(before: Plan, after: Plan): Int32Array | undefined {
  const { count, id } = after.storages;
  if (count === 0 || count > MOST_ANIMATED || before.storages.count > MOST_ANIMATED) return undefined;
  const old = new Map(before.storages.id.map((name, s) => [name, s]));
  const pairs = Int32Array.from(id, (name) => old.get(name) ?? -1);
  const found = pairs.reduce((n, s) => n + (s >= 0 ? 1 : 0), 0);
  return found * 2 >= count ? pairs : undefined;
}

function mix(before: Numbers, after: Numbers, pairs: Int32Array, t: number): Float64Array {
  const mixed = new Float64Array(after.length);
  for (let s = 0; s < mixed.length; s++) {
    const to = after[s] ?? 0;
    const pair = pairs[s] ?? -1;
    const from = pair < 0 ? to : (before[pair] ?? to);
    mixed[s] = from + (to - from) * t;
  }
  return mixed;
}

/** The geometry at share `t` (0 … 1) of the way. */
export function blend(before: Geometry, after: Geometry, pairs: Int32Array, t: number): Geometry {
  return {
    start: mix(before.start, after.start, pairs, t),
    end: mix(before.end, after.end, pairs, t),
    offset: mix(before.offset, after.offset, pairs, t),
    size: mix(before.size, after.size, pairs, t),
  };
}

/** Slows down towards both ends. */
export function eased(t: number): number {
  const c = Math.min(1, Math.max(0, t));
  return c * c * (3 - 2 * c);
}
