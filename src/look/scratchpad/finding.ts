/** Who is where in a schedule: binary searches over its index. */

import type { Lanes } from "../../core/dialects/tiles/lanes.ts";
import { type LaneIndex, NONE, type Residencies, type ScratchpadIndex } from "./scratchpad.types.ts";

/** How many of `count` ascending values (by `at`) are at most `value`. */
function upTo(count: number, at: (i: number) => number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many residencies begin before a position in the schedule. */
export function begunBefore({ count, from }: Residencies, op: number): number {
  return upTo(count, (r) => from[r] ?? 0, op - 0.5);
}

/** Visits, in the order of their beginnings, the residencies that meet the positions [from, to). */
export function eachResidency(
  { residencies, checkpoints }: Pick<ScratchpadIndex, "residencies" | "checkpoints">,
  from: number,
  to: number,
  visit: (r: number) => void,
): void {
  const { first, op, start, there } = checkpoints;
  const k = upTo(op.length, (i) => op[i] ?? 0, from) - 1;
  for (let i = k < 0 ? 0 : (start[k] ?? 0); i < (k < 0 ? 0 : (start[k + 1] ?? 0)); i++) {
    const r = there[i] ?? 0;
    if ((residencies.to[r] ?? 0) > from) visit(r);
  }
  for (let r = k < 0 ? 0 : (first[k] ?? 0); r < residencies.count; r++) {
    if ((residencies.from[r] ?? 0) >= to) return;
    if ((residencies.to[r] ?? 0) > from) visit(r);
  }
}

/** The residency of a tile at a position in the schedule; NONE. */
export function residencyOfTile(index: ScratchpadIndex, tile: number, op: number): number {
  let found: number = NONE;
  eachResidency(index, op, op + 1, (r) => {
    if (index.residencies.tile[r] === tile) found = r;
  });
  return found;
}

/** The residency at an address and a position; of several (the original puts tiles over others) the last. NONE: the place is free. */
export function residencyAt(index: ScratchpadIndex, op: number, address: number): number {
  const { residencies } = index;
  let found: number = NONE;
  eachResidency(index, op, op + 1, (r) => {
    const at = residencies.address[r] ?? 0;
    if (address >= at && address < at + (residencies.bytes[r] ?? 0)) found = r;
  });
  return found;
}

/** How many operations of a lane have begun at a time. */
export function begunAt(lane: LaneIndex, { begin }: Pick<Lanes, "begin">, time: number): number {
  return upTo(lane.ops.length, (k) => begin[lane.ops[k] ?? 0] ?? 0, time);
}

/** The operation of a lane under way at a time; NONE: it waits. */
export function workAt(lane: LaneIndex, lanes: Pick<Lanes, "begin" | "end">, time: number): number {
  const op = lane.ops[begunAt(lane, lanes, time) - 1];
  return op !== undefined && (lanes.end[op] ?? 0) > time ? op : NONE;
}

/** Time that a lane was busy before a time. */
export function busyUntil(lane: LaneIndex, lanes: Pick<Lanes, "begin" | "end">, time: number): number {
  const k = begunAt(lane, lanes, time);
  const last = lane.ops[k - 1];
  if (last === undefined) return 0;
  const rest = Math.max(0, (lanes.end[last] ?? 0) - Math.max(time, lanes.begin[last] ?? 0));
  return (lane.busy[k] ?? 0) - rest;
}

/** First and last + 1 of the positions in a lane whose operations are in [from, to) of the schedule. */
export function inLane({ ops }: LaneIndex, from: number, to: number): readonly [number, number] {
  return [upTo(ops.length, (k) => ops[k] ?? 0, from - 0.5), upTo(ops.length, (k) => ops[k] ?? 0, to - 0.5)];
}

/** The time that operations [from, to) of the schedule take, from the first beginning to the last end; never empty. */
export function timeOf(
  { dma, compute }: Pick<ScratchpadIndex, "dma" | "compute">,
  { begin, end, makespan }: Lanes,
  from: number,
  to: number,
): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const lane of [dma, compute]) {
    const [first, past] = inLane(lane, from, to);
    if (past <= first) continue;
    least = Math.min(least, begin[lane.ops[first] ?? 0] ?? 0);
    most = Math.max(most, end[lane.ops[past - 1] ?? 0] ?? 0);
  }
  return most > least ? [least, most] : [0, Math.max(1, makespan)];
}
