/** What the page shows of ExecuTorch's planners over one method, and of ours on the same lives. */

import type { Diagnostic } from "../../core/document.ts";
import type { Problem } from "../../core/result.ts";

/** A way to plan that a person can choose. */
export type WayId = "greedy" | "naive" | "suite" | "position-greedy" | "gap-greedy" | "vulkan";

/** What one way makes of the method. */
export interface WayRow {
  readonly id: WayId;
  /** Why it gives no plan; null where it gives one. */
  readonly problem: Problem | null;
  /** Bytes of each arena, from 1 up. */
  readonly sizes: readonly number[];
  /** Their sum. */
  readonly total: number;
  /** Pairs of tensors that have bytes in common. */
  readonly reusePairs: number;
}

/** One tensor that is planned, in the order in which the graph collects them. */
export interface SpecRow {
  readonly order: number;
  readonly name: string;
  readonly bytes: number;
  /** Positions in the list of nodes, both inside its life. */
  readonly first: number;
  readonly last: number;
  /** By the way that is chosen. Null: it gives no plan. */
  readonly arena: number | null;
  readonly offset: number | null;
  /** Number of its shared object; null where the way knows none. */
  readonly object: number | null;
  /** Where our planner puts it; null: it gives no plan. */
  readonly ours: number | null;
}

export interface PlanningView {
  readonly way: WayId;
  readonly ways: readonly WayRow[];
  readonly specs: readonly SpecRow[];
  /** Ours on the same lives. */
  readonly ours: {
    readonly sizes: readonly number[];
    readonly total: number;
    /** No placement of these lives is smaller. */
    readonly proven: boolean;
  };
  /** Bytes below which no placement of these lives can go, over all arenas. */
  readonly bound: number;
  /** Bytes after the end of each arena, for a delegate that reads past ends. */
  readonly extraPadding: number;
  /** Quirks that took effect, and what verification found. */
  readonly findings: readonly Diagnostic[];
  /** Shared tensors by their ids in the method: what the picture calls them. */
  readonly elsewhere: Readonly<Record<string, string>>;
}
