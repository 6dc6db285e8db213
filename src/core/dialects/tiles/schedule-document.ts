/** A schedule as a document that is written (public/schema/tiles.schema.json): the same schedule gives the same bytes. */

import { VERSION } from "../../version.ts";
import { type TiledProgram, tileAt } from "./program.types.ts";
import type { Fault } from "./prove.ts";
import type { Ops, ScheduleStats } from "./schedule.types.ts";
import type { Tiled } from "./tile-graph.ts";

export interface WrittenTile {
  readonly tensor: string;
  /** Row and column of tiles. */
  readonly coord: readonly [row: number, column: number];
}

/** LOAD, STORE, SPILL and FILL; address and bytes of the tile in the scratchpad. */
export interface WrittenMove extends WrittenTile {
  readonly op: "LOAD" | "STORE" | "SPILL" | "FILL";
  readonly address: number;
  readonly bytes: number;
  readonly buffer?: number;
}

/** A step: position in the loops, and the addresses of what it reads and of the sum that it works on. */
export interface WrittenExec {
  readonly op: "EXEC";
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a?: number;
  readonly b?: number;
  /** Of a bias, or of a third operand. */
  readonly d?: number;
  readonly acc: number;
  readonly buffer?: number;
}

export interface WrittenNeeds {
  readonly step: number;
  /** With alignment. */
  readonly bytes: number;
  readonly tiles: readonly (WrittenTile & { readonly bytes: number })[];
}

interface Head {
  readonly format: "memplan";
  readonly version: 1;
  readonly kind: "tiles";
  readonly producer: { readonly name: string; readonly version: string };
}

export type TilesDocument = Head &
  (
    | {
        readonly feasible: true;
        /** Times in the units of the costs. */
        readonly stats: ScheduleStats & {
          readonly bubbles: number;
          readonly makespan: number;
          readonly serial: number;
        };
        /** EXECs that work on something wrong, and what is wrong: of the original alone. */
        readonly corrupt?: number;
        readonly faults?: readonly Fault[];
        /** Ids of nodes that the original leaves out. */
        readonly dropped?: readonly string[];
        readonly ops: readonly (WrittenMove | WrittenExec)[];
      }
    | { readonly feasible: false; readonly needs: WrittenNeeds }
    | { readonly feasible: false; readonly error: string }
  );

/** By OP. */
const MOVES = ["LOAD", undefined, "STORE", "SPILL", "FILL"] as const;

function tileOf(program: TiledProgram, tile: number): WrittenTile {
  const { matrix, row, column } = tileAt(program, tile);
  return { tensor: program.matrices[matrix]?.name ?? "", coord: [row, column] };
}

function opOf(program: TiledProgram, ops: Ops, i: number): WrittenMove | WrittenExec {
  const address = ops.address[i] ?? 0;
  const buffer = ops.buffer[i] ?? -1;
  const label = buffer < 0 ? {} : { buffer };
  const move = MOVES[ops.kind[i] ?? 0];
  if (move !== undefined) {
    const tile = ops.tile[i] ?? 0;
    return { op: move, ...tileOf(program, tile), address, bytes: program.tileBytes[tile] ?? 0, ...label };
  }
  const s = ops.step[i] ?? 0;
  const { m, n, k } = program.steps;
  const read = Object.entries({ a: ops.a[i] ?? -1, b: ops.b[i] ?? -1, d: ops.d[i] ?? -1 });
  const given = Object.fromEntries(read.filter(([, at]) => at >= 0));
  return { op: "EXEC", m: m[s] ?? 0, n: n[s] ?? 0, k: k[s] ?? 0, ...given, acc: address, ...label };
}

/** Keys in a fixed order. */
export function scheduleDocument(tiled: Tiled): TilesDocument {
  const head: Head = {
    format: "memplan",
    version: 1,
    kind: "tiles",
    producer: { name: "memplan", version: VERSION },
  };
  const { program } = tiled;
  if (!tiled.feasible) {
    const { needs, error } = tiled;
    if (needs === null) return { ...head, feasible: false, error: error ?? "" };
    const tiles = needs.tiles.map((tile) => ({
      ...tileOf(program, tile),
      bytes: program.tileBytes[tile] ?? 0,
    }));
    return { ...head, feasible: false, needs: { step: needs.step, bytes: needs.bytes, tiles } };
  }
  const { ops, stats, bubbles } = tiled.schedule;
  const { count, corrupt, faults } = tiled.proof;
  return {
    ...head,
    feasible: true,
    stats: { ...stats, bubbles, makespan: tiled.lanes.makespan, serial: tiled.lanes.serial },
    ...(count === 0 ? {} : { corrupt, faults }),
    ...(program.dropped.length === 0 ? {} : { dropped: program.dropped }),
    ops: Array.from({ length: ops.count }, (_, i) => opOf(program, ops, i)),
  };
}
