/**
 * When each operation of a schedule would begin and end with one thread that moves data and one that works: transfers go in the
 * order of the list; a LOAD waits for work that still uses its place, a STORE for its sum; work waits in a short queue.
 */

import type { TiledProgram } from "./program.types.ts";
import { OP, type Ops } from "./schedule.types.ts";

/** Time units: of any transfer, of each of its bytes besides, and of a step. */
export interface Costs {
  readonly transfer: number;
  readonly byte: number;
  readonly exec: number;
}

export const UNIT_COSTS: Costs = { transfer: 1, byte: 0, exec: 1 };

/** Steps that may wait to be worked on. */
const QUEUE = 16;
/** Bytes a cell of the scratchpad: what ends in the same cell is taken to touch. */
const CELL = 16;

export interface Lanes {
  readonly begin: Float64Array;
  readonly end: Float64Array;
  /** When the last operation ends. */
  readonly makespan: number;
  /** All one after the other. */
  readonly serial: number;
}

export function simulateLanes(program: TiledProgram, ops: Ops, capacity: number, costs: Costs): Lanes {
  const begin = new Float64Array(ops.count);
  const end = new Float64Array(ops.count);
  /** When work that uses each cell ends. */
  const busy = new Float64Array(Math.ceil(capacity / CELL) + 1);
  const ends: number[] = [];
  let moving = 0;
  let working = 0;
  let serial = 0;
  const cells = (address: number, tile: number): readonly [number, number] => [
    Math.floor(address / CELL),
    Math.ceil((address + (program.tileBytes[tile] ?? 0)) / CELL),
  ];
  const until = (address: number, tile: number): number => {
    const [from, to] = cells(address, tile);
    let latest = 0;
    for (let cell = from; cell < to; cell++) latest = Math.max(latest, busy[cell] ?? 0);
    return latest;
  };
  const use = (address: number, tile: number, time: number) => {
    if (address < 0) return;
    const [from, to] = cells(address, tile);
    busy.fill(time, from, to);
  };
  for (let i = 0; i < ops.count; i++) {
    const tile = ops.tile[i] ?? 0;
    const address = ops.address[i] ?? 0;
    if (ops.kind[i] === OP.exec) {
      // the mover hands work over, and waits when the queue is full
      moving = Math.max(moving, ends[ends.length - QUEUE] ?? 0);
      begin[i] = Math.max(moving, working);
      working = (begin[i] ?? 0) + costs.exec;
      end[i] = working;
      ends.push(working);
      const s = ops.step[i] ?? 0;
      const { steps } = program;
      use(ops.a[i] ?? -1, steps.a[s] ?? 0, working);
      use(ops.b[i] ?? -1, steps.b[s] ?? 0, working);
      use(ops.d[i] ?? -1, steps.d[s] ?? 0, working);
      use(address, tile, working);
      serial += costs.exec;
      continue;
    }
    const takes = costs.transfer + costs.byte * (program.tileBytes[tile] ?? 0);
    begin[i] = Math.max(moving, until(address, tile));
    moving = (begin[i] ?? 0) + takes;
    end[i] = moving;
    serial += takes;
  }
  return { begin, end, makespan: Math.max(moving, working), serial };
}
