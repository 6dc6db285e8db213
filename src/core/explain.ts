/** Why a plan is as it is: what makes its peak, who had these bytes before and after, what lives and what is free at a step. */

import { highest, pieceAt } from "./bound.ts";
import type { Plan } from "./plan.types.ts";
import { RangeMax } from "./range-max.ts";

export interface Contributor {
  /** Storage index. */
  readonly storage: number;
  /** Padded bytes. */
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
      bytes: plan.storages.padded[storage] ?? 0,
      saves: savedWithout(plan, storage, curves[plan.storages.arena[storage] ?? 0]),
    }))
    .sort((a, b) => b.bytes - a.bytes || a.storage - b.storage);
}

function savedWithout(plan: Plan, storage: number, heights: RangeMax | undefined): number | null {
  const { arena, start, end, padded } = plan.storages;
  const curve = plan.live[arena[storage] ?? 0];
  if (curve === undefined || heights === undefined) return null;
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

/** First step at which the most bytes of an arena are alive; 0 when nothing is. */
export function peakStepOf(plan: Plan, arena: number): number {
  const curve = plan.live[arena];
  return curve === undefined ? 0 : highest(curve).step;
}

/** Storages alive at a step (empty ones too), by arena, then offset; of one arena, or of all. */
export function liveAt(plan: Plan, step: number, arena?: number): number[] {
  const { count, start, end, arena: arenas, offset } = plan.storages;
  const alive: number[] = [];
  for (let i = 0; i < count; i++) {
    if ((start[i] ?? 0) > step || step >= (end[i] ?? 0)) continue;
    if (arena === undefined || arenas[i] === arena) alive.push(i);
  }
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
  const { offset, padded, arena: arenas } = plan.storages;
  const holes: Hole[] = [];
  const alive = liveAt(plan, step, arena);
  plan.arenas.forEach(({ peak }, a) => {
    if (arena !== undefined && a !== arena) return;
    let reach = 0;
    for (const i of alive) {
      if (arenas[i] !== a || padded[i] === 0) continue;
      const base = offset[i] ?? 0;
      if (base > reach) holes.push({ arena: a, offset: reach, bytes: base - reach });
      reach = Math.max(reach, base + (padded[i] ?? 0));
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

/**
 * Everyone who ever has any of a storage's bytes, itself included, in time order. A storage of no bytes, or one that
 * shares with nobody, is alone.
 */
export function reuseChain(plan: Plan, storage: number): Tenancy[] {
  const { count, start, end, arena, offset, padded } = plan.storages;
  const low = offset[storage] ?? 0;
  const high = low + (padded[storage] ?? 0);
  const tenants: number[] = [];
  for (let i = 0; i < count; i++) {
    if (i !== storage && (arena[i] !== arena[storage] || commonBytes(plan, i, low, high) === 0)) continue;
    tenants.push(i);
  }
  tenants.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || (offset[a] ?? 0) - (offset[b] ?? 0) || a - b);
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

/** Storages that hold some of the addresses [low, high) of an arena at any time, in time order. */
export function tenantsOf(plan: Plan, arena: number, low: number, high: number): number[] {
  const { count, start, arena: arenas } = plan.storages;
  const found: number[] = [];
  for (let i = 0; i < count; i++)
    if (arenas[i] === arena && commonBytes(plan, i, low, high) > 0) found.push(i);
  return found.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
}

/** Storages that may not share bytes with this one, because both are alive at some step; of the same arena, by start. */
export function conflictsOf(plan: Plan, storage: number): number[] {
  const { count, start, end, arena, padded } = plan.storages;
  if (padded[storage] === 0) return [];
  const [from, to] = [start[storage] ?? 0, end[storage] ?? 0];
  const found: number[] = [];
  for (let i = 0; i < count; i++) {
    if (i === storage || arena[i] !== arena[storage] || padded[i] === 0) continue;
    if ((start[i] ?? 0) < to && from < (end[i] ?? 0)) found.push(i);
  }
  return found.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
}
