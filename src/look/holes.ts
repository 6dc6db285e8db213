/**
 * Holes of an arena: rectangles of addresses below the peak and steps in which nobody has them, exact in bytes. Each address
 * is free over stretches of steps as long as can be; touching addresses that are free over the same stretch are one hole. So
 * holes never overlap, and with the storages they fill the arena up to its peak.
 */

import { forEachMeeting } from "../core/explain/alive-blocks.ts";
import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import { OrderedBits } from "./ordered-bits.ts";
import { oncePerPlan, piecesByStart } from "./plan-tables.ts";
import { spatialOf } from "./spatial-kept.ts";

/** Half open in steps and in bytes. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

/** Holes in columns, by their end, then by their start, then by address. */
export interface Holes {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** All edges of storages of the arena with 0 and the peak, ascending and each once. */
export function edgesOf(plan: Plan, arena: number): Float64Array {
  const { count, owner, low, high, arena: arenaOf } = piecesIn(plan);
  const all = new Float64Array(2 * count + 2);
  all[0] = 0;
  all[1] = plan.arenas[arena]?.peak ?? 0;
  let n = 2;
  for (let k = 0; k < count; k++) {
    if (arenaOf[k] !== arena || (high[k] ?? 0) <= (low[k] ?? 0)) continue;
    const base = plan.storages.offset[owner[k] ?? 0] ?? 0;
    all[n++] = base + (low[k] ?? 0);
    all[n++] = base + (high[k] ?? 0);
  }
  const sorted = all.subarray(0, n).sort();
  let kept = 0;
  for (let i = 0; i < n; i++) if (i === 0 || sorted[i] !== sorted[kept - 1]) sorted[kept++] = sorted[i] ?? 0;
  return sorted.slice(0, kept);
}

/** Position of `address` among edges that hold it. */
export function edgeAt(edges: Float64Array, address: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) < address) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Sweep {
  readonly edges: Float64Array;
  /** Where stretches of addresses begin that have been free since the same step, and that step. */
  private readonly begins: OrderedBits;
  private readonly since: Int32Array;
  private open: Hole[] = [];
  readonly found: Hole[] = [];

  constructor(edges: Float64Array) {
    this.edges = edges;
    this.begins = new OrderedBits(edges.length);
    this.since = new Int32Array(edges.length);
    this.begins.add(0);
  }

  private cut(edge: number): void {
    if (this.begins.has(edge)) return;
    this.since[edge] = this.since[this.begins.before(edge)] ?? 0;
    this.begins.add(edge);
  }

  /** A stretch that begins where the one before goes on is none of its own. */
  private join(edge: number): void {
    const before = this.begins.before(edge);
    if (before >= 0 && this.begins.has(edge) && this.since[before] === this.since[edge])
      this.begins.remove(edge);
  }

  /** Addresses between two edges are taken on steps [start, end). */
  take(from: number, to: number, start: number, end: number): void {
    this.cut(from);
    this.cut(to);
    for (let edge = from; edge >= 0 && edge < to; ) {
      const next = this.begins.after(edge);
      const since = this.since[edge] ?? 0;
      if (start > since) {
        const high = this.edges[next] ?? 0;
        this.open.push({ start: since, end: start, low: this.edges[edge] ?? 0, high });
      }
      // where storages overlap, as in a faulty plan, the later end counts
      this.since[edge] = Math.max(since, end);
      this.join(edge);
      edge = next;
    }
    this.join(to);
  }

  /** All holes that end at the step taken last are known: those that touch and began together are one. */
  settle(): void {
    if (this.open.length > 1) this.open.sort((a, b) => a.start - b.start || a.low - b.low);
    let before: Hole | undefined;
    for (const hole of this.open) {
      if (before !== undefined && before.start === hole.start && before.high === hole.low) {
        before = { ...before, high: hole.high };
        this.found[this.found.length - 1] = before;
      } else {
        before = hole;
        this.found.push(hole);
      }
    }
    this.open = [];
  }
}

function sweep(plan: Plan, arena: number): Holes {
  const pieces = piecesIn(plan);
  const peak = plan.arenas[arena]?.peak ?? 0;
  const edges = edgesOf(plan, arena);
  const state = new Sweep(edges);
  let now = 0;
  for (const k of piecesByStart(plan)) {
    if (pieces.arena[k] !== arena || (pieces.bytes[k] ?? 0) <= 0) continue;
    const start = pieces.start[k] ?? 0;
    if (start > now) state.settle();
    now = start;
    const base = plan.storages.offset[pieces.owner[k] ?? 0] ?? 0;
    const from = edgeAt(edges, base + (pieces.low[k] ?? 0));
    state.take(from, edgeAt(edges, base + (pieces.high[k] ?? 0)), start, pieces.end[k] ?? 0);
  }
  state.settle();
  if (peak > 0) state.take(0, edgeAt(edges, peak), plan.steps, plan.steps);
  state.settle();
  const { found } = state;
  return {
    count: found.length,
    start: Int32Array.from(found, (h) => h.start),
    end: Int32Array.from(found, (h) => h.end),
    low: Float64Array.from(found, (h) => h.low),
    high: Float64Array.from(found, (h) => h.high),
  };
}

const tables = oncePerPlan(() => new Map<number, Holes>());

/** All holes of an arena: n log n in the storages, kept as long as the plan. Not for a frame of a large plan. */
export function holesIn(plan: Plan, arena: number): Holes {
  const table = tables(plan);
  let holes = table.get(arena);
  if (holes === undefined) {
    holes = sweep(plan, arena);
    table.set(arena, holes);
  }
  return holes;
}

/** The hole that holds an address at a step; undefined when somebody has it then, or it is not below the peak. */
export function holeRound(plan: Plan, arena: number, step: number, address: number): Hole | undefined {
  const { offset } = plan.storages;
  const { from, start, end, low, high } = piecesIn(plan);
  const peak = plan.arenas[arena]?.peak ?? 0;
  if (address < 0 || address >= peak || step < 0 || step >= plan.steps) return undefined;
  const idle = idleRound(plan, arena, step, address);
  if (idle === undefined) return undefined;
  const [since, until] = idle;
  // The same stretch of steps: nobody in between, and somebody right before it and right after it.
  const before: [number, number][] = since > 0 ? [] : [[0, peak]];
  const after: [number, number][] = until < plan.steps ? [] : [[0, peak]];
  let [bottom, top] = [0, peak];
  const look = (k: number, base: number) => {
    if ((high[k] ?? 0) <= (low[k] ?? 0)) return;
    const [foot, head] = [base + (low[k] ?? 0), base + (high[k] ?? 0)];
    if (end[k] === since) before.push([foot, head]);
    if (start[k] === until) after.push([foot, head]);
    if ((start[k] ?? 0) >= until || (end[k] ?? 0) <= since) return;
    if (head <= address) bottom = Math.max(bottom, head);
    else if (foot > address) top = Math.min(top, foot);
  };
  forEachMeeting(plan.storages, since - 1, until + 1, (s) => {
    if (plan.storages.arena[s] !== arena) return;
    for (let k = from[s] ?? 0; k < (from[s + 1] ?? 0); k++) look(k, offset[s] ?? 0);
  });
  for (const ranges of [before, after]) {
    const [from, to] = joined(ranges, address);
    bottom = Math.max(bottom, from);
    top = Math.min(top, to);
  }
  return { start: since, end: until, low: bottom, high: top };
}

/** Steps on either side that are looked at first where there is an index, and by how much more next. */
const [FIRST_LOOK, WIDER] = [64, 8];

/** The steps round `step` at which nobody has an address, half open; undefined when somebody has it then. Linear in the storages where there is no index. */
export function idleRound(
  plan: Plan,
  arena: number,
  step: number,
  address: number,
): readonly [since: number, until: number] | undefined {
  const { start, end } = piecesIn(plan);
  let since = 0;
  let until = plan.steps;
  let taken = false;
  const beside = (k: number) => {
    if ((end[k] ?? 0) <= step) since = Math.max(since, end[k] ?? 0);
    else if ((start[k] ?? 0) > step) until = Math.min(until, start[k] ?? 0);
    else taken = true;
    return taken;
  };
  const spatial = spatialOf(plan, arena);
  if (spatial === undefined) eachWith(plan, arena, address, beside);
  // farther and farther, until somebody is found on both sides: most holes are short, and so many have had an address
  for (let far = FIRST_LOOK; spatial !== undefined; far *= WIDER) {
    const around = [Math.max(0, step - far), Math.min(plan.steps, step + far)] as const;
    spatial.visit(around, [address, address], beside);
    if (taken || ((since > 0 || around[0] === 0) && (until < plan.steps || around[1] === plan.steps))) break;
  }
  return taken ? undefined : [since, until];
}

/** Calls back with every piece of an arena that has an address, at any step, until it answers true. */
function eachWith(plan: Plan, arena: number, address: number, found: (k: number) => boolean): void {
  const { count, owner, low, high, arena: arenaOf } = piecesIn(plan);
  for (let k = 0; k < count; k++) {
    const base = plan.storages.offset[owner[k] ?? 0] ?? 0;
    if (arenaOf[k] !== arena || address < base + (low[k] ?? 0) || address >= base + (high[k] ?? 0)) continue;
    if (found(k)) return;
  }
}

/** The stretch round `address` that ranges cover without a break; one of them holds it. */
function joined(ranges: [number, number][], address: number): readonly [number, number] {
  ranges.sort((a, b) => a[0] - b[0]);
  let [from, to] = [0, 0];
  for (const [low, high] of ranges) {
    if (low <= to) to = Math.max(to, high);
    else if (low > address) break;
    else [from, to] = [low, high];
  }
  return [from, to];
}
