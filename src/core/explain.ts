/** Why a plan is as it is: what makes its peak, who had these bytes before and after, what lives and what is free at a step. */

import { highest, pieceAt } from "./bound.ts";
import { forEachAlive } from "./explain/alive-blocks.ts";
import { firstMeeting, pieceAtStep, piecesIn } from "./needs.ts";
import type { Curve, Plan } from "./plan.types.ts";
import { RangeMax } from "./range-max.ts";
import { positionsBy } from "./sort-by.ts";

export interface Contributor {
  /** Storage index. */
  readonly storage: number;
  /** Padded bytes that it needs then. */
  readonly bytes: number;
  /**
   * Bytes by which the lower bound of its arena would fall if it were not there at all: at most its own, and less where
   * other steps are nearly as full. Null in a plan for any order, whose bound is no matter of steps.
   */
  readonly saves: number | null;
}

/** Storages alive at the peak step, the largest first; of one arena, or of all. */
export function peakContributors(plan: Plan, arena?: number): Contributor[] {
  const step = arena === undefined ? plan.stats.peakStep : peakStepOf(plan, arena);
  const curves = plan.antichains === null ? plan.live.map((curve) => new RangeMax(curve.bytes)) : [];
  return liveAt(plan, step, arena)
    .map((storage) => ({
      storage,
      bytes: neededAt(plan, storage, step),
      saves: savedWithout(plan, storage, curves[plan.storages.arena[storage] ?? 0]),
    }))
    .sort((a, b) => b.bytes - a.bytes || a.storage - b.storage);
}

function savedWithout(plan: Plan, storage: number, heights: RangeMax | undefined): number | null {
  const { arena, start, end, padded } = plan.storages;
  const curve = plan.live[arena[storage] ?? 0];
  if (curve === undefined || heights === undefined) return null;
  if (plan.storages.gaps !== null) return heights.most - mostWithout(plan, storage, curve);
  const born = start[storage] ?? 0;
  const dead = end[storage] ?? 0;
  // a piece of the curve may begin before it and end after it: births and deaths of equal size leave no mark
  const first = pieceAt(curve, born);
  const last = pieceAt(curve, dead - 1);
  const without = Math.max(
    heights.mostOf(0, first + ((curve.step[first] ?? 0) < born ? 1 : 0)),
    heights.mostOf(first, last + 1) - (padded[storage] ?? 0),
    heights.mostOf(last + ((curve.step[last + 1] ?? dead) > dead ? 0 : 1), curve.step.length),
  );
  return heights.most - without;
}

/** The highest of a curve without a storage that may have gaps. */
function mostWithout(plan: Plan, storage: number, curve: Curve): number {
  const { from, start, end, bytes } = piecesIn(plan);
  let most = 0;
  let first = from[storage] ?? 0;
  const last = from[storage + 1] ?? 0;
  for (let c = 0; c + 1 < curve.step.length; c++) {
    const [since, until] = [curve.step[c] ?? 0, curve.step[c + 1] ?? 0];
    while (first < last && (end[first] ?? 0) <= since) first++;
    let covered = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let k = first; k < last && (start[k] ?? 0) < until; k++) {
      covered += Math.min(until, end[k] ?? 0) - Math.max(since, start[k] ?? 0);
      least = Math.min(least, bytes[k] ?? 0);
    }
    most = Math.max(most, (curve.bytes[c] ?? 0) - (covered < until - since ? 0 : least));
  }
  return most;
}

/** Padded bytes that a storage needs at a step. */
function neededAt(plan: Plan, storage: number, step: number): number {
  const pieces = piecesIn(plan);
  return pieces.bytes[pieceAtStep(pieces, storage, step)] ?? 0;
}

/** First step at which the most bytes of an arena are alive; 0 when nothing is. */
export function peakStepOf(plan: Plan, arena: number): number {
  const curve = plan.live[arena];
  return curve === undefined ? 0 : highest(curve).step;
}

/** Storages alive at a step (empty ones too, but none in a dead time), by arena, then offset; of one arena, or of all. */
export function liveAt(plan: Plan, step: number, arena?: number): number[] {
  const { arena: arenas, offset, gaps } = plan.storages;
  const alive: number[] = [];
  forEachAlive(plan.storages, step, (i) => {
    if (gaps !== null && pieceAtStep(piecesIn(plan), i, step) < 0) return;
    if (arena === undefined || arenas[i] === arena) alive.push(i);
  });
  return alive.sort(
    (a, b) => (arenas[a] ?? 0) - (arenas[b] ?? 0) || (offset[a] ?? 0) - (offset[b] ?? 0) || a - b,
  );
}

export interface Hole {
  /** Arena index. */
  readonly arena: number;
  readonly offset: number;
  readonly bytes: number;
}

/** Free address ranges below each arena's peak at a step, ascending; what is above the last one alive is a hole too. */
export function holesAt(plan: Plan, step: number, arena?: number): Hole[] {
  const { offset, arena: arenas } = plan.storages;
  const pieces = piecesIn(plan);
  const holes: Hole[] = [];
  const alive = liveAt(plan, step, arena).flatMap((i) => {
    const k = pieceAtStep(pieces, i, step);
    if ((pieces.bytes[k] ?? 0) === 0) return [];
    const base = offset[i] ?? 0;
    return [{ arena: arenas[i], low: base + (pieces.low[k] ?? 0), high: base + (pieces.high[k] ?? 0) }];
  });
  alive.sort((a, b) => a.low - b.low);
  plan.arenas.forEach(({ peak }, a) => {
    if (arena !== undefined && a !== arena) return;
    let reach = 0;
    for (const { arena: where, low, high } of alive) {
      if (where !== a) continue;
      if (low > reach) holes.push({ arena: a, offset: reach, bytes: low - reach });
      reach = Math.max(reach, high);
    }
    if (peak > reach) holes.push({ arena: a, offset: reach, bytes: peak - reach });
  });
  return holes;
}

export interface Tenancy {
  /** Storage index. */
  readonly storage: number;
  /** Bytes of address it has in common with the one asked about. */
  readonly sharedBytes: number;
  /** Steps in which nobody of the chain needs these bytes: since the one before ended, half open; empty for the first. */
  readonly idle: { readonly start: number; readonly end: number };
}

/** Storages that may hold some of the addresses [low, high) of an arena at any time, in any order, each once. */
export type Candidates = (arena: number, low: number, high: number) => Int32Array;

/**
 * Everyone who ever has any of a storage's bytes, itself included, in time order. A storage of no bytes, or one that
 * shares with nobody, is alone. Looks at all storages, or at those that `near` knows.
 */
export function reuseChain(plan: Plan, storage: number, near?: Candidates): Tenancy[] {
  const { start, end, arena, offset, padded } = plan.storages;
  const low = offset[storage] ?? 0;
  const high = low + (padded[storage] ?? 0);
  const shares = (i: number) =>
    i === storage || (arena[i] === arena[storage] && commonBytes(plan, i, low, high) > 0);
  const found = near?.(arena[storage] ?? 0, low, high) ?? everyOne(plan);
  const tenants = inTime(plan, found.filter(shares));
  if (tenants.length === 0) tenants.push(storage);
  let until = start[tenants[0] ?? storage] ?? 0;
  return tenants.map((i) => {
    const from = start[i] ?? 0;
    const idle = { start: Math.min(until, from), end: from };
    until = Math.max(until, end[i] ?? 0);
    return { storage: i, sharedBytes: commonBytes(plan, i, low, high), idle };
  });
}

function commonBytes(plan: Plan, i: number, low: number, high: number): number {
  const base = plan.storages.offset[i] ?? 0;
  const top = base + (plan.storages.padded[i] ?? 0);
  return Math.max(0, Math.min(top, high) - Math.max(base, low));
}

/** Storages that hold some of the addresses [low, high) of an arena at any time, in time order; of all, or of those that `near` knows. */
export function tenantsOf(
  plan: Plan,
  arena: number,
  low: number,
  high: number,
  near?: Candidates,
): readonly number[] {
  const { arena: arenas } = plan.storages;
  const found = near?.(arena, low, high) ?? everyOne(plan);
  return inTime(
    plan,
    found.filter((i) => arenas[i] === arena && commonBytes(plan, i, low, high) > 0),
  );
}

function everyOne({ storages }: Plan): Int32Array {
  const all = new Int32Array(storages.count);
  for (let i = 0; i < all.length; i++) all[i] = i;
  return all;
}

/** By start, then offset, then position. */
function inTime({ storages: { start, offset } }: Plan, some: Int32Array): number[] {
  // a column of its own: sorting numbers is much faster than comparing storages
  const order = positionsBy(some.map((i) => start[i] ?? 0));
  const sorted = Array.from(order, (k) => some[k] ?? 0);
  for (let from = 0, to = 1; from < sorted.length; from = to++) {
    while (to < sorted.length && start[sorted[to] ?? 0] === start[sorted[from] ?? 0]) to++;
    if (to - from === 1) continue;
    const together = sorted.slice(from, to).sort((a, b) => (offset[a] ?? 0) - (offset[b] ?? 0) || a - b);
    for (let k = from; k < to; k++) sorted[k] = together[k - from] ?? 0;
  }
  return sorted;
}

/** Storages that may not share bytes with this one, because both are alive at some step; of the same arena, by start. */
export function conflictsOf(plan: Plan, storage: number): number[] {
  const { count, start, arena, padded } = plan.storages;
  if (padded[storage] === 0) return [];
  const found: number[] = [];
  for (let i = 0; i < count; i++) {
    if (i === storage || arena[i] !== arena[storage] || padded[i] === 0) continue;
    if (firstMeeting(plan, storage, i) !== null) found.push(i);
  }
  return found.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
}
