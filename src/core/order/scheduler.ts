/** The seam for orders: a graph in, a topological order of its nodes out. */

import type { Graph } from "../graph.ts";
import type { Result } from "../result.ts";
import type { Choice } from "../settings.ts";
import type { Watch } from "../watch.ts";

export interface Scheduler extends Choice {
  /** Node index at each step. Fails when the document's given order is not one, naming the nodes. */
  readonly run: (graph: Graph, seed: number, watch: Watch) => Result<Int32Array>;
}
