/** The least peak by trying all offsets of all storages, gaps and fixed offsets heeded. Only for a handful of a few bytes. */

import type { Packing } from "../place/placement.ts";

/** What a storage occupies of its own bytes at a step; null when it is dead. */
export function shapeAt(packing: Packing, i: number, step: number): readonly [number, number] | null {
  const { start, end, bytes, gaps } = packing;
  if (step < (start[i] ?? 0) || step >= (end[i] ?? 0)) return null;
  for (let g = gaps?.from[i] ?? 0; g < (gaps?.from[i + 1] ?? 0); g++) {
    if (gaps === null || step < (gaps.start[g] ?? 0) || step >= (gaps.end[g] ?? 0)) continue;
    return (gaps.low[g] ?? 0) < (gaps.high[g] ?? 0) ? [gaps.low[g] ?? 0, gaps.high[g] ?? 0] : null;
  }
  return (bytes[i] ?? 0) > 0 ? [0, bytes[i] ?? 0] : null;
}

/** Pairs that share a byte at some step. */
export function clashes(packing: Packing, offset: ArrayLike<number>): [number, number][] {
  const found: [number, number][] = [];
  const steps = packing.end.reduce((most, end) => Math.max(most, end), 0);
  for (let i = 0; i < packing.count; i++) {
    for (let j = 0; j < i; j++) {
      for (let step = 0; step < steps; step++) {
        const a = shapeAt(packing, i, step);
        const b = shapeAt(packing, j, step);
        if (a === null || b === null) continue;
        const above = (offset[i] ?? 0) + a[0] >= (offset[j] ?? 0) + b[1];
        const below = (offset[i] ?? 0) + a[1] <= (offset[j] ?? 0) + b[0];
        if (above || below) continue;
        found.push([j, i]);
        break;
      }
    }
  }
  return found;
}

/** Bytes, at most 30; Infinity when no peak of up to 30 is enough. */
export function leastPeakOfAll(packing: Packing): number {
  const { count, bytes, alignment, fixed } = packing;
  const steps = packing.end.reduce((most, end) => Math.max(most, end), 0);
  const shapes = Array.from({ length: count }, (_, i) =>
    Array.from({ length: steps }, (_unused, step) => {
      const shape = shapeAt(packing, i, step);
      return shape === null ? 0 : (2 ** (shape[1] - shape[0]) - 1) * 2 ** shape[0];
    }),
  );
  const taken = new Array<number>(steps).fill(0);
  const fits = (i: number, capacity: number): boolean => {
    if (i === count) return true;
    const fix = fixed[i] ?? -1;
    const shape = shapes[i] ?? [];
    const size = bytes[i] ?? 0;
    if (size === 0) return fits(i + 1, capacity);
    for (let at = Math.max(0, fix); at + size <= capacity; at += alignment[i] ?? 1) {
      if (shape.every((mask, step) => ((mask << at) & (taken[step] ?? 0)) === 0)) {
        shape.forEach((mask, step) => {
          taken[step] = (taken[step] ?? 0) | (mask << at);
        });
        const good = fits(i + 1, capacity);
        shape.forEach((mask, step) => {
          taken[step] = (taken[step] ?? 0) & ~(mask << at);
        });
        if (good) return true;
      }
      if (fix >= 0) break;
    }
    return false;
  };
  for (let capacity = 0; capacity <= 30; capacity++) if (fits(0, capacity)) return capacity;
  return Number.POSITIVE_INFINITY;
}
