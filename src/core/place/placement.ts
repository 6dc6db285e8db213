/** The seam for placements: one arena's storages in columns, offsets out. A placement is one file and one line in index.ts. */

import type { Choice } from "../settings.ts";
import type { Watch } from "../watch.ts";

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
  /** Max over steps of live bytes: no placement can do better. */
  readonly lowerBound: number;
  readonly seed: number;
}

export interface Placed {
  /** Bytes, one per storage of the packing. */
  readonly offset: Float64Array;
  /** True only when the search proved that no smaller peak exists (equality with the bound is seen by the caller). */
  readonly proven: boolean;
}

export interface Placement extends Choice {
  /** Never fails: a packing over capacity is a plan that does not fit, and the caller says so. */
  readonly run: (packing: Packing, watch: Watch) => Placed;
}
