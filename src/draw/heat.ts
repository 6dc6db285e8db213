/** The heat modes of the arena as draw lists: how often addresses are reused, how full cells are, how long holes stay. */

import { GROUND, heatFill } from "../look/fills.ts";
import type { HeatMode } from "../look/look.types.ts";
import { type AddressRows, addressRows, tenantsByPixel } from "./address-rows.ts";
import { type ArenaFrame, BUDGET } from "./arena-list.ts";
import { holesOf } from "./holes.ts";
import { occupancyOf } from "./occupancy.ts";
import { pushRect, type Rects } from "./rects.ts";
import { at } from "./scale.ts";

export interface Heat {
  readonly cells: Rects;
  /** Painted half over the cells, so that holes stay holes. */
  readonly wash: Rects;
}

/** Share of the scale for a number of tenants: one is none of it. */
export function reuseShare(tenants: number, rows: Pick<AddressRows, "most">): number {
  return (tenants - 1) / Math.max(1, rows.most - 1);
}

function holes(frame: ArenaFrame, list: Rects, fill: (steps: number) => number): void {
  const { plan } = frame.model;
  const found = holesOf(frame, plan.arenas[frame.arena]?.peak ?? 0, plan.steps);
  const least = found.length > BUDGET ? 0.5 : 0;
  const right = frame.plot.x + frame.plot.w;
  for (const hole of found) {
    const x0 = Math.max(frame.plot.x, at(frame.time, hole.start));
    const x1 = Math.min(right, at(frame.time, hole.end));
    if (x1 - x0 <= least) continue;
    const x = Math.round(x0);
    const w = Math.max(1, Math.round(x1) - x);
    pushRect(list, x, frame.plot.y + hole.top, w, hole.bottom - hole.top, fill(hole.end - hole.start), -1);
  }
}

function reuse(frame: ArenaFrame, heat: Heat): void {
  const { plan } = frame.model;
  const rows = addressRows(plan, frame.arena);
  const tenants = tenantsByPixel(rows, frame.address, frame.plot);
  const left = Math.max(frame.plot.x, at(frame.time, 0));
  const right = Math.min(frame.plot.x + frame.plot.w, at(frame.time, plan.steps));
  for (let y = 0, from = 0; y < tenants.length; y++) {
    const count = tenants[y] ?? 0;
    if (y + 1 < tenants.length && tenants[y + 1] === count) continue;
    const fill = heatFill(reuseShare(count, rows));
    if (count > 0) pushRect(heat.cells, left, frame.plot.y + from, right - left, y + 1 - from, fill, -1);
    from = y + 1;
  }
  holes(frame, heat.wash, () => GROUND);
}

function occupancy(frame: ArenaFrame, list: Rects): void {
  const grid = occupancyOf(frame);
  for (let row = 0; row < grid.rows; row++) {
    let from = 0;
    for (let column = 0; column < grid.columns; column++) {
      const share = grid.share[row * grid.columns + column] ?? 0;
      const fill = share > 0 ? heatFill(share) : -1;
      const after = grid.share[row * grid.columns + column + 1] ?? 0;
      if (column + 1 < grid.columns && (after > 0 ? heatFill(after) : -1) === fill) continue;
      const x = frame.plot.x + from * grid.cellWidth;
      const y = frame.plot.y + row * grid.cellHeight;
      if (fill >= 0) pushRect(list, x, y, (column + 1 - from) * grid.cellWidth, grid.cellHeight, fill, -1);
      from = column + 1;
    }
  }
}

/** Fills `heat` for a mode other than "tenants". */
export function heatRects(frame: ArenaFrame, mode: Exclude<HeatMode, "tenants">, heat: Heat): void {
  switch (mode) {
    case "reuse":
      reuse(frame, heat);
      break;
    case "occupancy":
      occupancy(frame, heat.cells);
      break;
    case "idle":
      holes(frame, heat.cells, (steps) => heatFill(steps / Math.max(1, frame.model.plan.steps)));
      break;
  }
}
