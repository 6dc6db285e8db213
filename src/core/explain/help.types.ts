/** What would make a plan smaller, as plain values that cross the worker boundary; whatHelps (what-helps.ts) measures them. */

import type { Settings } from "../settings.ts";

/** A change of the document, by ids; `editDocument` makes it. */
export type Edit =
  /** Lets an output of a node be written over one of its inputs: positions as in ShareRight. */
  | { readonly kind: "allow-inplace"; readonly node: string; readonly output: number; readonly input: number }
  /** The value is taken as soon as it is made, so it need not be kept to the end. */
  | { readonly kind: "release-output"; readonly tensor: string }
  | { readonly kind: "pin"; readonly tensor: string; readonly arena: string }
  /** The value is made again by a copy of its node just before `reader`, instead of being kept until then. */
  | { readonly kind: "recompute"; readonly tensor: string; readonly reader: string }
  /** A buffer of a lifetimes document loses its fixed address. */
  | { readonly kind: "unfix"; readonly buffer: string };

export type Change =
  | { readonly kind: "settings"; readonly settings: Partial<Settings> }
  | { readonly kind: "document"; readonly edit: Edit };

/** One change, measured by planning again with it. Bytes are sums over the arenas. */
export interface Help {
  /** Stable: `place:best`, `allow-inplace:n17:0:1` … */
  readonly id: string;
  /** Says in a few words what to do: "Write n17 (Add) in place over x". */
  readonly says: string;
  readonly change: Change;
  /** What it is about: `node:ID`, `tensor:ID`, `arena:ID`. */
  readonly at: readonly string[];
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
