/** The cells of one tile: how much of each is covered, exactly, and by which fill most. */

import { type Pieces, piecesIn } from "../../core/needs.ts";
import type { Plan } from "../../core/plan.types.ts";
import { HEAT_FIRST } from "../fills.ts";
import { spatialOf } from "../spatial-kept.ts";
import { TILE, type TilePlace, tileSpan } from "./levels.ts";

/** Row by row, the highest addresses first. */
export interface TileCells {
  /** Bytes × steps that are covered, as a share of the cell: 0 … 1 in a valid plan. */
  readonly cover: Float32Array;
  /** The fill that covers most of it; of what is meant, where something is. Meaningless where nothing covers. */
  readonly fill: Uint8Array;
  /** 1 where something that is meant covers a part; empty without a mask. */
  readonly meant: Uint8Array;
  /** Rows of the largest pieces, the largest first. */
  readonly big: Int32Array;
}

/** Fills that a storage may have. */
const KINDS = HEAT_FIRST;
/** Cells from which a piece has some pixels to itself: with cells of 1 to 2 pixels about 8 × 2 pixels. */
const BIG_WIDE = 6;
const BIG_TALL = 1.5;
/** Of a tile no more than this can have room for a rectangle of their own. */
export const MOST_BIG = 200;

/** Cover by cell and fill, for the next tile too. */
let sums = new Float32Array(0);

function sumsOf(kinds: number): Float32Array {
  const size = TILE * TILE * kinds;
  if (sums.length < size) sums = new Float32Array(size);
  else sums.fill(0, 0, size);
  return sums;
}

/** The index finds pieces; a pass over all is quicker where a tile shows more than this part of them. */
const LARGE_PART = 1 / 8;

/** Calls back with every piece that meets the tile. */
function eachPiece(plan: Plan, arena: number, place: TilePlace, each: (k: number) => void): void {
  const steps = tileSpan(place.level.steps, place.column);
  const addresses = tileSpan(place.level.bytes, place.row);
  const spatial = spatialOf(plan, arena);
  const part =
    ((steps[1] - steps[0]) / plan.steps) *
    Math.min(1, (addresses[1] - addresses[0]) / (plan.arenas[arena]?.peak ?? 1));
  if (spatial !== undefined && part < LARGE_PART) {
    spatial.visit(steps, addresses, (k) => {
      each(k);
      return false;
    });
    return;
  }
  const { count, owner, start, end, low, high, arena: arenaOf } = piecesIn(plan);
  const { offset } = plan.storages;
  for (let k = 0; k < count; k++) {
    if ((start[k] ?? 0) >= steps[1] || (end[k] ?? 0) <= steps[0] || arenaOf[k] !== arena) continue;
    const base = offset[owner[k] ?? 0] ?? 0;
    if (base + (low[k] ?? 0) < addresses[1] && base + (high[k] ?? 0) > addresses[0]) each(k);
  }
}

function areaOf(pieces: Pieces, k: number): number {
  return ((pieces.end[k] ?? 0) - (pieces.start[k] ?? 0)) * (pieces.bytes[k] ?? 0);
}

/** `fill` and `mask` by storage; the mask's storages, 1 each, are meant. */
export function tileCells(
  plan: Plan,
  arena: number,
  place: TilePlace,
  fill: Int32Array,
  mask: Uint8Array | undefined,
): TileCells {
  const kinds = mask === undefined ? KINDS : 2 * KINDS;
  const shares = sumsOf(kinds);
  const cover = new Float32Array(TILE * TILE);
  const pieces = piecesIn(plan);
  const { offset } = plan.storages;
  const [left] = tileSpan(place.level.steps, place.column);
  const [, top] = tileSpan(place.level.bytes, place.row);
  const wide = 2 ** -place.level.steps;
  const tall = 2 ** -place.level.bytes;
  const big: number[] = [];
  eachPiece(plan, arena, place, (k) => {
    const s = pieces.owner[k] ?? 0;
    const base = offset[s] ?? 0;
    const from = ((pieces.start[k] ?? 0) - left) * wide;
    const to = ((pieces.end[k] ?? 0) - left) * wide;
    const over = (top - base - (pieces.high[k] ?? 0)) * tall;
    const foot = (top - base - (pieces.low[k] ?? 0)) * tall;
    if (to - from >= BIG_WIDE && foot - over >= BIG_TALL) big.push(k);
    const x0 = Math.max(0, from);
    const x1 = Math.min(TILE, to);
    const y0 = Math.max(0, over);
    const y1 = Math.min(TILE, foot);
    const kind = (fill[s] ?? 0) + (mask?.[s] === 1 ? KINDS : 0);
    for (let row = Math.floor(y0); row < y1; row++) {
      const high = Math.min(y1, row + 1) - Math.max(y0, row);
      for (let column = Math.floor(x0); column < x1; column++) {
        const share = high * (Math.min(x1, column + 1) - Math.max(x0, column));
        const cell = row * TILE + column;
        cover[cell] = (cover[cell] ?? 0) + share;
        const at = cell * kinds + kind;
        shares[at] = (shares[at] ?? 0) + share;
      }
    }
  });
  const area = new Map(big.map((k) => [k, areaOf(pieces, k)]));
  big.sort((a, b) => (area.get(b) ?? 0) - (area.get(a) ?? 0) || a - b);
  return { cover, ...mostOf(cover, shares, kinds), big: Int32Array.from(big.slice(0, MOST_BIG)) };
}

/** The fill that covers most of each cell: among the meant ones where there are any. */
function mostOf(cover: Float32Array, shares: Float32Array, kinds: number): Pick<TileCells, "fill" | "meant"> {
  const fill = new Uint8Array(TILE * TILE);
  const meant = new Uint8Array(kinds > KINDS ? TILE * TILE : 0);
  for (let cell = 0; cell < cover.length; cell++) {
    if ((cover[cell] ?? 0) <= 0) continue;
    // the meant ones come last
    for (let first = kinds - KINDS; first >= 0; first -= KINDS) {
      let most = 0;
      for (let kind = 0; kind < KINDS; kind++) {
        const share = shares[cell * kinds + first + kind] ?? 0;
        if (share <= most) continue;
        most = share;
        fill[cell] = kind;
      }
      if (most === 0) continue;
      if (first > 0) meant[cell] = 1;
      break;
    }
  }
  return { fill, meant };
}
