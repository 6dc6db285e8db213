/** Round values for axes: whole steps in 1-2-5, addresses in powers of two, which alignments are, however they are written. */

import type { Range } from "./range.ts";

/** The smallest of 1, 2, 5, 10, 20 … that is at least `least`. */
export function decimalStride(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  for (const m of [1, 2, 5]) if (m * power >= least) return m * power;
  return 10 * power;
}

/** The smallest power of two that is at least `least`, from 1 up. */
export function binaryStride(least: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, least))));
}

/** Multiples of `stride` in the closed range. */
export function multiples(range: Range, stride: number): number[] {
  const ticks: number[] = [];
  for (let i = Math.ceil(range[0] / stride - 1e-9); i * stride <= range[1] + 1e-9; i++)
    ticks.push(i * stride || 0);
  return ticks;
}
