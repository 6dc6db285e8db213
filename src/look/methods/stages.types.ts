/** What the page shows of a method's way through ExecuTorch's passes. */

import type { Change } from "../../core/dialects/executorch/passes/pass.types.ts";
import type { Problem } from "../../core/result.ts";
import type { NodeRow } from "./node-rows.ts";

/** Of a graph between two passes. */
export interface StageFacts {
  readonly nodes: number;
  /** Nodes that are the memory of another. */
  readonly views: number;
  /** Operators that write over memory that was there before them. */
  readonly inPlace: number;
  /** Tensors that the planner would give bytes. */
  readonly planned: number;
  /** Sum of their bytes. */
  readonly bytes: number;
  /** Bytes of all arenas, planned as the options say; null: there is no plan, or making one for each pass would take long. */
  readonly arenas: number | null;
}

export interface Stage {
  /** Id of the pass. */
  readonly id: string;
  readonly title: string;
  readonly says: string;
  /** Whether it is wanted. */
  readonly on: boolean;
  /** Whether it is unless a person says otherwise. */
  readonly initial: boolean;
  /** Why it does nothing though it is wanted. */
  readonly why: string | null;
  /** The first of them. */
  readonly changes: readonly Change[];
  readonly changeCount: number;
  readonly before: StageFacts;
  readonly after: StageFacts;
}

export interface StagesView {
  readonly stages: readonly Stage[];
  /** Why the passes went no further. */
  readonly problem: Problem | null;
  /** Shared tensors by their ids in the method: what the picture calls them. */
  readonly elsewhere: Readonly<Record<string, string>>;
}

/** The node list before and after one pass. */
export interface PassNodes {
  readonly pass: string;
  readonly rows: readonly NodeRow[];
  /** Positions in the list after. */
  readonly length: number;
}
