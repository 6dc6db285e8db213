/** When each tile is in the scratchpad, read off the list of operations. */

import { NO_TILE } from "../../core/dialects/tiles/program.types.ts";
import { OP } from "../../core/dialects/tiles/schedule.types.ts";
import { HOW, NONE, type Residencies, ROLE, type TiledMade } from "./scratchpad.types.ts";

const OPERANDS = ["a", "b", "d"] as const;

/** The residencies, and of each operation the one of the tile that is moved or worked on. */
export function residenciesOf({ program, schedule }: Pick<TiledMade, "program" | "schedule">): {
  readonly residencies: Residencies;
  readonly of: Int32Array;
} {
  const { ops, evictions } = schedule;
  const { steps, tileBytes } = program;
  const of = new Int32Array(ops.count).fill(NONE);
  const room = ops.count;
  const rows = {
    tile: new Int32Array(room),
    address: new Float64Array(room),
    bytes: new Float64Array(room),
    from: new Int32Array(room),
    to: new Int32Array(room),
    role: new Uint8Array(room),
    how: new Uint8Array(room),
    eviction: new Int32Array(room).fill(NONE),
    buffer: new Int8Array(room).fill(-1),
  };
  let count = 0;
  let told = 0;
  // the original tells none, ours the first many: the others are seen when something takes the place
  const untold = schedule.stats.evictions > evictions.length;
  /** The residency of each tile, and the last at each address. */
  const open = new Int32Array(program.tiles).fill(NONE);
  const at = new Map<number, number>();

  const begin = (i: number, tile: number, role: number, how: number): number => {
    const address = ops.address[i] ?? 0;
    const before = open[tile] ?? NONE;
    // what comes again went when its place was needed
    if (untold && before !== NONE && rows.role[before] !== ROLE.sum)
      rows.how[before] = (rows.how[before] ?? 0) | HOW.evicted;
    const there = at.get(address) ?? NONE;
    if (untold && there !== NONE) lastly.set(there, i);
    rows.tile[count] = tile;
    rows.address[count] = address;
    rows.bytes[count] = tileBytes[tile] ?? 0;
    rows.from[count] = i;
    rows.to[count] = i + 1;
    rows.role[count] = role;
    rows.how[count] = how;
    rows.buffer[count] = ops.buffer[i] ?? -1;
    open[tile] = count;
    at.set(address, count);
    return count++;
  };
  /** Where evictions are not told: when something else took the place of a residency. */
  const lastly = new Map<number, number>();
  const touch = (tile: number, i: number) => {
    const r = tile === NO_TILE ? NONE : (open[tile] ?? NONE);
    if (r !== NONE) rows.to[r] = i + 1;
  };
  const roleOf = (tile: number, step: number): number => {
    const which = OPERANDS.findIndex((operand) => steps[operand][step] === tile);
    return which < 0 ? ROLE.sum : which;
  };

  for (let i = 0; i < ops.count; i++) {
    for (; (evictions[told]?.op ?? room) <= i; told++) {
      const tile = evictions[told]?.tile ?? 0;
      const r = open[tile] ?? NONE;
      if (r === NONE) continue;
      rows.to[r] = Math.max(rows.to[r] ?? 0, i);
      rows.how[r] = (rows.how[r] ?? 0) | HOW.evicted;
      rows.eviction[r] = told;
      open[tile] = NONE;
    }
    const tile = ops.tile[i] ?? 0;
    const step = ops.step[i] ?? 0;
    const kind = ops.kind[i];
    if (kind === OP.load) of[i] = begin(i, tile, roleOf(tile, step), 0);
    else if (kind === OP.fill) of[i] = begin(i, tile, ROLE.sum, HOW.filled);
    else if (kind === OP.exec) {
      for (const operand of OPERANDS) touch(steps[operand][step] ?? NO_TILE, i);
      const r = open[tile] ?? NONE;
      const here = r !== NONE && rows.address[r] === ops.address[i];
      of[i] = here ? r : begin(i, tile, ROLE.sum, 0);
      touch(tile, i);
    } else {
      const r = open[tile] ?? NONE;
      of[i] = r;
      touch(tile, i);
      if (kind === OP.spill && r !== NONE) {
        rows.how[r] = (rows.how[r] ?? 0) | HOW.spilled;
        open[tile] = NONE;
      }
    }
  }
  for (const [r, i] of lastly)
    if (((rows.how[r] ?? 0) & HOW.evicted) !== 0) rows.to[r] = Math.max(rows.to[r] ?? 0, i);
  return {
    of,
    residencies: {
      count,
      tile: rows.tile.slice(0, count),
      address: rows.address.slice(0, count),
      bytes: rows.bytes.slice(0, count),
      from: rows.from.slice(0, count),
      to: rows.to.slice(0, count),
      role: rows.role.slice(0, count),
      how: rows.how.slice(0, count),
      eviction: rows.eviction.slice(0, count),
      buffer: rows.buffer.slice(0, count),
    },
  };
}
