/** Sequences in which greedy placements take the storages of a packing; ties end at the position, so each is one sequence. */

import type { Packing } from "./placement.ts";

/** Those that bring their own offset, in the order of the request. */
export function fixedOnes(packing: Packing): number[] {
  return positions(packing).filter((i) => (packing.fixed[i] ?? -1) >= 0);
}

/** Positions of those without a fixed offset: earlier starts first, then longer lived, then position. */
export function byStart(packing: Packing): number[] {
  const { start, end } = packing;
  return freeOnes(packing).sort(
    (a, b) => (start[a] ?? 0) - (start[b] ?? 0) || (end[b] ?? 0) - (end[a] ?? 0) || a - b,
  );
}

/** Positions of those without a fixed offset: larger first; equal ones by start, then position. */
export function bySize(packing: Packing): number[] {
  const { bytes, start } = packing;
  return freeOnes(packing).sort(
    (a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0) || (start[a] ?? 0) - (start[b] ?? 0) || a - b,
  );
}

/** Positions of those without a fixed offset: larger first; of equal ones the later in the request. */
export function bySizeLaterFirst(packing: Packing): number[] {
  const { bytes } = packing;
  return freeOnes(packing).sort((a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0) || b - a);
}

function freeOnes(packing: Packing): number[] {
  return positions(packing).filter((i) => (packing.fixed[i] ?? -1) < 0);
}

function positions(packing: Packing): number[] {
  return Array.from({ length: packing.count }, (_, i) => i);
}
