/** A schedule: every transfer and every step with the addresses that it uses. One row an operation. */

import type { SramReport } from "./sram.ts";

/**
 * LOAD brings a tile in, STORE writes a finished one out, SPILL writes an unfinished one to a private place, and FILL brings
 * that back; EXEC works.
 */
export const OP = { load: 0, exec: 1, store: 2, spill: 3, fill: 4 } as const;

export const POLICIES = ["furthest", "lru", "fifo"] as const;
export type Policy = (typeof POLICIES)[number];

export interface Ops {
  count: number;
  /** One of OP. */
  kind: Uint8Array;
  /** The tile that is moved, or worked on. */
  tile: Int32Array;
  /** Its address, in bytes. */
  address: Float64Array;
  /** The step that is done, or for which the transfer is made. */
  step: Int32Array;
  /** Of an EXEC the addresses of its operands; −1: none. */
  a: Float64Array;
  b: Float64Array;
  d: Float64Array;
  /** Which of two generations of buffers it belongs to; −1: not said. */
  buffer: Int8Array;
  /** The slot of a schedule with two buffers, from −1; NO_SLOT in others. */
  slot: Int32Array;
}

export const NO_SLOT = -2;

/** A tile that had to go before its next use. */
export interface Eviction {
  /** Position in the schedule of the operation that needed its room. */
  readonly op: number;
  readonly step: number;
  readonly tile: number;
  /** The step that needs it next. */
  readonly nextUse: number;
  /** What each policy would have taken at this place, by POLICIES. */
  readonly others: readonly number[];
}

/** What each number counts is said in docs/decisions/0013-tiles-in-a-scratchpad.md. Bytes, or operations. */
export interface ScheduleStats {
  readonly graphOps: number;
  readonly fusedOps: number;
  readonly microOps: number;
  readonly scheduledOps: number;
  readonly loadsEmitted: number;
  readonly loadsEliminated: number;
  readonly evictions: number;
  readonly spillStores: number;
  readonly spillLoads: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly peakBytes: number;
  readonly highWaterBytes: number;
  readonly finalLiveBytes: number;
  /** Fewest LOADs that any schedule of these steps needs: one for each tile that is read and not made before, or all that are read. */
  readonly leastLoads: number;
}

/** Why a schedule cannot be: what must be in the scratchpad together at one step. */
export interface Needs {
  readonly step: number;
  readonly tiles: readonly number[];
  /** With alignment. */
  readonly bytes: number;
  readonly sram: SramReport;
}

export interface Schedule {
  readonly ops: Ops;
  readonly stats: ScheduleStats;
  readonly evictions: readonly Eviction[];
  /** Slots in which compute waits because what it needs could not be brought before; 0 without double buffering. */
  readonly bubbles: number;
}

export type Scheduled =
  | { readonly feasible: true; readonly schedule: Schedule }
  | { readonly feasible: false; readonly needs: Needs };
