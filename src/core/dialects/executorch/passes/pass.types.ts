/** What a pass over an edge graph is: one file, one row of the table, one stop of the stepper. */

import type { Result } from "../../../result.ts";
import type { EdgeGraph } from "../edge/edge.types.ts";

/** What passes go by; the planner's own options are apart. */
export interface PassOptions {
  /** How far a dimension that hangs on symbols goes: as its bound says, as in the example, or left to the runtime. */
  readonly dynamic: "constraint" | "hint" | "runtime";
  /** Operators that may write in place, by name; "all": every one that the document gives the right to. */
  readonly reinplace: readonly string[] | "all";
  /** With the defects of the original. */
  readonly compat: boolean;
  /** Copies between the processor and delegates of another device. */
  readonly deviceAware: boolean;
  /** No copies of the method's inputs to a device; of its outputs from one. */
  readonly skipInputCopies: boolean;
  readonly skipOutputCopies: boolean;
  /** Constants that are kept outside of the file: ids of tensors, or all. */
  readonly outside: readonly string[] | "all";
}

export interface Change {
  /** One short sentence. */
  readonly says: string;
  /** Ids of nodes of the edge graph that it is about. */
  readonly at: readonly string[];
}

export interface Passed {
  readonly graph: EdgeGraph;
  readonly changes: readonly Change[];
}

export interface Pass {
  /** Stable kebab-case word. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what it changes for planning. */
  readonly says: string;
  /** Whether it is on unless a person says otherwise. */
  readonly initial: boolean;
  /** Ids of passes without which it has nothing to work on. */
  readonly needs?: readonly string[];
  /** Whether it runs over the bodies of control nodes, too. */
  readonly deep: boolean;
  /** Fails with the causes that ExecuTorch names. */
  readonly run: (graph: EdgeGraph, options: PassOptions) => Result<Passed>;
}
