/** A packing as the exact search sees it: only what takes room, in units that divide all sizes, with its sections. */

import { greatestCommon } from "../../align.ts";
import type { Packing } from "../placement.ts";
import { type Pairs, pairsOf } from "./pairs.ts";
import { type Members, membersOf, type Pieces, type Sections, sectionsOf } from "./sections.ts";

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
  /** The largest of sizes, alignments and fixed offsets, in units. */
  readonly largest: number;
  /** Units that surely suffice: all on top of each other, with alignment, above the highest fixed one. */
  readonly enough: number;
  /** True when some storage has several pieces of life. */
  readonly broken: boolean;
  /** True when some storage needs only a part of its bytes for a time; the model gives it all of them. */
  readonly windows: boolean;
}

/** Who is alive when and with whom; its size goes by the pairs. */
export interface Grid {
  readonly members: Members;
  readonly pairs: Pairs;
}

/** Null when it is more than memory should hold. */
export function gridOf({ sections, count }: Model): Grid | null {
  const members = membersOf(sections);
  const pairs = members && pairsOf(sections, count);
  return members && pairs && { members, pairs };
}

export function modelOf(packing: Packing): Model {
  const { bytes, gaps } = packing;
  const piece = { of: [] as number[], start: [] as number[], end: [] as number[] };
  const row: number[] = [];
  const life: number[] = [];
  let broken = false;
  let windows = false;
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
        if ((gaps.low[g] ?? 0) < (gaps.high[g] ?? 0)) {
          windows = true;
          continue;
        }
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
  const unit = unitOf(packing, row, windows);
  const inUnits = (column: Float64Array) => Float64Array.from(row, (i) => (column[i] ?? 0) / unit);
  const size = inUnits(bytes);
  const alignment = Float64Array.from(row, (i) => {
    const wanted = packing.alignment[i] ?? 1;
    return unit % wanted === 0 ? 1 : wanted / unit;
  });
  const fixed = Float64Array.from(row, (i) =>
    (packing.fixed[i] ?? -1) < 0 ? -1 : (packing.fixed[i] ?? 0) / unit,
  );
  const largest = [size, alignment, fixed].reduce(
    (most, column) => column.reduce((larger, units) => Math.max(larger, units), most),
    0,
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
    largest,
    enough,
    broken,
    windows,
  };
}

/** Of sizes, windows and fixed offsets, and of the alignments that it is not a multiple of anyway. */
function unitOf(packing: Packing, rows: readonly number[], windows: boolean): number {
  const { gaps } = packing;
  let unit = 0;
  if (windows && gaps !== null)
    for (let g = 0; g < gaps.low.length; g++)
      unit = greatestCommon(gaps.low[g] ?? 0, greatestCommon(gaps.high[g] ?? 0, unit));
  for (const i of rows) {
    unit = greatestCommon(packing.bytes[i] ?? 0, unit);
    unit = greatestCommon(Math.max(0, packing.fixed[i] ?? 0), unit);
  }
  if (unit === 0) return 1;
  for (let before = 0; before !== unit; ) {
    before = unit;
    for (const i of rows) {
      const wanted = packing.alignment[i] ?? 1;
      if (unit % wanted !== 0) unit = greatestCommon(wanted, unit);
    }
  }
  return unit;
}
