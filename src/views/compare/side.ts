/** One of the two plans as the picture needs it: pieces on the common axis, the largest of them when there are too many. */

import { endColumn } from "../../core/compare/axis.ts";
import { type Comparison, KINDS } from "../../core/compare/comparison.types.ts";
import { breathes, type Sliced } from "../../core/compare/sliced.ts";
import { piecesIn } from "../../core/needs.ts";
import type { Curve, Plan } from "../../core/plan.types.ts";
import { FILL } from "./fills.ts";

/** Rectangles of one plan that a frame draws: two plans stay well under 8 ms. */
export const MOST_DRAWN = 6000;

export interface Side {
  readonly which: "a" | "b";
  readonly plan: Plan;
  /** Column of each step. */
  readonly map: Int32Array;
  /** Position in KINDS of each storage. */
  readonly kind: Uint8Array;
  /** Counterpart of each storage in the other plan, or −1. */
  readonly other: Int32Array;
  /** One of FILL for each storage. */
  readonly fill: Uint8Array;
  /** Pieces (core/needs.ts) that are drawn, those that stayed first: what changed lies on top. */
  readonly drawn: Int32Array;
  /** Pieces that need bytes at all. */
  readonly all: number;
  /** 1 for each storage without an address of its own; null: all have one. */
  readonly free: Uint8Array | null;
}

const SAME = KINDS.indexOf("same");
const MOVED = KINDS.indexOf("moved");

const FILL_OF_KIND: readonly number[] = KINDS.map((kind) => FILL[kind === "moved" ? "movedUp" : kind]);

function* fillsOf(
  plan: Plan,
  kind: Uint8Array,
  other: Int32Array,
  across: Plan,
  isA: boolean,
): Sliced<Uint8Array> {
  const fills = new Uint8Array(kind.length);
  for (let s = 0; s < fills.length; s++) {
    if (breathes(s)) yield;
    const k = kind[s] ?? 0;
    fills[s] = FILL_OF_KIND[k] ?? 0;
    if (k !== MOVED) continue;
    const here = plan.storages.offset[s] ?? 0;
    const there = across.storages.offset[other[s] ?? 0] ?? 0;
    fills[s] = (isA ? there < here : here < there) ? FILL.movedDown : FILL.movedUp;
  }
  return fills;
}

/** Bytes × steps, log2, as a bucket 0 … 63. */
function bucket(area: number): number {
  return Math.min(63, Math.max(0, Math.floor(Math.log2(Math.max(1, area)))));
}

interface Largest {
  readonly drawn: Int32Array;
  readonly all: number;
}

/** Pieces to draw: all, or the largest by bytes × steps in powers of two, the last of them spread over the plan. */
function* largest(plan: Plan, kind: Uint8Array): Sliced<Largest> {
  const { count, owner, start, end, low, high } = piecesIn(plan);
  const sizes = new Int32Array(64);
  const areaOf = (k: number) =>
    ((high[k] ?? 0) - (low[k] ?? 0)) * Math.max(0, (end[k] ?? 0) - (start[k] ?? 0));
  let all = 0;
  for (let k = 0; k < count; k++) {
    if (breathes(k)) yield;
    const area = areaOf(k);
    if (area <= 0) continue;
    all++;
    const b = bucket(area);
    sizes[b] = (sizes[b] ?? 0) + 1;
  }
  // all above this bucket are drawn, and of it every nth
  let last = 63;
  let room = MOST_DRAWN;
  while (last > 0 && room > (sizes[last] ?? 0)) room -= sizes[last--] ?? 0;
  const every = Math.max(1, Math.ceil((sizes[last] ?? 0) / Math.max(1, room)));
  const stayed: number[] = [];
  const changed: number[] = [];
  let nth = 0;
  for (let k = 0; k < count; k++) {
    if (breathes(k)) yield;
    const area = areaOf(k);
    const b = bucket(area);
    if (area <= 0 || b < last || (b === last && nth++ % every !== 0)) continue;
    (kind[owner[k] ?? 0] === SAME ? stayed : changed).push(k);
  }
  return { drawn: Int32Array.from([...stayed, ...changed]), all };
}

function* sideOf(comparison: Comparison, which: "a" | "b", free: Uint8Array | null): Sliced<Side> {
  const isA = which === "a";
  const plan = comparison[which];
  const kind = isA ? comparison.kindA : comparison.kindB;
  const other = isA ? comparison.inB : comparison.inA;
  const fill = yield* fillsOf(plan, kind, other, isA ? comparison.b : comparison.a, isA);
  const map = comparison.axis[which];
  return { which, plan, map, kind, other, fill, free, ...(yield* largest(plan, kind)) };
}

export interface BothSides {
  readonly a: Side;
  readonly b: Side;
}

/** Both sides; `freeA` and `freeB` mark storages that have no address in their file. */
export function* sidesOf(
  comparison: Comparison,
  freeA: Uint8Array | null,
  freeB: Uint8Array | null,
): Sliced<BothSides> {
  const a = yield* sideOf(comparison, "a", freeA);
  return { a, b: yield* sideOf(comparison, "b", freeB) };
}

/** Where the counterpart of an arena is in a plan; without one it is the first arena. −1: the plan has no arenas. */
export function arenaIn(
  { arenas, ...plans }: Pick<Comparison, "a" | "b" | "arenas">,
  which: "a" | "b",
  id: string,
): number {
  const own = arenas.find((pair) => pair.id === id)?.[which] ?? null;
  const all = plans[which].arenas;
  return own === null ? Math.min(0, all.length - 1) : all.findIndex((arena) => arena.id === own.id);
}

/** By the columns of a side, then by arena. */
const curves = new WeakMap<Int32Array, Map<number, Curve>>();

/**
 * The live curve of an arena on the common axis; in columns that are the other plan's alone, a plan stands still. Kept as
 * long as the axis: a frame has no time for all steps.
 */
export function curveOn({ plan, map }: Side, arena: number): Curve | undefined {
  const curve = plan.live[arena];
  if (curve === undefined) return undefined;
  const known = curves.get(map) ?? new Map<number, Curve>();
  curves.set(map, known);
  let made = known.get(arena);
  if (made === undefined) {
    const end = endColumn(map, map.length);
    const step = new Int32Array(curve.step.length);
    for (let i = 0; i < step.length; i++) step[i] = map[curve.step[i] ?? 0] ?? end;
    made = { step, bytes: curve.bytes };
    known.set(arena, made);
  }
  return made;
}
