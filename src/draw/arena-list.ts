/** Storages as rectangles of address × time, one a piece of those that have gaps. Beyond the budget the smallest are gathered a pixel a cell, peaks included. */

import { pieceAtStep, piecesIn } from "../core/needs.ts";
import { spatialOf } from "../look/spatial-kept.ts";
import { type Geometry, piecesAt } from "./geometry.ts";
import type { Model } from "./model.ts";
import { type Cells, coverCells, makeCells } from "./raster.ts";
import { pushRect, type Rects } from "./rects.ts";
import { at, type Box, type Scale, under } from "./scale.ts";
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

type Each = (s: number, x0: number, x1: number, y0: number, y1: number) => void;

/** Calls back with the pixels of every piece in view, cut not far outside of the plot; of these rows alone where they are given. */
function eachInView(frame: ArenaFrame, rows: Int32Array | undefined, each: Each): void {
  const { model, geometry, arena, time, address, plot } = frame;
  const { count, owner, start, end, offset, size } = piecesAt(model.plan, geometry);
  const { arena: arenaOf } = model.plan.storages;
  const right = plot.x + plot.w;
  const bottom = plot.y + plot.h;
  const most = rows === undefined ? count : rows.length;
  for (let i = 0; i < most; i++) {
    const k = rows === undefined ? i : (rows[i] ?? 0);
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
}

/** The rectangle of these pixels, as it is drawn. */
function push(list: Rects, x0: number, x1: number, y0: number, y1: number, fill: number, s: number): void {
  const [x, w] = snapped(x0, x1);
  // Heights grow upwards: the gap goes to the top edge, so that the bottom stays at its address.
  const foot = Math.round(y1);
  const full = Math.max(1, foot - Math.round(y0));
  const h = full >= 3 ? full - 1 : full;
  pushRect(list, x, foot - h, w, h, fill, s);
}

/** The least bucket of which all with it and above are at most `room`; `sizes` says how many each holds. */
function leastBucket(sizes: Int32Array, room: number): number {
  let least = 32;
  for (let rest = room - (sizes[31] ?? 0); least > 0 && rest >= 0; rest -= sizes[least - 1] ?? 0) least--;
  return least;
}

/** Fills `tones`; returns the cells of what did not get a rectangle of its own, null when all did. */
export function arenaRects(
  frame: ArenaFrame,
  linked: Linked | undefined,
  tones: Tones,
  budget = BUDGET,
): Gathered | null {
  const { model, plot } = frame;
  const sizes = new Int32Array(32);
  let visible = 0;
  eachInView(frame, undefined, (_s, x0, x1, y0, y1) => {
    visible++;
    const b = bucket(x1 - x0, y1 - y0);
    sizes[b] = (sizes[b] ?? 0) + 1;
  });
  const least = visible > budget ? leastBucket(sizes, budget) : 0;
  const cells = visible > budget ? makeCells(plot) : null;
  let gathered = 0;
  eachInView(frame, undefined, (s, x0, x1, y0, y1) => {
    const tone = toneOf(model.plan, linked, s);
    if (cells !== null && tone === 0 && bucket(x1 - x0, y1 - y0) < least) {
      coverCells(cells, x0, x1, y0, y1, model.fill[s] ?? 0);
      gathered++;
      return;
    }
    push(tones[tone], x0, x1, y0, y1, model.fill[s] ?? 0, s);
  });
  return cells === null ? null : { cells, count: gathered };
}

/**
 * Fills `tones` with the pieces at `rows` alone, what is meant first, then its kin, then the largest, `budget` in all; and
 * `backing`, where it is given, with a pixel more of each, upwards and to the right: the ground that keeps neighbours apart.
 */
export function rectsOfRows(
  frame: ArenaFrame,
  linked: Linked | undefined,
  rows: Int32Array,
  tones: Tones,
  backing: Rects | undefined,
  budget: number,
): void {
  const { model } = frame;
  const sizes = [new Int32Array(32), new Int32Array(32), new Int32Array(32)] as const;
  eachInView(frame, rows, (s, x0, x1, y0, y1) => {
    const tone = sizes[toneOf(model.plan, linked, s)];
    const b = bucket(x1 - x0, y1 - y0);
    tone[b] = (tone[b] ?? 0) + 1;
  });
  let room = budget;
  const least = [32, 32, 32];
  for (const tone of [2, 1, 0] as const) {
    const from = leastBucket(sizes[tone], room);
    least[tone] = from;
    for (let b = from; b < 32; b++) room -= sizes[tone][b] ?? 0;
  }
  eachInView(frame, rows, (s, x0, x1, y0, y1) => {
    const tone = toneOf(model.plan, linked, s);
    if (bucket(x1 - x0, y1 - y0) < (least[tone] ?? 32)) return;
    const list = tones[tone];
    push(list, x0, x1, y0, y1, model.fill[s] ?? 0, s);
    if (backing === undefined) return;
    const i = list.count - 1;
    const [w, h] = [list.w[i] ?? 0, list.h[i] ?? 0];
    pushRect(backing, list.x[i] ?? 0, (list.y[i] ?? 0) - 1, w + 1, h + 1, 0, s);
  });
}

/** Rows of all pieces in view when there are at most `most`; undefined when there are more, or no index to find them by. */
export function fewInView(
  frame: Pick<ArenaFrame, "model" | "arena" | "time" | "address" | "plot">,
  most: number,
): Int32Array | undefined {
  const spatial = spatialOf(frame.model.plan, frame.arena);
  if (spatial === undefined) return undefined;
  const { time, address, plot } = frame;
  const rows = new Int32Array(most);
  let count = 0;
  spatial.visit(
    [under(time, plot.x), under(time, plot.x + plot.w)],
    [under(address, plot.y + plot.h), under(address, plot.y)],
    (k) => {
      rows[count++] = k;
      return count > most;
    },
  );
  return count > most ? undefined : rows.subarray(0, count);
}
