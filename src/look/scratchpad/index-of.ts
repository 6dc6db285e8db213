/** What finds the parts of a schedule that are in view, or under a pointer. */

import type { BesideOriginal } from "../../core/dialects/tiles/beside-original.ts";
import type { Lanes } from "../../core/dialects/tiles/lanes.ts";
import { OP, type Ops } from "../../core/dialects/tiles/schedule.types.ts";
import type { Tiled } from "../../core/dialects/tiles/tile-graph.ts";
import { residenciesOf } from "./residencies.ts";
import type { Checkpoints, LaneIndex, Residencies, TiledMade, Tiling } from "./scratchpad.types.ts";

/** Residencies between two checkpoints, at least. */
const APART = 64;

/** Less than twice as many entries as there are residencies: the next place comes after as many as were there. */
export function checkpointsOf({ count, from, to }: Residencies): Checkpoints {
  const first: number[] = [];
  const op: number[] = [];
  const start: number[] = [0];
  const there: number[] = [];
  let alive: number[] = [];
  let next = 0;
  for (let r = 0; r < count; r++) {
    if (r === next) {
      const now = from[r] ?? 0;
      alive = alive.filter((one) => (to[one] ?? 0) > now);
      first.push(r);
      op.push(now);
      for (const one of alive) there.push(one);
      start.push(there.length);
      next = r + Math.max(APART, alive.length);
    }
    alive.push(r);
  }
  return {
    first: Int32Array.from(first),
    op: Int32Array.from(op),
    start: Int32Array.from(start),
    there: Int32Array.from(there),
  };
}

function laneOf({ count, kind }: Ops, { begin, end }: Lanes, works: boolean): LaneIndex {
  let n = 0;
  for (let i = 0; i < count; i++) if ((kind[i] === OP.exec) === works) n++;
  const ops = new Int32Array(n);
  const busy = new Float64Array(n + 1);
  let k = 0;
  for (let i = 0; i < count; i++) {
    if ((kind[i] === OP.exec) !== works) continue;
    ops[k] = i;
    busy[k + 1] = (busy[k] ?? 0) + (end[i] ?? 0) - (begin[i] ?? 0);
    k++;
  }
  return { ops, busy };
}

/** Its columns without the room that was left over, so that no more crosses between threads than is there. */
function trimmed(ops: Ops): Ops {
  const { count } = ops;
  return {
    count,
    kind: ops.kind.slice(0, count),
    tile: ops.tile.slice(0, count),
    address: ops.address.slice(0, count),
    step: ops.step.slice(0, count),
    a: ops.a.slice(0, count),
    b: ops.b.slice(0, count),
    d: ops.d.slice(0, count),
    buffer: ops.buffer.slice(0, count),
    slot: ops.slot.slice(0, count),
  };
}

export function tilingOf(tiled: Tiled, original: BesideOriginal | "gives up" | null): Tiling {
  if (!tiled.feasible) return { tiled, index: null };
  const made: TiledMade = {
    ...tiled,
    schedule: { ...tiled.schedule, ops: trimmed(tiled.schedule.ops) },
  };
  const { residencies, of } = residenciesOf(made);
  const { ops } = made.schedule;
  return {
    tiled: made,
    original,
    index: {
      residencies,
      of,
      checkpoints: checkpointsOf(residencies),
      dma: laneOf(ops, made.lanes, false),
      compute: laneOf(ops, made.lanes, true),
    },
  };
}
