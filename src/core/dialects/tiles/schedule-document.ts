/** A schedule as the JSON that is written (public/schema/tiles.schema.json). */

import { type TiledProgram, tileAt } from "./program.types.ts";
import { OP, type Ops } from "./schedule.types.ts";
import type { Tiled } from "./tile-graph.ts";

interface TileOp {
  readonly tensor: string;
  /** Row and column of tiles. */
  readonly coord: readonly [number, number];
}

const NAMES = ["LOAD", "EXEC", "STORE", "SPILL", "FILL"] as const;

function tileOf(program: TiledProgram, tile: number): TileOp {
  const { matrix, row, column } = tileAt(program, tile);
  return { tensor: program.matrices[matrix]?.name ?? "", coord: [row, column] };
}

function opOf(program: TiledProgram, ops: Ops, i: number): unknown {
  const kind = ops.kind[i] ?? 0;
  const tile = ops.tile[i] ?? 0;
  const address = ops.address[i] ?? 0;
  const label = (ops.buffer[i] ?? -1) < 0 ? {} : { buffer: ops.buffer[i] };
  if (kind !== OP.exec) {
    return { op: NAMES[kind], ...tileOf(program, tile), address, bytes: program.tileBytes[tile], ...label };
  }
  const s = ops.step[i] ?? 0;
  const { m, n, k } = program.steps;
  const read = { a: ops.a[i], b: ops.b[i], d: ops.d[i] };
  const given = Object.fromEntries(Object.entries(read).filter(([, at]) => (at ?? -1) >= 0));
  return { op: "EXEC", m: m[s], n: n[s], k: k[s], ...given, acc: address, ...label };
}

/** Keys in a fixed order: the same schedule gives the same bytes. */
export function scheduleDocument(tiled: Tiled): unknown {
  const { program } = tiled;
  if (!tiled.feasible) {
    const { needs, error } = tiled;
    if (needs === null) return { feasible: false, error };
    const tiles = needs.tiles.map((tile) => ({ ...tileOf(program, tile), bytes: program.tileBytes[tile] }));
    return { feasible: false, needs: { step: needs.step, bytes: needs.bytes, tiles } };
  }
  const { ops, stats, bubbles } = tiled.schedule;
  const { count, corrupt, faults } = tiled.proof;
  return {
    feasible: true,
    stats: { ...stats, bubbles, makespan: tiled.lanes.makespan, serial: tiled.lanes.serial },
    ...(count === 0 ? {} : { corrupt, faults }),
    ...(program.dropped.length === 0 ? {} : { dropped: program.dropped }),
    ops: Array.from({ length: ops.count }, (_, i) => opOf(program, ops, i)),
  };
}
