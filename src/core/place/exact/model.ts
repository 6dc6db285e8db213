/** A packing as the exact search sees it: only what takes room, in units that divide all sizes, with its sections. */

import type { Packing } from "../placement.ts";
import { type Pieces, type Sections, sectionsOf } from "./sections.ts";

export interface Model {
  /** Storages that take room at some step; `row[i]` is its position in the packing. */
  readonly count: number;
  readonly row: Int32Array;
  /** Bytes: sizes, fixed offsets, alignments that matter and so all offsets worth a try are multiples of it. */
  readonly unit: number;
  /** In units, as are the next two. */
  readonly size: Float64Array;
  readonly alignment: Float64Array;
  /** −1: free. */
  readonly fixed: Float64Array;
  /** Steps it is alive. */
  readonly life: Float64Array;
  readonly sections: Sections;
  /** Units that surely suffice: all on top of each other, with alignment, above the highest fixed one. */
  readonly enough: number;
  /** True when some storage has several pieces of life. */
  readonly broken: boolean;
}

/** How storages without partial windows are alive: all of a window counts as their full size when `widen`. */
export function modelOf(packing: Packing): Model {
  const { bytes, gaps } = packing;
  const piece = { of: [] as number[], start: [] as number[], end: [] as number[] };
  const row: number[] = [];
  const life: number[] = [];
  let broken = false;
  for (let i = 0; i < packing.count; i++) {
    if ((bytes[i] ?? 0) === 0) continue;
    const before = piece.of.length;
    let alive = 0;
    const add = (from: number, to: number) => {
      if (from >= to) return;
      piece.of.push(row.length);
      piece.start.push(from);
      piece.end.push(to);
      alive += to - from;
    };
    let now = packing.start[i] ?? 0;
    if (gaps !== null) {
      for (let g = gaps.from[i] ?? 0; g < (gaps.from[i + 1] ?? 0); g++) {
        // a window that is not empty keeps the whole storage: right, only more than needed
        if ((gaps.low[g] ?? 0) < (gaps.high[g] ?? 0)) continue;
        add(now, gaps.start[g] ?? 0);
        now = Math.max(now, gaps.end[g] ?? 0);
      }
    }
    add(now, packing.end[i] ?? 0);
    if (piece.of.length === before) continue;
    if (piece.of.length > before + 1) broken = true;
    row.push(i);
    life.push(alive);
  }
  const pieces: Pieces = {
    count: piece.of.length,
    of: Int32Array.from(piece.of),
    start: Int32Array.from(piece.start),
    end: Int32Array.from(piece.end),
  };
  const unit = unitOf(packing, row);
  const inUnits = (column: Float64Array) => Float64Array.from(row, (i) => (column[i] ?? 0) / unit);
  const size = inUnits(bytes);
  const alignment = Float64Array.from(row, (i) => {
    const wanted = packing.alignment[i] ?? 1;
    return unit % wanted === 0 ? 1 : wanted / unit;
  });
  const fixed = Float64Array.from(row, (i) =>
    (packing.fixed[i] ?? -1) < 0 ? -1 : (packing.fixed[i] ?? 0) / unit,
  );
  let enough = fixed.reduce((most, at) => Math.max(most, at), 0);
  size.forEach((units, i) => {
    enough += units + (alignment[i] ?? 1) - 1;
  });
  return {
    count: row.length,
    row: Int32Array.from(row),
    unit,
    size,
    alignment,
    fixed,
    life: Float64Array.from(life),
    sections: sectionsOf(pieces, row.length),
    enough,
    broken,
  };
}

/** Of sizes and fixed offsets, and of the alignments that it is not a multiple of anyway. */
function unitOf(packing: Packing, rows: readonly number[]): number {
  let unit = 0;
  for (const i of rows) {
    unit = gcd(packing.bytes[i] ?? 0, unit);
    unit = gcd(Math.max(0, packing.fixed[i] ?? 0), unit);
  }
  if (unit === 0) return 1;
  for (let before = 0; before !== unit; ) {
    before = unit;
    for (const i of rows) {
      const wanted = packing.alignment[i] ?? 1;
      if (unit % wanted !== 0) unit = gcd(wanted, unit);
    }
  }
  return unit;
}

function gcd(a: number, b: number): number {
  let [high, low] = [a, b];
  while (low > 0) [high, low] = [low, high % low];
  return high;
}
