/** How the schedule of a dataflow graph is looked at: in loops or step by step, and which loops are unfolded. */

import { createStore } from "zustand/vanilla";
import type { LoopTree } from "../look/dataflow/loop-tree.ts";
import { dataflowAnswers } from "./dataflow.ts";
import type { Window } from "./session.ts";

export type ScheduleTime = "loops" | "steps";

interface ScheduleLooking {
  readonly time: ScheduleTime;
  /** Terms of the loop tree that are unfolded. */
  readonly open: ReadonlySet<number>;
  /** Visible columns of the picture in loops; null: all. Of that in steps the session says it. */
  readonly columns: Window | null;
}

export const scheduleLooking = createStore<ScheduleLooking>(() => ({
  time: "loops",
  open: new Set(),
  columns: null,
}));

/** Unfolds a loop, or folds it. */
export function toggleLoop(term: number): void {
  scheduleLooking.setState(({ open }) => {
    const next = new Set(open);
    if (!next.delete(term)) next.add(term);
    return { open: next, columns: null };
  });
}

/** Unfolds all loops, or none. */
export function unfoldLoops(tree: LoopTree, all: boolean): void {
  const open = all ? [...tree.count.keys()].filter((term) => (tree.count[term] ?? 1) > 1) : [];
  scheduleLooking.setState({ open: new Set(open), columns: null });
}

function sameTree(a: LoopTree | null | undefined, b: LoopTree | null | undefined): boolean {
  if (a == null || b == null || a.count.length !== b.count.length) return false;
  return a.count.every((count, k) => count === b.count[k] && a.actor[k] === b.actor[k]);
}

// numbers of terms mean nothing in another schedule
dataflowAnswers.subscribe((now, before) => {
  const [after, old] = [now.schedule.value, before.schedule.value];
  if (after !== old && !sameTree(after?.loops, old?.loops))
    scheduleLooking.setState({ open: new Set(), columns: null });
});
