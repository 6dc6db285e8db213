/** What operations touch and mean, and where tiles are met again. */

import { NO_TILE, type TiledProgram, tileName } from "../../core/dialects/tiles/program.types.ts";
import { OP } from "../../core/dialects/tiles/schedule.types.ts";
import { NEVER, OPERANDS } from "../../core/dialects/tiles/uses.ts";
import { formatCount } from "../../core/units.ts";
import { NONE, ROLE, type ScratchpadIndex, type TiledMade } from "../../look/scratchpad/scratchpad.types.ts";

/** A tile that an operation reads, works on or moves; `role` by ROLE. */
export interface Touched {
  readonly tile: number;
  readonly role: number;
}

/** Of an EXEC the operands and the sum, of a transfer the tile in the part for which it is there. */
export function touchedBy(tiled: TiledMade, index: ScratchpadIndex, op: number): readonly Touched[] {
  const { ops } = tiled.schedule;
  const { steps } = tiled.program;
  const tile = ops.tile[op] ?? 0;
  if (ops.kind[op] !== OP.exec) {
    const r = index.of[op] ?? NONE;
    return [{ tile, role: r === NONE ? ROLE.a : (index.residencies.role[r] ?? ROLE.a) }];
  }
  const s = ops.step[op] ?? 0;
  const read = OPERANDS.flatMap((operand, role) => {
    const one = steps[operand][s] ?? NO_TILE;
    return one === NO_TILE ? [] : [{ tile: one, role }];
  });
  return [...read, { tile, role: ROLE.sum }];
}

/** `t2(0, 0) += x(0, 3) × w1(3, 0)` */
export function workText(program: TiledProgram, s: number): string {
  const { steps } = program;
  const op = program.ops[steps.op[s] ?? 0];
  const names = OPERANDS.flatMap((operand) => {
    const tile = steps[operand][s] ?? NO_TILE;
    return tile === NO_TILE ? [] : [tileName(program, tile)];
  });
  const sum = tileName(program, steps.c[s] ?? 0);
  if (op?.kind !== "product") return `${sum} = ${op?.activation.join(", ") ?? ""}(${names.join(", ")})`;
  const [a = "", b = "", added] = names;
  const into = steps.opens[s] === 1 ? "=" : "+=";
  return `${sum} ${into} ${a} × ${b}${added === undefined ? "" : ` + ${added}`}`;
}

/** The next step from `from` on that reads a tile; NEVER. */
export function nextUseOf({ steps }: TiledProgram, tile: number, from: number): number {
  for (let s = from; s < steps.count; s++)
    if (steps.a[s] === tile || steps.b[s] === tile || steps.d[s] === tile) return s;
  return NEVER;
}

/** The EXEC of a step: there is one a step, in their order. */
export function execOf({ compute }: Pick<ScratchpadIndex, "compute">, step: number): number {
  return compute.ops[step] ?? NONE;
}

/** The LOAD that brings a tile back from a position on; NONE when none does. */
export function loadedAgain({ schedule: { ops } }: TiledMade, tile: number, from: number): number {
  for (let i = from; i < ops.count; i++) if (ops.kind[i] === OP.load && ops.tile[i] === tile) return i;
  return NONE;
}

/** The residency of a tile that begins after a position, or else its first; NONE when it is never there. */
export function nextResidency({ residencies }: ScratchpadIndex, tile: number, after: number): number {
  let first: number = NONE;
  for (let r = 0; r < residencies.count; r++) {
    if (residencies.tile[r] !== tile) continue;
    if ((residencies.from[r] ?? 0) > after) return r;
    if (first === NONE) first = r;
  }
  return first;
}

/** How often a tile is in the scratchpad. */
export function timesThere({ residencies }: ScratchpadIndex, tile: number): number {
  let times = 0;
  for (let r = 0; r < residencies.count; r++) if (residencies.tile[r] === tile) times++;
  return times;
}

export function stepText(step: number): string {
  return step === NEVER ? "no step" : `step ${formatCount(step)}`;
}
