/** What many storages are together over time, one band a group: how many live, and how many bytes they need. */

import { piecesIn } from "../../core/needs.ts";
import type { Curve, Plan } from "../../core/plan.types.ts";
import { positionsBy } from "../../core/sort-by.ts";
import { oncePerPlan, piecesByStart } from "../plan-tables.ts";
import { type Tops, topIn, topsOf } from "../tops.ts";

/** Step functions end to end. Of band g the rows [from[g], from[g + 1]): row i holds from step[i] on; the last is the end, with nothing alive. */
export interface Bands {
  readonly count: number;
  readonly from: Int32Array;
  readonly step: Int32Array;
  /** Padded bytes alive. */
  readonly bytes: Float64Array;
  /** Storages that need bytes. */
  readonly alive: Int32Array;
  readonly tops: Tops;
}

const piecesByEnd = oncePerPlan((plan): Int32Array => positionsBy(piecesIn(plan).end));

/** Bands of `count` groups; `of` is the group of each storage, −1 for none. */
export function bandsOf(plan: Plan, count: number, of: Int32Array): Bands {
  const pieces = piecesIn(plan);
  const groupOf = (k: number) => of[pieces.owner[k] ?? 0] ?? -1;
  const first = new Int32Array(count + 1);
  for (let k = 0; k < pieces.count; k++) {
    const g = groupOf(k);
    if (g >= 0) first[g + 1] = (first[g + 1] ?? 0) + 1;
  }
  for (let g = 0; g < count; g++) first[g + 1] = (first[g + 1] ?? 0) + (first[g] ?? 0);
  const dealt = (order: Int32Array): Int32Array => {
    const next = first.slice(0, count);
    const items = new Int32Array(first[count] ?? 0);
    for (const k of order) {
      const g = groupOf(k);
      if (g < 0) continue;
      const to = next[g] ?? 0;
      items[to] = k;
      next[g] = to + 1;
    }
    return items;
  };
  const births = dealt(piecesByStart(plan));
  const deaths = dealt(piecesByEnd(plan));
  const from = new Int32Array(count + 1);
  const most = 2 * births.length;
  const step = new Int32Array(most);
  const bytes = new Float64Array(most);
  const alive = new Int32Array(most);
  let rows = 0;
  for (let g = 0; g < count; g++) {
    const last = first[g + 1] ?? 0;
    let born = first[g] ?? 0;
    let dead = born;
    let [needed, living] = [0, 0];
    while (dead < last) {
      const birth = born < last ? (pieces.start[births[born] ?? 0] ?? 0) : Number.POSITIVE_INFINITY;
      const now = Math.min(birth, pieces.end[deaths[dead] ?? 0] ?? 0);
      for (; born < last && (pieces.start[births[born] ?? 0] ?? 0) <= now; born++, living++)
        needed += pieces.bytes[births[born] ?? 0] ?? 0;
      for (; dead < last && (pieces.end[deaths[dead] ?? 0] ?? 0) <= now; dead++, living--)
        needed -= pieces.bytes[deaths[dead] ?? 0] ?? 0;
      const before = rows - 1;
      const same = before >= (from[g] ?? 0) && bytes[before] === needed && alive[before] === living;
      if (same) continue;
      step[rows] = now;
      bytes[rows] = needed;
      alive[rows++] = living;
    }
    from[g + 1] = rows;
  }
  const heights = bytes.slice(0, rows);
  return {
    count,
    from,
    step: step.slice(0, rows),
    bytes: heights,
    alive: alive.slice(0, rows),
    tops: topsOf(heights),
  };
}

/** One band as a curve: views, not copies. */
export function bandCurve({ from, step, bytes }: Bands, g: number): Curve {
  const [low, high] = [from[g], from[g + 1]];
  return { step: step.subarray(low, high), bytes: bytes.subarray(low, high) };
}

/** The most bytes of a band at any step. */
export function bandMost({ from, bytes, tops }: Bands, g: number): number {
  return bytes[topIn(bytes, tops, from[g] ?? 0, from[g + 1] ?? 0)] ?? 0;
}

/** Steps at which anything of a band is alive. */
export function bandSteps({ from, step, alive }: Bands, g: number): number {
  let steps = 0;
  for (let i = from[g] ?? 0; i + 1 < (from[g + 1] ?? 0); i++)
    if ((alive[i] ?? 0) > 0) steps += (step[i + 1] ?? 0) - (step[i] ?? 0);
  return steps;
}

/** Storages and bytes of a band that are alive at a step. */
export function bandAt(
  { from, step, bytes, alive }: Bands,
  g: number,
  at: number,
): { readonly alive: number; readonly bytes: number } {
  let low = from[g] ?? 0;
  let high = from[g + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((step[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const i = low - 1;
  return i < (from[g] ?? 0) ? { alive: 0, bytes: 0 } : { alive: alive[i] ?? 0, bytes: bytes[i] ?? 0 };
}
