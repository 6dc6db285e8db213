/** What tests say of schedules in few words. */

import type { GraphDocument } from "../../../document.ts";
import { UNIT_COSTS } from "../lanes.ts";
import { lowerGraph } from "../lower.ts";
import { NO_TILE, type Steps, type TiledProgram, type TileSettings } from "../program.types.ts";
import { OP, type Ops } from "../schedule.types.ts";
import type { TilingSettings } from "../tile-graph.ts";
import { TILE } from "./mlp.ts";

export const TILING: TilingSettings = {
  capacity: 256 * 1024,
  alignment: 64,
  policy: "furthest",
  loopOrder: "mnk",
  tile: [32, 32],
  padded: true,
  doubleBuffer: "off",
  forward: false,
  costs: UNIT_COSTS,
};

const LOWERING: TileSettings = {
  tile: [32, 32],
  loopOrder: "mnk",
  padded: true,
  fuse: true,
  original: false,
};

export function lowered(document: GraphDocument, change: Partial<TileSettings> = {}): TiledProgram {
  const program = lowerGraph(document, { ...LOWERING, ...change });
  if (!program.ok) throw new Error(program.problem.message);
  return program.value;
}

/** Operations by tile numbers, as testing/mlp.ts writes them. */
export function shortText(ops: Ops): string {
  return Array.from({ length: ops.count }, (_, i) => {
    const at = (address: number | undefined) => (address ?? 0) / TILE;
    if (ops.kind[i] === OP.exec) return `E${at(ops.a[i])}.${at(ops.b[i])}.${at(ops.address[i])}`;
    return `${["L", "E", "S", "P", "F"][ops.kind[i] ?? 0]}${at(ops.address[i])}`;
  }).join(" ");
}

/**
 * Fewest LOADs of any schedule of these steps in `slots` equal tiles, by trying all evictions: the steps' own tiles stay, sums
 * are never put away. Small programs only.
 */
export function fewestLoads(steps: Steps, slots: number): number {
  const known = new Map<string, number>();
  const read = (s: number) =>
    [...new Set([steps.a[s] ?? NO_TILE, steps.b[s] ?? NO_TILE])].filter((tile) => tile !== NO_TILE);
  const opens = new Map<number, number>();
  const closes = new Map<number, number>();
  for (let s = 0; s < steps.count; s++) {
    const c = steps.c[s] ?? 0;
    if (!opens.has(c)) opens.set(c, s);
    closes.set(c, s);
  }
  const sums = (s: number) => [...opens].filter(([c, from]) => from <= s && (closes.get(c) ?? 0) >= s).length;
  const from = (s: number, here: readonly number[]): number => {
    if (s === steps.count) return 0;
    const key = `${s}:${here.join(",")}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const wanted = read(s);
    const loads = wanted.filter((tile) => !here.includes(tile)).length;
    const rest = here.filter((tile) => !wanted.includes(tile));
    const room = slots - sums(s) - wanted.length;
    let least = Number.POSITIVE_INFINITY;
    if (room >= 0) {
      // keeping as many as there is room for is never worse than fewer
      for (const kept of choices(rest, Math.min(room, rest.length))) {
        const next = [...wanted, ...kept].sort((a, b) => a - b);
        least = Math.min(least, loads + from(s + 1, next));
      }
    }
    known.set(key, least);
    return least;
  };
  return from(0, []);
}

function choices(items: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, i) => choices(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}
