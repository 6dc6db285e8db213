/**
 * Who comes first of equal offsets: rankings by a few keys, each descending. No ranking is best for all packings, and a
 * wrong one may never end, so they take turns (Moffitt, ASPLOS 2023); noise and the conflicts of earlier runs add more.
 */

import { Random } from "../../random.ts";
import type { Keys } from "./lists.ts";
import type { Model } from "./model.ts";
import type { Search } from "./search.ts";

/**
 * Letters are keys: W steps alive, A size × steps, T the largest total of its sections, Z size, R area with noise of
 * half as much again, Q the conflicts of its sections in powers of two.
 */
export const PORTFOLIO: readonly string[] = ["TWA", "TAW", "QTWA", "TN", "QAW", "QTN"];

interface Turn {
  readonly keys: Keys;
  /** How often the portfolio has been gone through. */
  readonly round: number;
}

/** Says the keys of the run that is next; noise and conflicts are taken as they are then. */
export function rankings(
  model: Model,
  search: Search,
  seed: number,
  names: readonly string[],
): (run: number) => Turn {
  const { count, size, life } = model;
  const random = new Random(seed);
  const area = size.map((units, i) => units * (life[i] ?? 0));
  const noisy = new Float64Array(count);
  const blamed = new Float64Array(count);
  const shake = (column: Float64Array): Float64Array => {
    for (let i = 0; i < count; i++) {
      const half = (random.below(2 ** 20) / 2 ** 20 - 0.5) * 0.4;
      // close to e^(2 half), and the same on every machine
      noisy[i] = ((column[i] ?? 0) * (1 + half)) / (1 - half);
    }
    return noisy;
  };
  const column = (letter: string): Float64Array | null => {
    switch (letter) {
      case "W":
        return life;
      case "A":
        return area;
      case "Z":
        return size;
      case "R":
        return shake(area);
      case "N":
        return shake(life);
      case "Q":
        blame(model, search.conflicts, blamed);
        return blamed;
      default:
        return null;
    }
  };
  return (run) => ({
    keys: Array.from(names[run % names.length] ?? "T", column),
    round: Math.floor(run / names.length),
  });
}

/** Of each storage the conflicts of its worst section, as a power of two. */
function blame({ count, sections }: Model, conflicts: Float64Array, blamed: Float64Array): void {
  const { from, first, last } = sections;
  for (let i = 0; i < count; i++) {
    let most = 0;
    for (let piece = from[i] ?? 0; piece < (from[i + 1] ?? 0); piece++)
      for (let s = first[piece] ?? 0; s < (last[piece] ?? 0); s++) most = Math.max(most, conflicts[s] ?? 0);
    blamed[i] = 32 - Math.clz32(most);
  }
}
