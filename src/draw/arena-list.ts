/** Storages as rectangles of address × time, one a piece of those that have gaps. Beyond the budget the smallest are gathered a pixel a cell, peaks included. */

import { pieceAtStep, piecesIn } from "../core/needs.ts";
import { type Geometry, piecesAt } from "./geometry.ts";
import type { Model } from "./model.ts";
import { type Cells, coverCells, makeCells } from "./raster.ts";
import { pushRect } from "./rects.ts";
import { at, type Box, type Scale } from "./scale.ts";
import { type Linked, type Tones, toneOf } from "./tone.ts";

/** Rectangles a frame: Canvas 2D without a GPU draws so many in well under 50 ms. */
export const BUDGET = 10_000;

export interface ArenaFrame {
  readonly model: Model;
  readonly geometry: Geometry;
  readonly arena: number;
  readonly time: Scale;
  readonly address: Scale;
  readonly plot: Box;
}

/** The exact box of a storage, in pixels, not cut to the plot. */
export function boxOfStorage(frame: Omit<ArenaFrame, "model" | "arena">, s: number): Box {
  const { start, end, offset, size } = frame.geometry;
  const x = at(frame.time, start[s] ?? 0);
  const low = offset[s] ?? 0;
  const y = at(frame.address, low + (size[s] ?? 0));
  return { x, y, w: at(frame.time, end[s] ?? 0) - x, h: at(frame.address, low) - y };
}

/** The box of what a storage needs at a step, undefined when that is nothing; exact, not cut to the plot. */
export function boxAtStep(frame: ArenaFrame, s: number, step: number): Box | undefined {
  const pieces = piecesIn(frame.model.plan);
  const k = pieceAtStep(pieces, s, step);
  if (k < 0) return undefined;
  const base = frame.geometry.offset[s] ?? 0;
  const x = at(frame.time, pieces.start[k] ?? 0);
  const y = at(frame.address, base + (pieces.high[k] ?? 0));
  const foot = at(frame.address, base + (pieces.low[k] ?? 0));
  return { x, y, w: at(frame.time, pieces.end[k] ?? 0) - x, h: foot - y };
}

/** Edges on whole pixels, at least one pixel, and from three pixels up one pixel of gap to the next. */
export function snapped(from: number, to: number): readonly [from: number, size: number] {
  const a = Math.round(from);
  const size = Math.max(1, Math.round(to) - a);
  return [a, size >= 3 ? size - 1 : size];
}

/** Area in pixels², log2, as a bucket 0 … 31. */
function bucket(w: number, h: number): number {
  return Math.min(31, Math.max(0, Math.floor(Math.log2(Math.max(1e-3, w * h))) + 10));
}

export interface Gathered {
  readonly cells: Cells;
  /** Storages that are shown gathered. */
  readonly count: number;
}

/** Fills `tones`; returns the cells of what did not get a rectangle of its own, null when all did. */
export function arenaRects(
  frame: ArenaFrame,
  linked: Linked | undefined,
  tones: Tones,
  budget = BUDGET,
): Gathered | null {
  const { model, geometry, arena, time, address, plot } = frame;
  const { count, owner, start, end, offset, size } = piecesAt(model.plan, geometry);
  const { arena: arenaOf } = model.plan.storages;
  const right = plot.x + plot.w;
  const bottom = plot.y + plot.h;
  const sizes = new Int32Array(32);
  let visible = 0;
  const visit = (each: (s: number, x0: number, x1: number, y0: number, y1: number) => void) => {
    for (let k = 0; k < count; k++) {
      const s = owner[k] ?? 0;
      if (arenaOf[s] !== arena || (size[k] ?? 0) <= 0) continue;
      const x0 = at(time, start[k] ?? 0);
      const x1 = at(time, end[k] ?? 0);
      if (x1 <= plot.x || x0 >= right) continue;
      const y1 = at(address, offset[k] ?? 0);
      const y0 = at(address, (offset[k] ?? 0) + (size[k] ?? 0));
      if (y1 <= plot.y || y0 >= bottom) continue;
      // Cut far outside the plot: single precision pixels stay exact.
      each(
        s,
        Math.max(x0, plot.x - 4),
        Math.min(x1, right + 4),
        Math.max(y0, plot.y - 4),
        Math.min(y1, bottom + 4),
      );
    }
  };
  visit((_s, x0, x1, y0, y1) => {
    visible++;
    const b = bucket(x1 - x0, y1 - y0);
    sizes[b] = (sizes[b] ?? 0) + 1;
  });
  let least = 0;
  if (visible > budget) {
    least = 32;
    for (let room = budget - (sizes[31] ?? 0); least > 0 && room >= 0; room -= sizes[least - 1] ?? 0) least--;
  }
  const cells = visible > budget ? makeCells(plot) : null;
  let gathered = 0;
  visit((s, x0, x1, y0, y1) => {
    const tone = toneOf(model.plan, linked, s);
    if (cells !== null && tone === 0 && bucket(x1 - x0, y1 - y0) < least) {
      coverCells(cells, x0, x1, y0, y1, model.fill[s] ?? 0);
      gathered++;
      return;
    }
    const [x, w] = snapped(x0, x1);
    // Heights grow upwards: the gap goes to the top edge, so that the bottom stays at its address.
    const foot = Math.round(y1);
    const full = Math.max(1, foot - Math.round(y0));
    const h = full >= 3 ? full - 1 : full;
    pushRect(tones[tone], x, foot - h, w, h, model.fill[s] ?? 0, s);
  });
  return cells === null ? null : { cells, count: gathered };
}
