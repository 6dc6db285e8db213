/** A graph in a scratchpad: lowered, scheduled, proven and timed. Nobody sees a schedule that was not run through first. */

import type { GraphDocument } from "../../document.ts";
import { fail, ok, type Result } from "../../result.ts";
import { formatCount } from "../../units.ts";
import { scheduleDouble } from "./double-buffer.ts";
import { type Costs, type Lanes, simulateLanes } from "./lanes.ts";
import { lowerGraph } from "./lower.ts";
import { isForOriginal, scheduleAsOriginal } from "./original.ts";
import type { Elements, LoopOrder, TiledProgram } from "./program.types.ts";
import { type Proof, proveSchedule } from "./prove.ts";
import { scheduleTiles } from "./schedule.ts";
import type { Needs, Policy, Schedule } from "./schedule.types.ts";
import { statsOf } from "./stats.ts";
import { sramText } from "./text.ts";

/** "labels": of the original, which moves nothing; "real": both generations are in the scratchpad. */
export const BUFFERINGS = ["off", "labels", "real"] as const;
export type Buffering = (typeof BUFFERINGS)[number];

export interface TilingSettings {
  /** Bytes of the scratchpad, and what addresses are multiples of. */
  readonly capacity: number;
  readonly alignment: number;
  /** "original": the scheduler that this one was made after, with its defects. */
  readonly policy: Policy | "original";
  readonly loopOrder: LoopOrder;
  /** Elements: rows and columns. */
  readonly tile: readonly [rows: number, columns: number];
  /** Of all elements; absent: each tensor's own. */
  readonly elements?: Elements;
  readonly padded: boolean;
  readonly doubleBuffer: Buffering;
  readonly forward: boolean;
  readonly costs: Costs;
}

export type Tiled =
  | {
      readonly feasible: true;
      readonly program: TiledProgram;
      readonly schedule: Schedule;
      /** Empty but for the original, whose mistakes are shown. */
      readonly proof: Proof;
      readonly lanes: Lanes;
    }
  | {
      readonly feasible: false;
      readonly program: TiledProgram;
      /** Of our schedulers. */
      readonly needs: Needs | null;
      /** Of the original: why it gave up. */
      readonly error: string | null;
    };

function original(program: TiledProgram, settings: TilingSettings): Result<Tiled> {
  if (!isForOriginal(program) || settings.loopOrder !== "mnk") {
    return fail(
      "not-original",
      "The original takes products of two matrices in the order m, n, k, and nothing else.",
      {
        help: "Choose another policy.",
      },
    );
  }
  const { capacity, alignment, doubleBuffer } = settings;
  const run = scheduleAsOriginal(program, capacity, alignment, doubleBuffer === "labels");
  if (run.error !== undefined) {
    const sram = run.sram.report();
    const error = `${run.error}\nScratchpad: ${formatCount(sram.capacity)} B.\n${sramText(program, sram)}`;
    return ok({ feasible: false, program, needs: null, error });
  }
  const stats = statsOf(program, run, false);
  const schedule = { ops: run.ops, stats, evictions: [], bubbles: 0 };
  const proof = proveSchedule(program, run.ops, capacity);
  const lanes = simulateLanes(program, run.ops, capacity, settings.costs);
  return ok({ feasible: true, program, schedule, proof, lanes });
}

/** Fails as lowering does (lower.ts), and with "not-original" for what the original does not take. Throws when one of our schedules is wrong: a bug. */
export function tileGraph(document: GraphDocument, settings: TilingSettings): Result<Tiled> {
  const { policy, tile, loopOrder, elements = "own", padded, doubleBuffer, capacity } = settings;
  const asOriginal = policy === "original";
  const lowered = lowerGraph(document, {
    tile,
    loopOrder,
    elements,
    padded: padded || asOriginal,
    fuse: true,
    original: asOriginal,
  });
  if (!lowered.ok) return lowered;
  const program = lowered.value;
  if (asOriginal) return original(program, settings);
  if (doubleBuffer === "labels") {
    return fail("not-original", "Only the original labels its buffers; ours are two, or one.", {
      help: "Choose double buffering real or off, or the policy original.",
    });
  }
  const schedule = doubleBuffer === "real" ? scheduleDouble : scheduleTiles;
  const made = schedule(program, { ...settings, policy });
  if (!made.feasible) return ok({ feasible: false, program, needs: made.needs, error: null });
  const proof = proveSchedule(program, made.schedule.ops, capacity);
  const [fault] = proof.faults;
  if (fault !== undefined)
    throw new Error(`operation ${fault.op} of the schedule is wrong: ${fault.message}`);
  const lanes = simulateLanes(program, made.schedule.ops, capacity, settings.costs);
  return ok({ feasible: true, program, schedule: made.schedule, proof, lanes });
}
