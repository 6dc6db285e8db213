/** What would be saved without somebody: bytes by which the most that is alive at once in an arena would fall. */

import { highest, pieceAt } from "../../core/bound.ts";
import type { Curve } from "../../core/plan.types.ts";
import { topIn, topsOf } from "../tops.ts";

/** What somebody needs: rows [from, to) in time order, `bytes[i]` on steps [start[i], end[i]). */
export interface Need {
  readonly from: number;
  readonly to: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly bytes: Float64Array;
}

/** Asks a live curve: what would its highest fall by without a need? At once where the peak is elsewhere, else a logarithm a row. */
export function makeSavings(curve: Curve): (need: Need) => number {
  const tops = topsOf(curve.bytes);
  const { bytes: most, step: peak } = highest(curve);
  const mostIn = (from: number, to: number): number => {
    if (from >= to) return 0;
    const top = topIn(curve.bytes, tops, Math.max(0, pieceAt(curve, from)), pieceAt(curve, to - 1) + 1);
    return curve.bytes[top] ?? 0;
  };
  return ({ from, to, start, end, bytes }) => {
    if (from >= to || (start[from] ?? 0) > peak || (end[to - 1] ?? 0) <= peak) return 0;
    let left = 0;
    let reach = 0;
    for (let i = from; i < to && left < most; i++) {
      const [since, until] = [start[i] ?? 0, end[i] ?? 0];
      left = Math.max(left, mostIn(reach, since), mostIn(since, until) - (bytes[i] ?? 0));
      reach = Math.max(reach, until);
    }
    return most - Math.max(left, mostIn(reach, curve.step.at(-1) ?? 0));
  };
}
