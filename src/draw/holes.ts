/** Holes: addresses below the peak while nobody lives there. One sweep over time, at one address a pixel row. */

import { piecesByStart } from "../look/plan-tables.ts";
import type { ArenaFrame } from "./arena-list.ts";
import { piecesAt } from "./geometry.ts";
import { at, under } from "./scale.ts";

export interface Hole {
  /** Steps, half open. */
  readonly start: number;
  readonly end: number;
  /** Pixel rows of the plot from its top, half open. */
  readonly top: number;
  readonly bottom: number;
}

/** All holes in view, whole in time even where the window cuts them. Below `peak` bytes only. */
export function holesOf(frame: ArenaFrame, peak: number, steps: number): Hole[] {
  const { model, geometry, arena, address, plot } = frame;
  const { owner, start, end, offset, size } = piecesAt(model.plan, geometry);
  const { arena: arenaOf } = model.plan.storages;
  const rows = Math.ceil(plot.h);
  const first = Math.max(0, Math.floor(at(address, peak) - plot.y - 0.5) + 1);
  const free = new Int32Array(rows);
  const holes: Hole[] = [];
  // Rows whose holes begin and end together are one hole.
  const close = (top: number, bottom: number, until: number, next: number) => {
    let from = top;
    for (let row = top; row < bottom; row++) {
      const since = free[row] ?? 0;
      if (row + 1 === bottom || free[row + 1] !== since) {
        if (until > since) holes.push({ start: since, end: until, top: from, bottom: row + 1 });
        from = row + 1;
      }
    }
    for (let row = top; row < bottom; row++) free[row] = Math.max(free[row] ?? 0, next);
  };
  for (const k of piecesByStart(model.plan)) {
    if (arenaOf[owner[k] ?? 0] !== arena || (size[k] ?? 0) <= 0) continue;
    const low = at(address, offset[k] ?? 0) - plot.y;
    const high = at(address, (offset[k] ?? 0) + (size[k] ?? 0)) - plot.y;
    const top = Math.max(first, Math.floor(high - 0.5) + 1);
    const bottom = Math.min(rows, Math.floor(low - 0.5) + 1);
    if (top < bottom) close(top, bottom, start[k] ?? 0, end[k] ?? 0);
  }
  if (first < rows) close(first, rows, steps, steps);
  return holes.filter((hole) => under(address, plot.y + hole.bottom - 0.5) >= 0);
}
