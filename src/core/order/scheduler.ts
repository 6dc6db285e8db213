/** The seam for orders: a graph in, a topological order of its nodes out. */

import type { Graph } from "../graph.ts";
import type { Result } from "../result.ts";
import type { Choice, Settings } from "../settings.ts";
import type { Watch } from "../watch.ts";

export interface OrderTask {
  readonly graph: Graph;
  readonly settings: Settings;
  /** False when every tensor has memory of its own (TFLM's lifetimes): neither views nor in-place share any. */
  readonly shares: boolean;
  /** Alignment of each arena in bytes, settings applied: sizes are rounded up to it. */
  readonly alignments: readonly number[];
  /** Node index at each step → most live bytes of the plan made in this order (padded; each arena's most, summed). */
  readonly livePeak: (order: Int32Array) => number;
  /** Node index at each step → peak of the arenas, summed, as the chosen placement makes them. Much slower. */
  readonly arenaPeak: (order: Int32Array) => number;
}

export interface Ordered {
  /** Node index at each step. */
  readonly order: Int32Array;
  /** True only when it is proven that no order has less `livePeak`. */
  readonly proven?: boolean;
  /** In bytes: no order has a smaller `livePeak`. Absent: not known. */
  readonly bound?: number;
  /** Search steps spent; absent: it did not search. */
  readonly steps?: number;
  /** True when `watch.stop` ended the search before its budget. */
  readonly endedEarly?: boolean;
}

export interface Scheduler extends Choice {
  /** Fails when the document's given order is not one, naming the nodes. */
  readonly run: (task: OrderTask, watch: Watch) => Result<Ordered>;
}
