/** What would be saved without somebody: bytes by which the most that is alive at once in an arena would fall. */

import { highest, pieceAt } from "../../core/bound.ts";
import type { Curve } from "../../core/plan.types.ts";
import { topIn, topsOf } from "../tops.ts";

/** What needs are made of, in time order: row i is `bytes[i]` on steps [start[i], end[i]). */
export interface Needs {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly bytes: Float64Array;
}

/** By how much the highest of a curve would fall without rows [from, to) of some needs. */
export type Savings = (needs: Needs, from: number, to: number) => number;

/** Answers at once where the peak is elsewhere, else in a logarithm a row. */
export function makeSavings(curve: Curve): Savings {
  const tops = topsOf(curve.bytes);
  const { bytes: most, step: peak } = highest(curve);
  const mostIn = (from: number, to: number): number => {
    if (from >= to) return 0;
    const top = topIn(curve.bytes, tops, Math.max(0, pieceAt(curve, from)), pieceAt(curve, to - 1) + 1);
    return curve.bytes[top] ?? 0;
  };
  return ({ start, end, bytes }, from, to) => {
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
