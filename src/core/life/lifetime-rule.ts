/** The seam for rules of lifetimes: from an ordered graph to an interval for each tensor; a storage lives while any of its tensors does. */

import type { Graph } from "../graph.ts";
import type { Choice, Settings } from "../settings.ts";

/** Half open, in steps; one row a tensor, every interval at least one step long. */
export interface Lifetimes {
  readonly start: Int32Array;
  readonly end: Int32Array;
}

export interface LifetimeRule extends Choice {
  /** `step` is the position of each node in the order. */
  readonly run: (graph: Graph, step: Int32Array, settings: Settings) => Lifetimes;
  /** False when the rule gives every tensor memory of its own: no view and no write in place shares any. */
  readonly shares: boolean;
  /** Set when a plan must hold in every order: lives are then for drawing, and dependencies decide who may share. */
  readonly anyOrder?: true;
}
