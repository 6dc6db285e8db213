/** The seam for placements: one arena's storages in columns, offsets out. A placement is one file and one line in index.ts. */

import type { Choice } from "../settings.ts";
import type { Watch } from "../watch.ts";

/**
 * Times in a storage's life when it needs fewer bytes, or none: of storage i the rows [from[i], from[i + 1]). On steps
 * [start, end) it occupies only its bytes [low, high); nothing when they are equal. Rows of one storage lie inside its
 * life, ascending, apart from each other.
 */
export interface Gaps {
  readonly from: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Who may not share bytes whatever the times say: bit j of row i, rows of `words` 32-bit words; symmetric, no diagonal. */
export interface Conflicts {
  readonly words: number;
  readonly bits: Uint32Array;
  /** Who does not conflict is in no order either, so chains mean nothing (reuse/exclusive.ts). */
  readonly mixed?: true | undefined;
}

/** One arena's packing problem. Lifetimes half open, in steps; bytes already rounded up to the arena's alignment. */
export interface Packing {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly bytes: Float64Array;
  /** Of each offset, bytes, ≥ 1. */
  readonly alignment: Float64Array;
  /** A fixed offset, or −1. */
  readonly fixed: Float64Array;
  /** Bytes; Infinity when there is no limit. */
  readonly capacity: number;
  /** No placement can do better: max over steps of live bytes, or the heaviest set of which no two may share. */
  readonly lowerBound: number;
  /** Null: everyone needs all bytes for the whole life. Who does not look at them makes a right plan, only a larger one. */
  readonly gaps: Gaps | null;
  /** Not null when the plan must hold in any order: then these decide who may share, and times decide nothing. */
  readonly conflicts: Conflicts | null;
  readonly seed: number;
  /** How many search steps may be spent, so that the same settings give the same plan on every machine. */
  readonly budget: number;
}

export interface Placed {
  /** Bytes, one per storage of the packing. */
  readonly offset: Float64Array;
  /** True only when the search proved that no smaller peak exists (equality with the bound is seen by the caller). */
  readonly proven: boolean;
  /** In bytes: the search proved that no placement has a lower peak; absent: nothing beyond the packing's lower bound. */
  readonly floor?: number;
  /** Search steps spent; absent: it did not search. */
  readonly steps?: number;
  /** True when `watch.stop` ended the search before its budget. */
  readonly endedEarly?: boolean;
}

/** Hears of each better placement while a search goes on; the offsets are its to keep. */
export type Better = (offset: Float64Array) => void;

export interface Placement extends Choice {
  /** Set when it needs times: it cannot place what must hold in any order. */
  readonly needsTimes?: true;
  /** Set when it packs into the gaps of others; else all keep their bytes for their whole lives. */
  readonly usesGaps?: true;
  /** Never fails: a packing over capacity is a plan that does not fit, and the caller says so. */
  readonly run: (packing: Packing, watch: Watch, better?: Better) => Placed;
}
