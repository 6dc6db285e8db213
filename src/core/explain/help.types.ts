/** What would make a plan smaller, as plain values that cross the worker boundary; whatHelps (what-helps.ts) measures them. */

import type { Settings } from "../settings.ts";

/** A right to write in place: a node by its id, positions as in ShareRight. */
export interface WriteRight {
  readonly node: string;
  readonly output: number;
  readonly input: number;
}

/** A change of the document, by ids; `editDocument` makes it. */
export type Edit =
  | { readonly kind: "allow-inplace"; readonly writes: readonly WriteRight[] }
  /** The value is taken as soon as it is made, so it need not be kept to the end. */
  | { readonly kind: "release-output"; readonly tensor: string }
  | { readonly kind: "pin"; readonly tensor: string; readonly arena: string }
  /** The value is made again by a copy of its node just before the first of `readers`, instead of being kept until then. */
  | { readonly kind: "recompute"; readonly tensor: string; readonly readers: readonly string[] }
  /** Buffers of a lifetimes document lose their fixed addresses. */
  | { readonly kind: "unfix"; readonly buffers: readonly string[] };

export type Change =
  | { readonly kind: "settings"; readonly settings: Partial<Settings> }
  | { readonly kind: "document"; readonly edit: Edit };

/** A change before it is measured. */
export interface Candidate {
  /** Stable: `place:best`, `allow-inplace:n17:0:1` … */
  readonly id: string;
  /** Says in a few words what to do: "Write n17 (Add) in place over x". */
  readonly says: string;
  readonly change: Change;
  /** What it is about: `node:ID`, `tensor:ID`, `arena:ID`. */
  readonly at: readonly string[];
  /** Id of the arena whose bytes are measured, for what moves bytes from one to another; null: all arenas together. */
  readonly of: string | null;
}

/** One change, measured by planning again with it, with at most `TRIAL_BUDGET` search steps. Bytes are those of `of`. */
export interface Help extends Candidate {
  readonly peakBefore: number;
  readonly peakAfter: number;
  /** peakBefore − peakAfter; negative when it makes things worse. */
  readonly saving: number;
  /** Lower bound with the change. */
  readonly boundAfter: number;
  /** Whether the changed plan fits its capacities. */
  readonly fits: boolean;
  /** True when a request to stop cut its search short: a longer one may find more. */
  readonly endedEarly: boolean;
}

/** Hears of each change as soon as it is measured, whether it helps or not; `tried` of `total` are done. */
export type HelpFound = (help: Help, tried: number, total: number) => void;
