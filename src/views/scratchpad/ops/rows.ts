/** Rows of the list of operations: each operation, and before it the tiles that had to go for it. */

import type { Eviction } from "../../../core/dialects/tiles/schedule.types.ts";

/** Evictions in the order of their operations, as a schedule tells them. */
export interface OpRows {
  readonly ops: number;
  readonly evictions: readonly Eviction[];
}

export interface OpRow {
  /** Position in the schedule. */
  readonly op: number;
  /** Position in the evictions; −1: the row is the operation itself. */
  readonly eviction: number;
}

export function countOfRows({ ops, evictions }: OpRows): number {
  return ops + evictions.length;
}

/** How many evictions `holds`, which is true of the first ones alone. */
function howMany(evictions: readonly Eviction[], holds: (one: Eviction, e: number) => boolean): number {
  let low = 0;
  let high = evictions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = evictions[middle];
    if (one !== undefined && holds(one, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function rowOfOp({ evictions }: OpRows, op: number): number {
  return op + howMany(evictions, (one) => one.op <= op);
}

export function rowAt({ evictions }: OpRows, row: number): OpRow {
  const before = howMany(evictions, (one, e) => one.op + e <= row);
  const last = evictions[before - 1];
  if (last !== undefined && last.op + before - 1 === row) return { op: last.op, eviction: before - 1 };
  return { op: row - before, eviction: -1 };
}

/** Those made for an operation: first and last + 1 of their positions. */
export function evictionsFor(evictions: readonly Eviction[], op: number): readonly [number, number] {
  return [howMany(evictions, (one) => one.op < op), howMany(evictions, (one) => one.op <= op)];
}
