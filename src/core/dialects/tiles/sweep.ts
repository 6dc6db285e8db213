/** LOADs by the size of the scratchpad, for each policy and for the original. */

import { alignUp } from "../../align.ts";
import type { GraphDocument } from "../../document.ts";
import { ok, type Result } from "../../result.ts";
import { scheduleDouble } from "./double-buffer.ts";
import { lowerGraph } from "./lower.ts";
import { countsOf } from "./ops.ts";
import { isForOriginal, scheduleAsOriginal } from "./original.ts";
import type { TiledProgram } from "./program.types.ts";
import { proveSchedule } from "./prove.ts";
import { scheduleTiles } from "./schedule.ts";
import { OP, POLICIES } from "./schedule.types.ts";
import type { TilingSettings } from "./tile-graph.ts";
import { leastLoads } from "./uses.ts";

export interface SweepPoint {
  /** Bytes. */
  readonly capacity: number;
  /** LOADs by POLICIES; null: it does not fit. */
  readonly loads: readonly (number | null)[];
  /** Of the original; null: it gives up (`error` says why), or does not take this graph at all. */
  readonly original: {
    readonly loads: number;
    /** EXECs that it gets wrong. */
    readonly corrupt: number;
    /** Position of the first operation that is wrong; null: none. */
    readonly firstWrong: number | null;
  } | null;
  /** Why the original gives up; null when it does not, or does not take this graph. */
  readonly error: string | null;
}

export interface Sweep {
  /** Bytes of the largest tile with alignment: sizes are multiples of it. */
  readonly unit: number;
  readonly least: number;
  /** Whether the original takes this graph. */
  readonly forOriginal: boolean;
  /** By capacity. */
  readonly points: readonly SweepPoint[];
}

/** Sizes that are tried, at most; with more micro-ops fewer, so that no sweep takes longer than some ten schedules of a million. */
const MOST_SIZES = 40;
const LEAST_SIZES = 6;
const MOST_WORK = 4_000_000;

/** Multiples of the tile from 2 up to where nothing changes any more; thinned out evenly by ratio when there are many. */
export function sizesOf(most: number, microOps: number): readonly number[] {
  const room = Math.max(LEAST_SIZES, Math.min(MOST_SIZES, Math.floor(MOST_WORK / Math.max(1, microOps * 4))));
  const top = Math.max(3, most);
  if (top - 1 <= room) return Array.from({ length: top - 1 }, (_, i) => i + 2);
  const all = Array.from({ length: room }, (_, i) => Math.round(2 * (top / 2) ** (i / (room - 1))));
  return [...new Set(all)];
}

function originalAt(
  program: TiledProgram | null,
  capacity: number,
  alignment: number,
): Pick<SweepPoint, "original" | "error"> {
  if (program === null) return { original: null, error: null };
  const run = scheduleAsOriginal(program, capacity, alignment, false);
  if (run.error !== undefined) return { original: null, error: run.error };
  const { corrupt, faults } = proveSchedule(program, run.ops, capacity);
  const loads = countsOf(run.ops)[OP.load] ?? 0;
  return { original: { loads, corrupt, firstWrong: faults[0]?.op ?? null }, error: null };
}

/** Fails as lowering does. `found` hears of each size. */
export function sweepSizes(
  document: GraphDocument,
  settings: TilingSettings,
  found: (sweep: Sweep) => void,
): Result<Sweep> {
  const { tile, loopOrder, elements = "own", padded, alignment, doubleBuffer, forward, costs } = settings;
  const asked = { tile, loopOrder, elements, fuse: true };
  const lowered = lowerGraph(document, { ...asked, padded, original: false });
  if (!lowered.ok) return lowered;
  const program = lowered.value;
  const theirs = lowerGraph(document, { ...asked, padded: true, original: true });
  // what it drops it does not load: its loads say nothing beside ours
  const may = theirs.ok && theirs.value.dropped.length === 0 && isForOriginal(theirs.value);
  const old = may && loopOrder === "mnk" ? theirs.value : null;
  const schedule = doubleBuffer === "real" ? scheduleDouble : scheduleTiles;
  const unit = program.tileBytes.reduce((most, bytes) => Math.max(most, alignUp(bytes, alignment)), 1);
  const whole = program.tileBytes.reduce((sum, bytes) => sum + alignUp(bytes, alignment), 0);
  const roomy = schedule(program, { capacity: whole + unit, alignment, forward, costs, policy: "furthest" });
  const peak = roomy.feasible ? roomy.schedule.stats.highWaterBytes : whole;
  const points: SweepPoint[] = [];
  let sweep: Sweep = {
    unit,
    least: leastLoads(program.steps, program.tiles, forward),
    forOriginal: old !== null,
    points,
  };
  for (const n of sizesOf(Math.ceil(peak / unit) + 3, program.microOps)) {
    const capacity = n * unit;
    const loads = POLICIES.map((policy) => {
      const made = schedule(program, { capacity, alignment, forward, costs, policy });
      return made.feasible ? made.schedule.stats.loadsEmitted : null;
    });
    points.push({ capacity, loads, ...originalAt(old, capacity, alignment) });
    sweep = { ...sweep, points: [...points] };
    found(sweep);
  }
  return ok(sweep);
}
