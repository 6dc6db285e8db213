/**
 * The pieces of one arena as a graphics card takes them: four unsigned numbers each, sorted by start and cut into chunks with
 * their bounds, so that a chunk outside the window costs nothing.
 */

import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";

/** Pieces of a chunk: few enough that skipping saves much, enough that a call is worth it. */
export const CHUNK = 16_384;

/** Highest number of address units: differences of two stay exact as unsigned 32-bit numbers. */
const MOST_UNITS = 2 ** 32 - 1;

export interface Chunks {
  readonly arena: number;
  readonly count: number;
  /** Bytes a unit of address: 1 unless the arena reaches beyond 4 GiB. */
  readonly unit: number;
  /** Of each piece: first step, step after its last, lowest unit, unit after its highest. */
  readonly data: Uint32Array<ArrayBuffer>;
  /** Storage of each piece. */
  readonly owner: Int32Array;
  /** Of each chunk the least and greatest step and unit that any of its pieces has: from, to, low, high. */
  readonly bounds: Float64Array;
}

/** All pieces of an arena that take room. O(n log n), once a plan: a worker's job for large ones. */
export function chunksOf(plan: Plan, arena: number): Chunks {
  const { count, owner, start, end, low, high, arena: arenaOf } = piecesIn(plan);
  const { offset } = plan.storages;
  const keys = new Float64Array(count);
  let found = 0;
  let top = 0;
  for (let k = 0; k < count; k++) {
    const s = owner[k] ?? 0;
    if (arenaOf[k] !== arena || (high[k] ?? 0) <= (low[k] ?? 0)) continue;
    keys[found++] = (start[k] ?? 0) * count + k;
    top = Math.max(top, (offset[s] ?? 0) + (high[k] ?? 0));
  }
  const sorted = keys.subarray(0, found).sort();
  let unit = 1;
  while (top / unit > MOST_UNITS) unit *= 2;
  const data = new Uint32Array(4 * found);
  const owners = new Int32Array(found);
  const bounds = new Float64Array(4 * Math.ceil(found / CHUNK));
  for (let i = 0; i < found; i++) {
    const k = (sorted[i] ?? 0) % count;
    const s = owner[k] ?? 0;
    const base = offset[s] ?? 0;
    const piece = [
      start[k] ?? 0,
      end[k] ?? 0,
      Math.floor((base + (low[k] ?? 0)) / unit),
      Math.ceil((base + (high[k] ?? 0)) / unit),
    ] as const;
    data.set(piece, 4 * i);
    owners[i] = s;
    widen(bounds, 4 * Math.floor(i / CHUNK), i % CHUNK === 0, piece);
  }
  return { arena, count: found, unit, data, owner: owners, bounds };
}

function widen(
  bounds: Float64Array,
  at: number,
  first: boolean,
  [from, to, low, high]: readonly [number, number, number, number],
): void {
  bounds[at] = first ? from : Math.min(bounds[at] ?? 0, from);
  bounds[at + 1] = first ? to : Math.max(bounds[at + 1] ?? 0, to);
  bounds[at + 2] = first ? low : Math.min(bounds[at + 2] ?? 0, low);
  bounds[at + 3] = first ? high : Math.max(bounds[at + 3] ?? 0, high);
}

/** Chunks that meet a window of steps and units, as [first, count) pairs of pieces; neighbours are joined. */
export function chunksIn(
  chunks: Chunks,
  steps: readonly [from: number, to: number],
  units: readonly [low: number, high: number],
): number[] {
  const runs: number[] = [];
  const { bounds, count } = chunks;
  for (let c = 0; 4 * c < bounds.length; c++) {
    const outside =
      (bounds[4 * c] ?? 0) >= steps[1] ||
      (bounds[4 * c + 1] ?? 0) <= steps[0] ||
      (bounds[4 * c + 2] ?? 0) >= units[1] ||
      (bounds[4 * c + 3] ?? 0) <= units[0];
    if (outside) continue;
    const first = c * CHUNK;
    const size = Math.min(CHUNK, count - first);
    const last = runs.length - 2;
    if (last >= 0 && (runs[last] ?? 0) + (runs[last + 1] ?? 0) === first)
      runs[last + 1] = (runs[last + 1] ?? 0) + size;
    else runs.push(first, size);
  }
  return runs;
}
