/**
 * Strict partial orders over what executes (the nodes of a graph; arms and streams come down to the same): what must have
 * ended before what begins. Kept as edges; the closure is made as rows of bits when it is asked for.
 */

import type { Graph } from "../graph.ts";
import { groupBy, rowOf } from "../lists.ts";
import type { Lists } from "../plan.types.ts";
import { type BitRows, bitRows, setBit } from "./bit-rows.ts";

export interface HappensBefore {
  readonly units: number;
  /** Of each unit those that wait for it, repeats allowed. */
  readonly next: Lists;
  /** All units, each after those that it waits for. */
  readonly order: Int32Array;
}

/** From pairs `from[i]` before `to[i]`; undefined when they run in a circle. Linear time. */
export function happensBefore(
  units: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): HappensBefore | undefined {
  const next = groupBy(units, from, to);
  const waiting = new Int32Array(units);
  for (const unit of next.items) waiting[unit] = (waiting[unit] ?? 0) + 1;
  const order = new Int32Array(units);
  let known = 0;
  for (let unit = 0; unit < units; unit++) if (waiting[unit] === 0) order[known++] = unit;
  for (let at = 0; at < known; at++) {
    for (const later of rowOf(next, order[at] ?? 0)) {
      const left = (waiting[later] ?? 0) - 1;
      waiting[later] = left;
      if (left === 0) order[known++] = later;
    }
  }
  return known === units ? { units, next, order } : undefined;
}

/** Any order: a node waits for those that make what it reads, and for nobody else. */
export function byDependencies(graph: Graph): HappensBefore {
  const from: number[] = [];
  const to: number[] = [];
  for (let t = 0; t < graph.tensors; t++) {
    const producer = graph.producer[t] ?? -1;
    if (producer < 0) continue;
    for (const reader of rowOf(graph.readers, t)) {
      from.push(producer);
      to.push(reader);
    }
  }
  const before = happensBefore(graph.nodes, from, to);
  if (before === undefined) throw new Error("a graph that has been read has no cycle");
  return before;
}

/** One order: each unit waits for the one before it. */
export function bySchedule(order: Int32Array): HappensBefore {
  const next = groupBy(order.length, order.subarray(0, -1), order.subarray(1));
  return { units: order.length, next, order };
}

/**
 * Of each unit the things made strictly after it, `things` of them; `made` lists what each unit makes. One sweep from the
 * last unit to the first, a whole row at a time.
 */
export function madeLater(before: HappensBefore, made: Lists, things: number): BitRows {
  const { units, next, order } = before;
  const later = bitRows(units, things);
  const { words, bits } = later;
  for (let at = units - 1; at >= 0; at--) {
    const unit = order[at] ?? 0;
    const row = unit * words;
    for (const follower of rowOf(next, unit)) {
      const other = follower * words;
      for (let w = 0; w < words; w++) bits[row + w] = (bits[row + w] ?? 0) | (bits[other + w] ?? 0);
      for (const thing of rowOf(made, follower)) setBit(later, unit, thing);
    }
  }
  return later;
}
