/** What copies and pools can come to over all schedules of a graph: exact where that can be had, else between bounds. */

import { peakByBeam } from "./beam.ts";
import { classesOf, rootsOf } from "./classes.ts";
import { type Granted, LastOnes } from "./last.ts";
import { type Range, rangesOfUnits } from "./ranges.ts";
import { leftOver, simulateReferences } from "./simulate.ts";
import type { Units } from "./units.ts";

/** The exact value where both are one. */
export interface Between {
  readonly low: number;
  readonly high: number;
}

/** Over all schedules. */
export interface Extremes {
  readonly least: Between;
  readonly most: Between;
}

export interface OverSchedules {
  readonly copies: Extremes;
  /** Buffers that a pool needs which is only reset between iterations, and one that takes buffers back. */
  readonly resetPool: Extremes;
  readonly recyclingPool: Extremes;
  /** Null: more than could be counted. */
  readonly schedules: number | null;
  readonly withoutHazard: number | null;
  /** Known of it without trying all sets; null where buffers go on in parts. */
  readonly closed: { readonly ones: LastOnes; readonly fewest: Granted; readonly most: Granted } | null;
  /** It holds for an iteration that begins with buffers of their own; references stay for the next. */
  readonly firstIteration: boolean;
}

/** `order`: some order of the units, whose values are sure to be reached. */
export function overSchedules(units: Units, order: ArrayLike<number>): OverSchedules {
  const exact = rangesOfUnits(units);
  if (exact === undefined) return boundsOverSchedules(units, order);
  const { schedules, withoutHazard, copies, resetPool, recyclingPool } = exact;
  return {
    copies: exactly(copies),
    resetPool: exactly(resetPool),
    recyclingPool: exactly(recyclingPool),
    schedules: counted(schedules),
    withoutHazard: counted(withoutHazard),
    closed: closedForm(units),
    firstIteration: leftOver(units) > 0,
  };
}

/** The same without trying all sets of firings. */
export function boundsOverSchedules(units: Units, order: ArrayLike<number>): OverSchedules {
  const closed = closedForm(units);
  const here = simulateReferences(units, order);
  const fresh = units.units.reduce((sum, own) => sum + own.fresh.length, 0);
  const copies = closed === null ? loosely(units, here.copies) : extremesOf(closed);
  const resetPool = plus(copies, fresh);
  const start = units.initial.reduce((sum, refs) => sum + refs.length, 0);
  const peakOf = (goal: "least" | "most") =>
    (closed === null ? undefined : peakByBeam(units, goal))?.peak ?? here.peak;
  const recyclingPool: Extremes = {
    least: {
      low: closed === null ? Math.min(1, units.refs) : atOnce(units),
      high: Math.min(here.peak, peakOf("least")),
    },
    most: { low: Math.max(here.peak, peakOf("most")), high: start + resetPool.most.high },
  };
  return {
    copies,
    resetPool,
    recyclingPool,
    schedules: null,
    withoutHazard: null,
    closed,
    firstIteration: leftOver(units) > 0,
  };
}

function closedForm(units: Units): OverSchedules["closed"] {
  if (units.hasParts) return null;
  const ones = new LastOnes(units, classesOf(units));
  return { ones, fewest: ones.fewest(), most: ones.most() };
}

/** Null for numbers too large to be exact. */
function counted(count: number): number | null {
  return Number.isSafeInteger(count) ? count : null;
}

function exactly([least, most]: Range): Extremes {
  return { least: { low: least, high: least }, most: { low: most, high: most } };
}

function extremesOf({ fewest, most }: NonNullable<OverSchedules["closed"]>): Extremes {
  return { least: fewest.copies, most: most.copies };
}

function plus({ least, most }: Extremes, by: number): Extremes {
  return {
    least: { low: least.low + by, high: least.high + by },
    most: { low: most.low + by, high: most.high + by },
  };
}

/** Where buffers go on in parts only this is known: nobody copies more than there is to copy. */
function loosely(units: Units, here: number): Extremes {
  let all = 0;
  for (const { takes } of units.units) for (const { use } of takes) if (use === "copy") all++;
  return { least: { low: 0, high: here }, most: { low: here, high: all } };
}

/** Buffers that some firing needs at once in any order: those that it takes, and new ones. */
function atOnce(units: Units): number {
  const root = rootsOf(units);
  let most = units.initial.reduce((sum, refs) => sum + refs.length, 0);
  for (const { takes, fresh } of units.units) {
    const taken = new Set(takes.map(({ ref }) => root[ref] ?? ref));
    most = Math.max(most, taken.size + fresh.length);
  }
  return most;
}
