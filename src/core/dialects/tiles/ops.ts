/** A list of operations that grows. */

import { NO_SLOT, OP, type Ops } from "./schedule.types.ts";

export function makeOps(room: number): Ops {
  return {
    count: 0,
    kind: new Uint8Array(room),
    tile: new Int32Array(room),
    address: new Float64Array(room),
    step: new Int32Array(room),
    a: new Float64Array(room).fill(-1),
    b: new Float64Array(room).fill(-1),
    d: new Float64Array(room).fill(-1),
    buffer: new Int8Array(room).fill(-1),
    slot: new Int32Array(room).fill(NO_SLOT),
  };
}

function grow(ops: Ops): void {
  const bigger = makeOps(Math.max(64, 2 * ops.kind.length));
  bigger.kind.set(ops.kind);
  bigger.tile.set(ops.tile);
  bigger.address.set(ops.address);
  bigger.step.set(ops.step);
  bigger.a.set(ops.a);
  bigger.b.set(ops.b);
  bigger.d.set(ops.d);
  bigger.buffer.set(ops.buffer);
  bigger.slot.set(ops.slot);
  Object.assign(ops, { ...bigger, count: ops.count });
}

/** Adds a transfer; returns its position. */
export function move(ops: Ops, kind: number, tile: number, address: number, step: number): number {
  if (ops.count === ops.kind.length) grow(ops);
  const i = ops.count++;
  ops.kind[i] = kind;
  ops.tile[i] = tile;
  ops.address[i] = address;
  ops.step[i] = step;
  return i;
}

/** Adds an EXEC with the addresses of its operands (−1: none). */
export function exec(
  ops: Ops,
  step: number,
  tile: number,
  address: number,
  [a, b, d]: readonly [number, number, number],
): number {
  const i = move(ops, OP.exec, tile, address, step);
  ops.a[i] = a;
  ops.b[i] = b;
  ops.d[i] = d;
  return i;
}

/** How many operations there are of each kind, by OP. */
export function countsOf(ops: Ops): readonly number[] {
  const counts = [0, 0, 0, 0, 0];
  for (let i = 0; i < ops.count; i++) {
    const kind = ops.kind[i] ?? 0;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
