/** The numbers of a schedule. */

import { countsOf } from "./ops.ts";
import type { TiledProgram } from "./program.types.ts";
import { OP, type Ops, type ScheduleStats } from "./schedule.types.ts";
import type { Sram } from "./sram.ts";
import { leastLoads } from "./uses.ts";

/** What a scheduler has counted on its way; bytes of transfers. */
export interface Tally {
  readonly ops: Ops;
  readonly sram: Sram;
  readonly eliminated: number;
  readonly evictions: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export function statsOf(program: TiledProgram, run: Tally, forward: boolean): ScheduleStats {
  const counts = countsOf(run.ops);
  return {
    graphOps: program.graphOps,
    fusedOps: program.graphOps - program.fused,
    microOps: program.microOps,
    scheduledOps: run.ops.count,
    loadsEmitted: counts[OP.load] ?? 0,
    loadsEliminated: run.eliminated,
    evictions: run.evictions,
    spillStores: counts[OP.spill] ?? 0,
    spillLoads: counts[OP.fill] ?? 0,
    bytesIn: run.bytesIn,
    bytesOut: run.bytesOut,
    peakBytes: run.sram.peak,
    highWaterBytes: run.sram.highWater,
    finalLiveBytes: run.sram.live,
    leastLoads: leastLoads(program.steps, program.tiles, forward),
  };
}
