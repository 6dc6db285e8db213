/** A drawing of CMSIS-Stream's, taken apart. */

import type { Rate } from "../../core/dialects/dataflow/document.ts";
import type { NodeLabel } from "./labels.ts";
import type { DotEdge, DotEnd } from "./statements.ts";

/** A FIFO as it is drawn: one edge, or two with a box of its delay between. */
export interface DrawnFifo {
  readonly from: DotEnd;
  readonly to: DotEnd;
  /** Undefined where nothing is written: 1, or the end is a Duplicate's. */
  readonly made: Rate | undefined;
  readonly used: Rate | undefined;
  /** "" before scheduling. */
  readonly type: string;
  /** Samples; undefined before scheduling. */
  readonly length: number | undefined;
  readonly delay: number;
}

export interface Drawing {
  /** Ids, in the order of their statements. */
  readonly nodes: readonly string[];
  readonly labels: ReadonlyMap<string, NodeLabel>;
  /** Duplicates, which are drawn as points. */
  readonly points: ReadonlySet<string>;
  readonly fifos: readonly DrawnFifo[];
  /** Edges from constants. */
  readonly feeds: readonly DotEdge[];
}
