/** Bars of the visible timeline rows. Bars thinner than a pixel are merged a pixel column at a time, the longest giving the colour. */

import { piecesIn } from "../core/needs.ts";
import type { RowSet } from "../look/rows.ts";
import { snapped } from "./arena-list.ts";
import type { Geometry } from "./geometry.ts";
import type { Model } from "./model.ts";
import { pushRect, type Rects } from "./rects.ts";
import { at, type Box, type Scale, under } from "./scale.ts";
import { type Linked, type Tones, toneOf } from "./tone.ts";

/** Pixels a row: at least what 11 px words need, more while all rows still fit. */
const LEAST_ROW = 17;
const MOST_ROW = 24;
/** Pixels of a row that its bar leaves free. */
const AIR = 4;

export function rowHeight(rows: number, height: number): number {
  return Math.min(MOST_ROW, Math.max(LEAST_ROW, Math.floor(height / Math.max(1, rows))));
}

export interface BarsFrame {
  readonly model: Model;
  readonly geometry: Geometry;
  readonly rows: RowSet;
  /** Row of each storage, between rows while a plan turns into another. */
  readonly rowAt: Int32Array | Float64Array;
  readonly time: Scale;
  readonly box: Box;
  /** Pixels a row. */
  readonly rowHeight: number;
  /** Pixels scrolled down. */
  readonly scroll: number;
}

export function barTop(frame: Pick<BarsFrame, "box" | "rowHeight" | "scroll">, row: number): number {
  return frame.box.y + row * frame.rowHeight - frame.scroll + AIR / 2;
}

/** The exact box of a storage's bar, not cut to the plot. */
export function barOfStorage(frame: Omit<BarsFrame, "model">, s: number): Box {
  const x = at(frame.time, frame.geometry.start[s] ?? 0);
  const row = frame.rowAt[s] ?? -1;
  return {
    x,
    y: barTop(frame, row),
    w: at(frame.time, frame.geometry.end[s] ?? 0) - x,
    h: frame.rowHeight - AIR,
  };
}

/** Rows of which any pixel shows, half open. */
export function visibleRows(
  frame: Pick<BarsFrame, "rows" | "box" | "rowHeight" | "scroll">,
): readonly [from: number, to: number] {
  const from = Math.max(0, Math.floor(frame.scroll / frame.rowHeight));
  return [from, Math.min(frame.rows.count, Math.ceil((frame.scroll + frame.box.h) / frame.rowHeight))];
}

/** Position in the row's list of the first tenant that ends after `step`: tenants of a row do not meet in time. */
function firstEndingAfter(frame: BarsFrame, from: number, to: number, step: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frame.geometry.end[frame.rows.storages.items[middle] ?? 0] ?? 0) > step) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The bar of a whole life; of a storage with gaps what it needs when, narrower where that is less, a thin line in dead times. */
function lifeBar(frame: BarsFrame, list: Rects, s: number, x0: number, x1: number, y: number): void {
  const { plan, fill } = frame.model;
  const { gaps, start, end, padded } = plan.storages;
  if (gaps === null || gaps.from[s] === gaps.from[s + 1]) {
    bar(frame, list, s, x0, x1, y);
    return;
  }
  const h = frame.rowHeight - AIR;
  const born = start[s] ?? 0;
  const pace = (x1 - x0) / Math.max(1, (end[s] ?? 0) - born);
  const place = (step: number) => x0 + (step - born) * pace;
  const line = (from: number, to: number, top: number, tall: number) => {
    const left = Math.max(from, frame.box.x - 4);
    const right = Math.min(to, frame.box.x + frame.box.w + 4);
    if (left >= right) return;
    const [x, w] = snapped(left, right);
    pushRect(list, x, top, w, tall, fill[s] ?? 0, s);
  };
  const pieces = piecesIn(plan);
  const scale = h / Math.max(1, padded[s] ?? 0);
  let dead = x0;
  for (let k = pieces.from[s] ?? 0; k < (pieces.from[s + 1] ?? 0); k++) {
    const from = place(pieces.start[k] ?? 0);
    line(dead, from, y + h / 2 - 1, 2);
    dead = place(pieces.end[k] ?? 0);
    const tall = Math.max(2, (pieces.bytes[k] ?? 0) * scale);
    line(from, dead, y + Math.min(h - tall, h - (pieces.high[k] ?? 0) * scale), tall);
  }
  line(dead, x1, y + h / 2 - 1, 2);
}

function bar(frame: BarsFrame, list: Rects, s: number, x0: number, x1: number, y: number): void {
  const left = Math.max(x0, frame.box.x - 4);
  const [x, w] = snapped(left, Math.min(x1, frame.box.x + frame.box.w + 4));
  // What needs no bytes is a thin line: it has a place in time but none in memory.
  const thin = (frame.geometry.size[s] ?? 0) <= 0;
  const h = frame.rowHeight - AIR;
  pushRect(list, x, thin ? y + h / 2 - 1 : y, w, thin ? 2 : h, frame.model.fill[s] ?? 0, s);
}

function rowBars(frame: BarsFrame, row: number, linked: Linked | undefined, tones: Tones): void {
  const { model, geometry, rows, time, box } = frame;
  const { from, items } = rows.storages;
  const y = barTop(frame, row);
  const right = box.x + box.w;
  const to = from[row + 1] ?? 0;
  let column = -1;
  let longest = 0;
  let winner = -1;
  const flush = () => {
    if (winner >= 0) bar(frame, tones[toneOf(model.plan, linked, winner)], winner, column, column + 1, y);
    winner = -1;
    longest = 0;
  };
  for (let i = firstEndingAfter(frame, from[row] ?? 0, to, under(time, box.x)); i < to; i++) {
    const s = items[i] ?? 0;
    const x0 = at(time, geometry.start[s] ?? 0);
    if (x0 >= right) break;
    const x1 = at(time, geometry.end[s] ?? 0);
    const tone = toneOf(model.plan, linked, s);
    if (x1 - x0 >= 1 || tone === 2) {
      lifeBar(frame, tones[tone], s, x0, x1, y);
      continue;
    }
    if (Math.floor(x0) !== column) {
      flush();
      column = Math.floor(x0);
    }
    if (x1 - x0 > longest) {
      longest = x1 - x0;
      winner = s;
    }
  }
  flush();
}

/** Fills `tones` with the bars of the rows in view. */
export function timelineBars(frame: BarsFrame, linked: Linked | undefined, tones: Tones): void {
  const [first, last] = visibleRows(frame);
  for (let row = first; row < last; row++) rowBars(frame, row, linked, tones);
}

/** The same while bars are on their way to other rows: every storage by itself (there are few: geometry.ts). */
export function movingBars(frame: BarsFrame, linked: Linked | undefined, tones: Tones): void {
  for (let s = 0; s < frame.model.plan.storages.count; s++) {
    const box = barOfStorage(frame, s);
    if ((frame.rowAt[s] ?? -1) < 0 || box.y + box.h < frame.box.y || box.y > frame.box.y + frame.box.h)
      continue;
    if (box.x + box.w < frame.box.x || box.x > frame.box.x + frame.box.w) continue;
    lifeBar(frame, tones[toneOf(frame.model.plan, linked, s)], s, box.x, box.x + box.w, box.y);
  }
}
