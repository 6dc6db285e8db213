/** References for tests: slow, plain, and written without a look at what they are compared with. */

import type { Packing } from "../place/placement.ts";

export interface Block {
  readonly start: number;
  readonly end: number;
  readonly bytes: number;
  readonly offset: number;
}

/** Pairs that are alive together and share an address, by comparing all with all. */
export function overlaps(blocks: readonly Block[]): [number, number][] {
  const found: [number, number][] = [];
  blocks.forEach((a, i) => {
    blocks.slice(0, i).forEach((b, j) => {
      const time = a.start < b.end && b.start < a.end;
      const place = a.offset < b.offset + b.bytes && b.offset < a.offset + a.bytes;
      if (time && place && a.bytes > 0 && b.bytes > 0) found.push([j, i]);
    });
  });
  return found;
}

/** Live bytes at each step from 0 to `steps` − 1, one loop a step. */
export function liveByStep(blocks: readonly Omit<Block, "offset">[], steps: number): number[] {
  return Array.from({ length: steps }, (_, step) =>
    blocks.reduce((sum, b) => sum + (b.start <= step && step < b.end ? b.bytes : 0), 0),
  );
}

export function blocksOf(packing: Packing, offset: ArrayLike<number>): Block[] {
  return Array.from({ length: packing.count }, (_, i) => ({
    start: packing.start[i] ?? 0,
    end: packing.end[i] ?? 0,
    bytes: packing.bytes[i] ?? 0,
    offset: offset[i] ?? 0,
  }));
}

export function peakOf(blocks: readonly Block[]): number {
  return blocks.reduce((peak, b) => Math.max(peak, b.bytes === 0 ? 0 : b.offset + b.bytes), 0);
}

/**
 * The least peak of all, by trying every sequence with each storage at the lowest address it can have: one of them is
 * the best packing pushed down. Only for a handful, all without fixed offsets.
 */
export function leastPeak(packing: Packing): number {
  const blocks = blocksOf(packing, []).map((b, i) => ({ ...b, alignment: packing.alignment[i] ?? 1 }));
  const search = (placed: readonly Block[], left: readonly (typeof blocks)[number][]): number => {
    if (left.length === 0) return peakOf(placed);
    return Math.min(
      ...left.map((block) => {
        let offset = 0;
        while (overlaps([...placed, { ...block, offset }]).length > 0) offset += block.alignment;
        return search(
          [...placed, { ...block, offset }],
          left.filter((other) => other !== block),
        );
      }),
    );
  };
  return search([], blocks);
}

/** A packing from rows of [start, end, bytes], then alignment and fixed offset if wanted. */
export function packingOf(rows: readonly (readonly [number, number, number, number?, number?])[]): Packing {
  const live = liveByStep(
    rows.map(([start, end, bytes]) => ({ start, end, bytes })),
    Math.max(0, ...rows.map((row) => row[1])),
  );
  return {
    count: rows.length,
    start: Int32Array.from(rows, (row) => row[0]),
    end: Int32Array.from(rows, (row) => row[1]),
    bytes: Float64Array.from(rows, (row) => row[2]),
    alignment: Float64Array.from(rows, (row) => row[3] ?? 1),
    fixed: Float64Array.from(rows, (row) => row[4] ?? -1),
    capacity: Number.POSITIVE_INFINITY,
    lowerBound: Math.max(0, ...live),
    gaps: null,
    conflicts: null,
    seed: 1,
    budget: 100_000,
  };
}
