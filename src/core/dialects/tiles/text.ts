/** A schedule as the original writes it, a line an operation; what the original has no line for is written in its manner. */

import { formatCount } from "../../units.ts";
import { NO_TILE, type TiledProgram, tileAt, tileName } from "./program.types.ts";
import { type Needs, OP, type Ops } from "./schedule.types.ts";
import type { SramReport } from "./sram.ts";

function hex(address: number): string {
  return `@0x${address.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** `LOAD x(0, 0) -> @0x0000 (4096B)` */
export function opText(program: TiledProgram, ops: Ops, i: number): string {
  const tile = ops.tile[i] ?? 0;
  const place = hex(ops.address[i] ?? 0);
  const bytes = `(${program.tileBytes[tile] ?? 0}B)`;
  const s = ops.step[i] ?? 0;
  const { steps } = program;
  switch (ops.kind[i]) {
    case OP.load:
      return `LOAD ${tileName(program, tile)} -> ${place} ${bytes}`;
    case OP.fill:
      return `FILL ${tileName(program, tile)} -> ${place} ${bytes}`;
    case OP.spill:
      return `SPILL ${place} -> ${tileName(program, tile)} ${bytes}`;
    case OP.store: {
      const { matrix } = tileAt(program, tile);
      const done = program.ops.find(({ result }) => result === matrix)?.activation ?? [];
      const then = done.length === 0 ? "" : ` -> ${done.join(", ").toUpperCase()}`;
      return `STORE ${place} -> ${tileName(program, tile)} ${bytes}${then}`;
    }
    default: {
      const operand = (name: string, address: number) => (address < 0 ? "" : ` ${name}=${hex(address)}`);
      const at = `(${steps.m[s]},${steps.n[s]},${steps.k[s]})`;
      const read =
        operand("A", ops.a[i] ?? NO_TILE) + operand("B", ops.b[i] ?? -1) + operand("D", ops.d[i] ?? -1);
      return `EXEC ${at}${read} ACC=${place}`;
    }
  }
}

/** Tiles that are told by name of all that must be together. */
const MOST_NAMED = 8;

/** What is in a scratchpad and what is free, a line each. */
export function sramText(program: TiledProgram, sram: SramReport): string {
  const held = sram.allocations.map(
    (a) => `${tileName(program, a.tag)} ${formatCount(a.bytes)} B at ${hex(a.address)}`,
  );
  const free = sram.blocks.map((b) => `${formatCount(b.bytes)} B at ${hex(b.address)}`);
  return [
    `Live: ${formatCount(sram.live)} B${held.length === 0 ? "" : ` (${held.join("; ")})`}.`,
    `Free: ${formatCount(sram.free)} B, the largest block ${formatCount(sram.largestFree)} B${free.length === 0 ? "" : ` (${free.join("; ")})`}.`,
  ].join("\n");
}

/** Why a scratchpad is too small, in sentences: what must be together, and what is in it. */
export function needsText(program: TiledProgram, { step, tiles, bytes, sram }: Needs): string {
  const named = tiles.slice(0, MOST_NAMED).map((tile) => tileName(program, tile));
  const others = tiles.length - named.length;
  const together = `${named.join(", ")}${others === 0 ? "" : ` and ${formatCount(others)} more`}`;
  return [
    `Step ${formatCount(step)} needs ${together} together: ${formatCount(bytes)} B of ${formatCount(sram.capacity)} B.`,
    sramText(program, sram),
  ].join("\n");
}
