/** A tiled graph as the page shows it: the schedule, and what finds its parts quickly. Made in a worker. */

import type { BesideOriginal } from "../../core/dialects/tiles/beside-original.ts";
import type { Tiled } from "../../core/dialects/tiles/tile-graph.ts";

export type TiledMade = Extract<Tiled, { readonly feasible: true }>;
export type TiledRefused = Extract<Tiled, { readonly feasible: false }>;

/** What a tile is in the scratchpad for: as left, right or third operand, or as the one that is worked on. */
export const ROLE = { a: 0, b: 1, d: 2, sum: 3 } as const;

/** Flags of a residency: it came back from its private place, went there, or had to go before its next use. */
export const HOW = { filled: 1, spilled: 2, evicted: 4 } as const;

/** None, of an eviction or a residency. */
export const NONE = -1;

/** One row each time that a tile is in the scratchpad, by the operation that it begins at. */
export interface Residencies {
  readonly count: number;
  readonly tile: Int32Array;
  /** Bytes, both. */
  readonly address: Float64Array;
  readonly bytes: Float64Array;
  /** Positions in the schedule, half-open. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** One of ROLE. */
  readonly role: Uint8Array;
  /** Flags of HOW. */
  readonly how: Uint8Array;
  /** Position in `evictions` of the one that ended it; NONE. */
  readonly eviction: Int32Array;
  /** Which of two generations of buffers it belongs to; −1: not said. */
  readonly buffer: Int8Array;
}

/** Places at which it is written down who is there, so that nobody has to look from the beginning. */
export interface Checkpoints {
  /** First residency that is not before the place. */
  readonly first: Int32Array;
  /** Position in the schedule. */
  readonly op: Int32Array;
  /** Those that began before and are there: `there` from `start[i]` to `start[i + 1]`. */
  readonly start: Int32Array;
  readonly there: Int32Array;
}

/** Operations of a lane in the order in which they begin. */
export interface LaneIndex {
  readonly ops: Int32Array;
  /** Time that the lane was busy before each, and in all at the end. */
  readonly busy: Float64Array;
}

export interface ScratchpadIndex {
  readonly residencies: Residencies;
  readonly checkpoints: Checkpoints;
  /** Of each operation the residency of the tile that is moved, or worked on; NONE. */
  readonly of: Int32Array;
  readonly dma: LaneIndex;
  readonly compute: LaneIndex;
}

/** What the worker answers. */
export type Tiling =
  | {
      readonly tiled: TiledMade;
      readonly index: ScratchpadIndex;
      readonly original: BesideOriginal | "gives up" | null;
    }
  | { readonly tiled: TiledRefused; readonly index: null };
