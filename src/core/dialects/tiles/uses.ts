/** When each tile is needed next, by one pass from the end. */

import { NO_TILE, type Steps } from "./program.types.ts";

/** A step that never comes. */
export const NEVER = 0x7fffffff;

/** Operands of a step in the order in which they are asked for. */
export const OPERANDS = ["a", "b", "d"] as const;

export interface Uses {
  /** First step that reads each tile; NEVER. */
  readonly first: Int32Array;
  /** For each step and operand (3 × step + position) the next later step that reads the same tile; NEVER. */
  readonly next: Int32Array;
  /** For each step the next later one that works on the same tile; NEVER. */
  readonly nextWork: Int32Array;
}

export function usesOf(steps: Steps, tiles: number): Uses {
  const first = new Int32Array(tiles).fill(NEVER);
  const work = new Int32Array(tiles).fill(NEVER);
  const next = new Int32Array(3 * steps.count).fill(NEVER);
  const nextWork = new Int32Array(steps.count);
  for (let s = steps.count - 1; s >= 0; s--) {
    const read = [steps.a[s] ?? NO_TILE, steps.b[s] ?? NO_TILE, steps.d[s] ?? NO_TILE];
    for (let o = 0; o < 3; o++) {
      const tile = read[o] ?? NO_TILE;
      if (tile !== NO_TILE) next[3 * s + o] = first[tile] ?? NEVER;
    }
    for (const tile of read) if (tile !== NO_TILE) first[tile] = s;
    const c = steps.c[s] ?? 0;
    nextWork[s] = work[c] ?? NEVER;
    work[c] = s;
  }
  return { first, next, nextWork };
}

/** Fewest LOADs of any schedule: each tile that is read once; those that the program makes are not needed when they may stay. */
export function leastLoads(steps: Steps, tiles: number, forward: boolean): number {
  const read = new Uint8Array(tiles);
  for (let s = 0; s < steps.count; s++) {
    for (const operand of OPERANDS) {
      const tile = steps[operand][s] ?? NO_TILE;
      if (tile !== NO_TILE) read[tile] = 1;
    }
  }
  if (forward) for (let s = 0; s < steps.count; s++) read[steps.c[s] ?? 0] = 0;
  return read.reduce((sum, one) => sum + one, 0);
}
