/** Bars of the visible timeline rows. Bars thinner than a pixel are merged a pixel column at a time, the longest giving the colour. */

import { piecesIn } from "../core/needs.ts";
import { headerAt, type RowSet } from "../look/rows.ts";
import { topIn } from "../look/tops.ts";
import { snapped } from "./arena-list.ts";
import type { Geometry } from "./geometry.ts";
import { firstMeant } from "./meant.ts";
import type { Model } from "./model.ts";
import { pushRect, type Rects } from "./rects.ts";
import { at, type Box, type Scale, under } from "./scale.ts";
import { clearStrips, fillStrip, type Strips } from "./strips.ts";
import { type Linked, type Tones, toneOf } from "./tone.ts";

/** Pixels a row: at least what 11 px words need, more while all rows still fit. */
const LEAST_ROW = 17;
const MOST_ROW = 24;
/** Pixels of a row that its bar leaves free. */
const AIR = 4;
/** More bars in view than this are not rectangles each; those stay that are as wide as a word. */
export const MOST_BARS = 3000;
const LEAST_OWN = 22;

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

/** Pixels of a bar from top to foot. */
export function barHeight({ rowHeight: height }: Pick<BarsFrame, "rowHeight">): number {
  return height - AIR;
}

/** The exact box of a storage's bar, not cut to the plot. */
export function barOfStorage(frame: Omit<BarsFrame, "model">, s: number): Box {
  const x = at(frame.time, frame.geometry.start[s] ?? 0);
  const row = frame.rowAt[s] ?? -1;
  return {
    x,
    y: barTop(frame, row),
    w: at(frame.time, frame.geometry.end[s] ?? 0) - x,
    h: barHeight(frame),
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
  const { end } = frame.geometry;
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((end[frame.rows.storages.items[middle] ?? 0] ?? 0) > step) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Position in the row's list of the first tenant from `from` on that starts at `step` or later; near ones are found soonest. */
function firstStartingFrom(frame: BarsFrame, from: number, to: number, step: number): number {
  const { start } = frame.geometry;
  const { items } = frame.rows.storages;
  const before = (i: number) => (start[items[i] ?? 0] ?? 0) < step;
  let low = from;
  let stride = 1;
  while (low + stride < to && before(low + stride)) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(to, low + stride);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Positions of the bars of a row of which any part is between two places of the time axis. */
export function barsBetween(
  frame: BarsFrame,
  row: number,
  left: number,
  right: number,
): readonly [from: number, to: number] {
  const { from } = frame.rows.storages;
  const end = from[row + 1] ?? 0;
  const first = firstEndingAfter(frame, from[row] ?? 0, end, under(frame.time, left));
  return [first, firstStartingFrom(frame, first, end, under(frame.time, right))];
}

/** Storages whose bars are in the pixel column of a point of a row: more than one where bars are merged. */
export function sharingPixel(frame: BarsFrame, row: number, x: number): number {
  const [from, to] = barsBetween(frame, row, Math.floor(x), Math.floor(x) + 1);
  return to - from;
}

/** The bar of a whole life; of a storage with gaps what it needs when, narrower where that is less, a thin line in dead times. */
function lifeBar(frame: BarsFrame, list: Rects, s: number, x0: number, x1: number, y: number): void {
  const { plan, fill } = frame.model;
  const { gaps, start, end, padded } = plan.storages;
  if (gaps === null || gaps.from[s] === gaps.from[s + 1]) {
    bar(frame, list, s, x0, x1, y);
    return;
  }
  const h = barHeight(frame);
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
  const h = barHeight(frame);
  pushRect(list, x, thin ? y + h / 2 - 1 : y, w, thin ? 2 : h, frame.model.fill[s] ?? 0, s);
}

/** Fills `tones` with the bars [i, to) of a row; true when some were merged. */
function rowBars(
  frame: BarsFrame,
  row: number,
  [first, to]: readonly [number, number],
  linked: Linked | undefined,
  tones: Tones,
): boolean {
  const { model, geometry, rows, time } = frame;
  const { items } = rows.storages;
  const y = barTop(frame, row);
  let column = -1;
  let longest = 0;
  let winner = -1;
  let merged = false;
  const flush = () => {
    if (winner >= 0) bar(frame, tones[toneOf(model.plan, linked, winner)], winner, column, column + 1, y);
    winner = -1;
    longest = 0;
  };
  for (let i = first; i < to; i++) {
    const s = items[i] ?? 0;
    const x0 = at(time, geometry.start[s] ?? 0);
    const x1 = at(time, geometry.end[s] ?? 0);
    const tone = toneOf(model.plan, linked, s);
    if (x1 - x0 >= 1 || tone === 2) {
      lifeBar(frame, tones[tone], s, x0, x1, y);
      continue;
    }
    if (Math.floor(x0) !== column) {
      flush();
      column = Math.floor(x0);
    } else merged = true;
    if (x1 - x0 > longest) {
      longest = x1 - x0;
      winner = s;
    }
  }
  flush();
  return merged;
}

/** The same for many bars: only those with room for a word are rectangles, the rest are columns of `strips`. */
function rowStrips(
  frame: BarsFrame,
  row: number,
  [first, to]: readonly [number, number],
  linked: Linked | undefined,
  tones: Tones,
  strips: Strips,
): boolean {
  const { model, geometry, rows, time, box } = frame;
  const { items } = rows.storages;
  const meant = linked === undefined ? undefined : firstMeant(rows, linked);
  let merged = false;
  for (let i = first; i < to; ) {
    const s = items[i] ?? 0;
    const x0 = at(time, geometry.start[s] ?? 0);
    const x1 = at(time, geometry.end[s] ?? 0);
    if (x1 - x0 >= LEAST_OWN) {
      lifeBar(frame, tones[toneOf(model.plan, linked, s)], s, x0, x1, barTop(frame, row));
      i++;
      continue;
    }
    const column = Math.max(0, Math.floor(x0 - box.x));
    let stop = i + 1;
    let winner = i;
    if (x1 - x0 < 1) {
      stop = firstStartingFrom(frame, i, to, under(time, box.x + column + 1));
      winner = topIn(rows.length, rows.longest, i, Math.max(stop, i + 1));
      // the last of a column may reach far beyond it
      if (winner > i && (rows.length[winner] ?? 0) * time.per >= 1) {
        stop = winner;
        winner = topIn(rows.length, rows.longest, i, stop);
      }
      stop = Math.max(stop, i + 1);
    }
    merged ||= stop - i > 1;
    const shown = meant?.(i, stop) ?? -1;
    const who = items[shown >= 0 ? shown : winner] ?? 0;
    const tone = toneOf(model.plan, linked, who);
    const [x, w] = snapped(Math.max(x0 - box.x, 0), x1 - box.x);
    const wide = x1 - x0 >= 1;
    fillStrip(strips, row, wide ? x : column, wide ? x + w : column + 1, model.fill[who] ?? 0, tone);
    i = stop;
  }
  return merged;
}

/**
 * Fills `tones` with the bars of the rows in view, and `strips` with those that are too many to be rectangles (undefined:
 * all are to be). True when bars were merged. Costs by the pixels, not by the bars that share them.
 */
export function timelineBars(
  frame: BarsFrame,
  linked: Linked | undefined,
  tones: Tones,
  strips: Strips | undefined,
): boolean {
  const [first, last] = visibleRows(frame);
  const { x, w } = frame.box;
  const ranges: (readonly [number, number])[] = [];
  let bars = 0;
  for (let row = first; row < last; row++) {
    const range = barsBetween(frame, row, x, x + w);
    bars += range[1] - range[0];
    ranges.push(range);
  }
  const many = strips !== undefined && bars > MOST_BARS;
  if (strips !== undefined) clearStrips(strips, first, many ? last - first : 0, Math.ceil(w));
  let merged = false;
  ranges.forEach((range, i) => {
    const row = first + i;
    const some = many
      ? rowStrips(frame, row, range, linked, tones, strips)
      : rowBars(frame, row, range, linked, tones);
    merged ||= some;
  });
  return merged;
}

/** The same while bars are on their way to other rows: every storage by itself (there are few: geometry.ts). */
export function movingBars(frame: BarsFrame, linked: Linked | undefined, tones: Tones): void {
  for (let s = 0; s < frame.model.plan.storages.count; s++) {
    const row = frame.rows.rowOf[s] ?? -1;
    // what is folded is in its header's band
    if (row < 0 || headerAt(frame.rows, row) >= 0) continue;
    const box = barOfStorage(frame, s);
    if (box.y + box.h < frame.box.y || box.y > frame.box.y + frame.box.h) continue;
    if (box.x + box.w < frame.box.x || box.x > frame.box.x + frame.box.w) continue;
    lifeBar(frame, tones[toneOf(frame.model.plan, linked, s)], s, box.x, box.x + box.w, box.y);
  }
}
