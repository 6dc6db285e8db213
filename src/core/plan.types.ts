/**
 * A plan in columns: what planners make, what pictures read, what crosses the worker boundary as one transfer.
 * What each number counts is fixed in docs/decisions/0001-numbers-of-a-plan.md (binding: read it).
 */

import type { Diagnostic, PlanArena, PlanFifo, PlanStats } from "./document.ts";
import type { Conflicts, Gaps } from "./place/placement.ts";
import type { Settings } from "./settings.ts";

/** Lists of indices, one list a row, end to end: row i is `items[from[i]] … items[from[i + 1] - 1]`. */
export interface Lists {
  readonly from: Int32Array;
  readonly items: Int32Array;
}

/** One row a storage. Lifetimes are half open, in steps; sizes and offsets are bytes. */
export interface StorageColumns {
  readonly count: number;
  readonly id: readonly string[];
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Real bytes. */
  readonly bytes: Float64Array;
  /** Bytes rounded up to the arena's alignment: what it occupies. */
  readonly padded: Float64Array;
  readonly alignment: Float64Array;
  /** Index into `Plan.arenas`. */
  readonly arena: Int32Array;
  readonly offset: Float64Array;
  /** Index into `Plan.buffers`. */
  readonly buffer: Int32Array;
  /** Index of the tensor that gives it its name and colour; −1 for the scratch of a node. */
  readonly tensor: Int32Array;
  /** Index of the node whose scratch it is; −1 otherwise. */
  readonly workspaceOf: Int32Array;
  /** Tensors that live in it, by index. */
  readonly tensors: Lists;
  /** When they need fewer bytes, real ones, as the document says; null when none does. Pieces (needs.ts) come of it. */
  readonly gaps: Gaps | null;
}

/** One row a tensor of the document (a buffer of a lifetimes document). */
export interface TensorColumns {
  readonly count: number;
  readonly id: readonly string[];
  /** Storage index; −1 when it is not planned (a constant outside the arena, …). */
  readonly storage: Int32Array;
  /** Bytes from the start of its storage. */
  readonly byteOffset: Float64Array;
  readonly bytes: Float64Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** One row a buffer (a distinct allocation). */
export interface BufferColumns {
  readonly count: number;
  readonly id: readonly string[];
  readonly arena: Int32Array;
  readonly offset: Float64Array;
  readonly bytes: Float64Array;
  /** Its tenants in time order. */
  readonly storages: Lists;
}

/** A step function: `bytes[i]` holds on steps [step[i], step[i + 1]); the last row is the end, with 0 bytes. */
export interface Curve {
  readonly step: Int32Array;
  readonly bytes: Float64Array;
}

/** What the plan names of its nodes; a lifetimes document has none. */
export interface NodeColumns {
  readonly count: number;
  readonly id: readonly string[];
  /** Node index at each step. */
  readonly order: Int32Array;
  /** Step of each node. */
  readonly step: Int32Array;
}

/** How the search for this plan went; all zero when nothing had to be searched. */
export interface Search {
  /** Search steps spent on addresses, over all arenas. */
  readonly placeSteps: number;
  /** Search steps spent on the order. */
  readonly orderSteps: number;
  /** True when no order has a lower peak of live bytes than this one. */
  readonly orderProven: boolean;
  /** No order has a lower peak of live bytes; 0 when not known. */
  readonly orderBound: number;
  /** Of a dataflow graph, the way its schedule was found (dialects/dataflow/ours/schedules.ts has most of them). */
  readonly way?: string | undefined;
  /** True when a time limit or a person ended a search before its budget: the same settings may then give another plan. */
  readonly endedEarly: boolean;
}

export const NO_SEARCH: Search = {
  placeSteps: 0,
  orderSteps: 0,
  orderProven: false,
  orderBound: 0,
  endedEarly: false,
};

export interface Plan {
  readonly name: string;
  readonly kind: "graph" | "lifetimes";
  readonly settings: Settings;
  /** One more than the last step at which anything is alive or runs. */
  readonly steps: number;
  readonly nodes: NodeColumns;
  readonly tensors: TensorColumns;
  readonly storages: StorageColumns;
  readonly buffers: BufferColumns;
  readonly arenas: readonly PlanArena[];
  /** Live bytes (padded) over time, one curve an arena. */
  readonly live: readonly Curve[];
  /**
   * Of a plan that holds in any order, one list an arena: storages of which no two may ever share, whose padded bytes
   * add up to the lower bound. Null in a plan by schedule.
   */
  readonly antichains: readonly Int32Array[] | null;
  /** Who may not share in any order; null in a plan by schedule, in an imported one, and where it would be too large to hand on. */
  readonly conflicts: Conflicts | null;
  readonly search: Search;
  readonly stats: PlanStats;
  readonly diagnostics: readonly Diagnostic[];
  /** Of a plan of a dataflow graph: nodes are firings there, and tensors FIFOs. */
  readonly fifos?: readonly PlanFifo[] | undefined;
  /** True when this came from a file rather than from a planner. */
  readonly imported: boolean;
}
