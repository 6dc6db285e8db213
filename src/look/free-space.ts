/**
 * Free bytes below the peak over time, and the largest block of them. A tree over the addresses between edges of storages,
 * each node knowing the free run at its foot, at its head and the longest in it; covers are counted where they fit whole and
 * never pushed down (J. L. Bentley's measure of a union, 1977), so that storages of a faulty plan may overlap.
 */

import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import { edgeAt, edgesOf } from "./holes.ts";
import { oncePerPlan, piecesByStart } from "./plan-tables.ts";

/** A step function: row i holds on steps [step[i], step[i + 1]); the last one to the end of the plan. */
export interface FreeSpace {
  readonly step: Int32Array;
  /** Bytes below the peak that nobody has. */
  readonly free: Float64Array;
  /** The largest block of them. */
  readonly largest: Float64Array;
  /** The greatest of `fragmentationAt` over all steps. */
  readonly most: number;
}

class FreeTree {
  private readonly edges: Float64Array;
  private readonly leaves: number;
  private readonly covers: Int32Array;
  private readonly free: Float64Array;
  private readonly foot: Float64Array;
  private readonly head: Float64Array;
  private readonly best: Float64Array;

  constructor(edges: Float64Array) {
    this.edges = edges;
    this.leaves = Math.max(1, edges.length - 1);
    let room = 1;
    while (room < this.leaves) room *= 2;
    this.covers = new Int32Array(2 * room);
    this.free = new Float64Array(2 * room);
    this.foot = new Float64Array(2 * room);
    this.head = new Float64Array(2 * room);
    this.best = new Float64Array(2 * room);
    this.settle(1, 0, this.leaves, true);
  }

  private sum(node: number, from: number, to: number): void {
    const whole = (this.edges[to] ?? 0) - (this.edges[from] ?? 0);
    const [left, right] = [2 * node, 2 * node + 1];
    if ((this.covers[node] ?? 0) > 0) this.write(node, 0, 0, 0, 0);
    else if (to - from === 1) this.write(node, whole, whole, whole, whole);
    else {
      const middle = (from + to) >> 1;
      const low = (this.edges[middle] ?? 0) - (this.edges[from] ?? 0);
      const [foot, head] = [this.foot[left] ?? 0, this.head[right] ?? 0];
      this.write(
        node,
        (this.free[left] ?? 0) + (this.free[right] ?? 0),
        foot === low ? foot + (this.foot[right] ?? 0) : foot,
        head === whole - low ? head + (this.head[left] ?? 0) : head,
        Math.max(
          this.best[left] ?? 0,
          this.best[right] ?? 0,
          (this.head[left] ?? 0) + (this.foot[right] ?? 0),
        ),
      );
    }
  }

  private write(node: number, free: number, foot: number, head: number, best: number): void {
    this.free[node] = free;
    this.foot[node] = foot;
    this.head[node] = head;
    this.best[node] = best;
  }

  private settle(node: number, from: number, to: number, deep: boolean): void {
    if (deep && to - from > 1) {
      const middle = (from + to) >> 1;
      this.settle(2 * node, from, middle, true);
      this.settle(2 * node + 1, middle, to, true);
    }
    this.sum(node, from, to);
  }

  /** Adds `by` covers to the addresses between two edges. */
  cover(low: number, high: number, by: 1 | -1, node = 1, from = 0, to = this.leaves): void {
    if (high <= from || low >= to) return;
    if (low <= from && high >= to) this.covers[node] = (this.covers[node] ?? 0) + by;
    else {
      const middle = (from + to) >> 1;
      this.cover(low, high, by, 2 * node, from, middle);
      this.cover(low, high, by, 2 * node + 1, middle, to);
    }
    this.sum(node, from, to);
  }

  get allFree(): number {
    return this.free[1] ?? 0;
  }

  get largest(): number {
    return this.best[1] ?? 0;
  }
}

/** 1 − the largest free block ÷ all free bytes; 0 when nothing is free. */
export function fragmentationOf(free: number, largest: number): number {
  return free > 0 ? 1 - largest / free : 0;
}

function walk(plan: Plan, arena: number): FreeSpace {
  const pieces = piecesIn(plan);
  const mine = (k: number) => pieces.arena[k] === arena && (pieces.bytes[k] ?? 0) > 0;
  const births = piecesByStart(plan).filter(mine);
  const deaths = births.slice().sort((a, b) => (pieces.end[a] ?? 0) - (pieces.end[b] ?? 0));
  const edges = edgesOf(plan, arena);
  const tree = new FreeTree(edges);
  const cover = (k: number, by: 1 | -1) => {
    const base = plan.storages.offset[pieces.owner[k] ?? 0] ?? 0;
    tree.cover(edgeAt(edges, base + (pieces.low[k] ?? 0)), edgeAt(edges, base + (pieces.high[k] ?? 0)), by);
  };
  const step: number[] = [];
  const free: number[] = [];
  const largest: number[] = [];
  let most = 0;
  for (let now = 0, born = 0, dead = 0; now < plan.steps; ) {
    for (; born < births.length && (pieces.start[births[born] ?? 0] ?? 0) <= now; born++)
      cover(births[born] ?? 0, 1);
    for (; dead < deaths.length && (pieces.end[deaths[dead] ?? 0] ?? 0) <= now; dead++)
      cover(deaths[dead] ?? 0, -1);
    step.push(now);
    free.push(tree.allFree);
    largest.push(tree.largest);
    most = Math.max(most, fragmentationOf(tree.allFree, tree.largest));
    const next = Math.min(
      pieces.start[births[born] ?? -1] ?? plan.steps,
      pieces.end[deaths[dead] ?? -1] ?? plan.steps,
    );
    now = next > now ? next : plan.steps;
  }
  return {
    step: Int32Array.from(step),
    free: Float64Array.from(free),
    largest: Float64Array.from(largest),
    most,
  };
}

const tables = oncePerPlan(() => new Map<number, FreeSpace>());

/** Free space of an arena: n log n in the storages, kept as long as the plan. Not for a frame of a large plan. */
export function freeSpace(plan: Plan, arena: number): FreeSpace {
  const table = tables(plan);
  let space = table.get(arena);
  if (space === undefined) {
    space = walk(plan, arena);
    table.set(arena, space);
  }
  return space;
}

/** Row of a step function that holds `step`, −1 before the first. */
export function rowOfStep(space: Pick<FreeSpace, "step">, step: number): number {
  let low = 0;
  let high = space.step.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((space.step[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
