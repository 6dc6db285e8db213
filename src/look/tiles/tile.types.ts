/** What the page asks a worker for, to show a large arena, and what it gets. */

import type { ColourBy, HeatMode } from "../look.types.ts";
import type { Range, TilePlace } from "./levels.ts";

export interface TileAsk extends TilePlace {
  readonly arena: number;
  readonly by: ColourBy;
  readonly heat: HeatMode;
  /** Number of the mask (MaskAsk) whose storages stand out; 0: none. */
  readonly mask: number;
  /** Red, green, blue of every fill (fills.ts), in turn. */
  readonly palette: Uint8Array;
}

/** Storages that stand out in the tiles that name `version`. */
export interface MaskAsk {
  readonly version: number;
  /** 1 for each storage that does. */
  readonly mask: Uint8Array;
}

export interface Tile {
  /** Red, green, blue, opacity of each cell, row by row, the highest addresses first. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Rows of the largest pieces (needs.ts), the largest first: those that have some pixels to themselves. */
  readonly big: Int32Array;
  /** The number at which the scale of a heat mode ends; 0 without one. */
  readonly top: number;
}

/** A window of which somebody wants to know how many storages meet it. */
export interface CountAsk {
  readonly arena: number;
  readonly steps: Range;
  readonly addresses: Range;
}
