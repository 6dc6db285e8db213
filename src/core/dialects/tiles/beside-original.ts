/** What the original makes of the same graph in the same scratchpad, on the same two lanes. */

import type { GraphDocument } from "../../document.ts";
import { simulateLanes } from "./lanes.ts";
import { lowerGraph } from "./lower.ts";
import { countsOf } from "./ops.ts";
import { isForOriginal, scheduleAsOriginal } from "./original.ts";
import { proveSchedule } from "./prove.ts";
import { OP } from "./schedule.types.ts";
import type { TilingSettings } from "./tile-graph.ts";

export interface BesideOriginal {
  readonly loads: number;
  readonly makespan: number;
  /** EXECs that it gets wrong. */
  readonly corrupt: number;
}

/** More micro-ops are not scheduled twice for a number beside. */
const MOST_MICRO_OPS = 300_000;

/** "gives up": the scratchpad is too small for it; null: it does not take the graph, or that would take too long. */
export function besideOriginal(
  document: GraphDocument,
  settings: TilingSettings,
): BesideOriginal | "gives up" | null {
  const { tile, loopOrder, elements = "own", capacity, alignment, costs } = settings;
  if (loopOrder !== "mnk") return null;
  const lowered = lowerGraph(document, {
    tile,
    loopOrder,
    elements,
    padded: true,
    fuse: true,
    original: true,
  });
  if (!lowered.ok) return null;
  const program = lowered.value;
  // what it drops it does not do: its times say nothing beside ours
  if (!isForOriginal(program) || program.dropped.length > 0 || program.microOps > MOST_MICRO_OPS) return null;
  const run = scheduleAsOriginal(program, capacity, alignment, false);
  if (run.error !== undefined) return "gives up";
  return {
    loads: countsOf(run.ops)[OP.load] ?? 0,
    makespan: simulateLanes(program, run.ops, capacity, costs).makespan,
    corrupt: proveSchedule(program, run.ops, capacity).corrupt,
  };
}
