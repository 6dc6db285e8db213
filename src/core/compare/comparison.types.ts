/** What two plans have in common and what not, in columns: plan A is the one before, B the one after. */

import type { PlanArena } from "../document.ts";
import type { Plan } from "../plan.types.ts";

/**
 * What became of a storage, the weightiest first: the first that holds is its kind. `came` is in B only, `went` in A only;
 * `grew` and `shrank` are of real bytes; `moved` is of its address; `time` of when it lives, on the common axis; `buffer`
 * says that it shares with others than before.
 */
export const KINDS = ["came", "went", "grew", "shrank", "arena", "moved", "time", "buffer", "same"] as const;
export type Kind = (typeof KINDS)[number];

/** Position of a kind in KINDS; what holds of a storage is a set of bits `1 << position`. */
export function indexOfKind(kind: Kind): number {
  return KINDS.indexOf(kind);
}

/** How the steps of two plans stand beside each other. */
export interface Axis {
  /** Columns in all. */
  readonly steps: number;
  /** Column of each step of A, ascending; likewise of B. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** True when columns are the steps themselves: the plans are of the same nodes, or name none. */
  readonly plain: boolean;
}

/** Nodes by their positions in the plan that is named. */
export interface OrderFacts {
  /** Nodes of both plans. */
  readonly common: number;
  /** Of those, the fewest that must change their place to make one order of the other; positions in B. */
  readonly moved: Int32Array;
  /** Positions in B. */
  readonly came: Int32Array;
  /** Positions in A. */
  readonly went: Int32Array;
}

/** An arena by its id, or by B's where each plan has one arena; null where that plan has none. */
export interface ArenaPair {
  readonly id: string;
  readonly a: PlanArena | null;
  readonly b: PlanArena | null;
}

/** Real bytes in each plan of the storages of one kind. */
export interface KindTotal {
  readonly kind: Kind;
  readonly storages: number;
  readonly aBytes: number;
  readonly bBytes: number;
}

export interface Comparison {
  readonly a: Plan;
  readonly b: Plan;
  /** For each storage of A its counterpart in B, and the other way round; −1 without one. */
  readonly inB: Int32Array;
  readonly inA: Int32Array;
  /** All that holds, as bits by position in KINDS, a row a storage of A and of B. */
  readonly bitsA: Uint16Array;
  readonly bitsB: Uint16Array;
  /** The weightiest of that, as a position in KINDS. */
  readonly kindA: Uint8Array;
  readonly kindB: Uint8Array;
  /** One a kind, in the order of KINDS; every storage is counted once. */
  readonly totals: readonly KindTotal[];
  readonly axis: Axis;
  readonly order: OrderFacts;
  readonly arenas: readonly ArenaPair[];
}
