/**
 * The cheap test of a candidate, without changes: most candidates fail it. A storage placed at its least offset can
 * leave without a first only its own sections and those that its neighbours are in, because these are lifted above it.
 */

import type { Bounds } from "./bounds.ts";
import type { Grid, Model } from "./model.ts";

export interface Candidates {
  readonly begin: (capacity: number) => void;
  /** Whether each section of [p0, p1) still could have a first with i at its least offset. */
  readonly passes: (i: number, p0: number, p1: number) => boolean;
}

export function candidatesOf(
  { sections, broken, size }: Model,
  { members }: Grid,
  bounds: Bounds,
): Candidates {
  const { first, last, low, high, from: pieceFrom } = sections;
  const { from: memberFrom, member, reachLow, reachHigh } = members;
  const { least, limit, witness, conflicts, far } = bounds;
  let capacity = 0;

  /** Looks for a member that can be first and is not alive in sections [apartLow, apartHigh). */
  function renew(s: number, most: number, apartLow: number, apartHigh: number): boolean {
    const to = memberFrom[s + 1] ?? 0;
    for (let m = memberFrom[s] ?? 0; m < to; m++) {
      const j = member[m] ?? 0;
      if ((least[j] ?? 0) > most || ((low[j] ?? 0) < apartHigh && (high[j] ?? 0) > apartLow)) continue;
      witness[s] = j;
      return true;
    }
    return false;
  }

  /** A section that nobody could be first in; −1: none. */
  function failing(i: number, top: number, p0: number, p1: number): number {
    const units = size[i] ?? 0;
    const toPiece = pieceFrom[i + 1] ?? 0;
    for (let piece = pieceFrom[i] ?? 0; piece < toPiece; piece++) {
      const to = last[piece] ?? 0;
      for (let s = first[piece] ?? 0; s < to; s++) {
        const most = (limit[s] ?? 0) + units;
        if (most === capacity || (least[witness[s] ?? 0] ?? 0) <= most) continue;
        if (!renew(s, most, 0, 0)) return s;
      }
    }
    // who is alive with whom is not told by first and last sections: left to the propagation
    if (broken) return -1;
    const iLow = low[i] ?? 0;
    const iHigh = high[i] ?? 0;
    const to = Math.min(p1, reachHigh[i] ?? 0);
    for (let s = Math.max(p0, reachLow[i] ?? 0); s < to; s++) {
      const most = limit[s] ?? 0;
      if (top <= most) continue;
      if (s >= iLow && s < iHigh) continue;
      const w = witness[s] ?? 0;
      if ((least[w] ?? 0) <= most && ((low[w] ?? 0) >= iHigh || (high[w] ?? 0) <= iLow)) continue;
      if (!renew(s, most, iLow, iHigh)) return s;
    }
    return -1;
  }

  return {
    begin: (units) => {
      capacity = units;
    },
    passes: (i, p0, p1) => {
      const at = least[i] ?? 0;
      least[i] = far;
      const failed = failing(i, at + (size[i] ?? 0), p0, p1);
      least[i] = at;
      if (failed < 0) return true;
      conflicts[failed] = (conflicts[failed] ?? 0) + 1;
      return false;
    },
  };
}
