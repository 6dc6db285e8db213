/**
 * Holes of an arena: rectangles of addresses below the peak and steps in which nobody has them, exact in bytes. Each address
 * is free over stretches of steps as long as can be; touching addresses that are free over the same stretch are one hole. So
 * holes never overlap, and with the storages they fill the arena up to its peak.
 */

import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import { allTurns } from "./all-turns.ts";
import { OrderedBits } from "./ordered-bits.ts";
import { oncePerPlan, piecesByStart } from "./plan-tables.ts";

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

/** Columns that grow. */
class Found {
  count = 0;
  #start = new Int32Array(1024);
  #end = new Int32Array(1024);
  #low = new Float64Array(1024);
  #high = new Float64Array(1024);

  add({ start, end, low, high }: Hole): void {
    if (this.count === this.#start.length) this.#grow();
    this.#start[this.count] = start;
    this.#end[this.count] = end;
    this.#low[this.count] = low;
    this.#high[this.count++] = high;
  }

  /** Makes the last one reach up to `high`. */
  raise(high: number): void {
    this.#high[this.count - 1] = high;
  }

  #grow(): void {
    const grown = <T extends Int32Array | Float64Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    const room = 2 * this.count;
    this.#start = grown(new Int32Array(room), this.#start);
    this.#end = grown(new Int32Array(room), this.#end);
    this.#low = grown(new Float64Array(room), this.#low);
    this.#high = grown(new Float64Array(room), this.#high);
  }

  done(): Holes {
    const { count } = this;
    return {
      count,
      start: this.#start.slice(0, count),
      end: this.#end.slice(0, count),
      low: this.#low.slice(0, count),
      high: this.#high.slice(0, count),
    };
  }
}

class Sweep {
  readonly edges: Float64Array;
  /** Where stretches of addresses begin that have been free since the same step, and that step. */
  private readonly begins: OrderedBits;
  private readonly since: Int32Array;
  private open: Hole[] = [];
  readonly found = new Found();

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
        this.found.raise(hole.high);
      } else {
        before = hole;
        this.found.add(hole);
      }
    }
    if (this.open.length > 0) this.open = [];
  }
}

/** Storages of a turn: some milliseconds. */
const TURN = 4096;

function* sweep(plan: Plan, arena: number): Generator<undefined, Holes> {
  const pieces = piecesIn(plan);
  const peak = plan.arenas[arena]?.peak ?? 0;
  const edges = edgesOf(plan, arena);
  const state = new Sweep(edges);
  let now = 0;
  let turn = 0;
  yield;
  for (const k of piecesByStart(plan)) {
    if (++turn % TURN === 0) yield;
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
  return state.found.done();
}

const tables = oncePerPlan(() => new Map<number, Holes>());

/** In turns of some milliseconds, for the first time; at once after that. */
export function* holesInTurns(plan: Plan, arena: number): Generator<undefined, Holes> {
  const table = tables(plan);
  const holes = table.get(arena) ?? (yield* sweep(plan, arena));
  table.set(arena, holes);
  return holes;
}

/** All holes of an arena: n log n in the storages, kept as long as the plan. Not for a frame of a large plan. */
export function holesIn(plan: Plan, arena: number): Holes {
  return allTurns(holesInTurns(plan, arena));
}
