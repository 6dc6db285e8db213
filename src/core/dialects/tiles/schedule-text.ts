/** A whole schedule as text: the original's lines, and the numbers under them. */

import { formatCount } from "../../units.ts";
import { needsText, opText } from "./text.ts";
import type { Tiled } from "./tile-graph.ts";

/** The operations, a line each, and the numbers under them; or why there is no schedule. */
export function scheduleText(tiled: Tiled): string {
  const { program } = tiled;
  if (!tiled.feasible) return `${tiled.needs === null ? tiled.error : needsText(program, tiled.needs)}\n`;
  const { ops, stats, bubbles } = tiled.schedule;
  const lines = Array.from({ length: ops.count }, (_, i) => opText(program, ops, i));
  const n = formatCount;
  lines.push(
    "",
    `${n(stats.graphOps)} ops, ${n(stats.fusedOps)} after fusion, ${n(stats.microOps)} micro-ops, ${n(stats.scheduledOps)} scheduled`,
    `${n(stats.loadsEmitted)} loads emitted (at least ${n(stats.leastLoads)}), ${n(stats.loadsEliminated)} eliminated, ${n(stats.evictions)} evictions, ${n(stats.spillStores)} spills`,
    `${n(stats.bytesIn)} B in, ${n(stats.bytesOut)} B out; peak ${n(stats.peakBytes)} B, up to address ${n(stats.highWaterBytes)}, ${n(stats.finalLiveBytes)} B live at the end`,
    `makespan ${n(tiled.lanes.makespan)} of ${n(tiled.lanes.serial)} units in two lanes, ${n(bubbles)} bubbles`,
  );
  if (program.dropped.length > 0)
    lines.push(`The original drops ${program.dropped.join(", ")}: what reads them reads nothing.`);
  for (const { op, message } of tiled.proof.faults) lines.push(`WRONG at operation ${n(op)}: ${message}`);
  return `${lines.join("\n")}\n`;
}
