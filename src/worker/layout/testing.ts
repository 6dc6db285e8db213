/** Small graphs for the tests of layouts. */

import type { Boxes } from "./layers.ts";

/** Boxes of the usual size, one tensor each; pairs are [writer, reader]. */
export function boxesOf(count: number, pairs: readonly (readonly [number, number])[]): Boxes {
  return {
    count,
    from: Int32Array.from(pairs, (p) => p[0]),
    to: Int32Array.from(pairs, (p) => p[1]),
    tensor: Int32Array.from(pairs, (p) => p[0]),
    step: Float32Array.from({ length: count }, (_, v) => v),
    width: new Float32Array(count).fill(128),
    height: new Float32Array(count).fill(44),
  };
}

/** A chain in which every `every`-th box also reads the one `every` before it; 0: no skips. */
export function chainWithSkips(count: number, every: number): Boxes {
  const pairs: [number, number][] = [];
  for (let v = 1; v < count; v++) {
    pairs.push([v - 1, v]);
    if (every > 0 && v % every === 0) pairs.push([v - every, v]);
  }
  return boxesOf(count, pairs);
}
