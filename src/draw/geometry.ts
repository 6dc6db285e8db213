/** Where storages are in steps and bytes: the plan's own columns, or a blend of two plans while one turns into the other. */

import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";

type Numbers = Int32Array | Float64Array;

export interface Geometry {
  readonly start: Numbers;
  readonly end: Numbers;
  readonly offset: Numbers;
  readonly size: Numbers;
}

/** The same of pieces: what each storage needs when, cut at its gaps. */
export interface PieceGeometry extends Geometry {
  readonly count: number;
  /** Storage of each piece. */
  readonly owner: Int32Array;
}

/** Pieces keep their share of their storage's life and bytes while it moves. Without gaps each storage is one piece. */
export function piecesAt(plan: Plan, geometry: Geometry): PieceGeometry {
  const { storages } = plan;
  const pieces = piecesIn(plan);
  const { count, owner } = pieces;
  if (storages.gaps === null) return { ...geometry, count, owner };
  const start = new Float64Array(count);
  const end = new Float64Array(count);
  const offset = new Float64Array(count);
  const size = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const s = owner[k] ?? 0;
    const born = storages.start[s] ?? 0;
    const from = geometry.start[s] ?? 0;
    const pace = ((geometry.end[s] ?? 0) - from) / Math.max(1, (storages.end[s] ?? 0) - born);
    const scale = (geometry.size[s] ?? 0) / Math.max(1, storages.padded[s] ?? 0);
    start[k] = from + ((pieces.start[k] ?? 0) - born) * pace;
    end[k] = from + ((pieces.end[k] ?? 0) - born) * pace;
    offset[k] = (geometry.offset[s] ?? 0) + (pieces.low[k] ?? 0) * scale;
    size[k] = (pieces.bytes[k] ?? 0) * scale;
  }
  return { count, owner, start, end, offset, size };
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
