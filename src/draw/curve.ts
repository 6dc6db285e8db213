/** The live-bytes curve in pixels: exact steps where there is room, the maximum of each pixel column where there is not. */

import { pieceAt } from "../core/bound.ts";
import type { Curve } from "../core/plan.types.ts";
import { type Highs, highIn, highsOf, type Tops, topIn, topsOf } from "../look/tops.ts";
import { at, type Box, type Scale, under } from "./scale.ts";

interface Heights {
  readonly tops: Tops;
  readonly highs: Highs;
}

const heights = new WeakMap<Curve, Heights>();

function heightsOf(curve: Curve): Heights {
  let made = heights.get(curve);
  if (made === undefined) {
    const tops = topsOf(curve.bytes);
    made = { tops, highs: highsOf(curve.bytes, tops) };
    heights.set(curve, made);
  }
  return made;
}

/** The first stretch of steps at which the curve is highest; undefined when nothing is ever alive. */
export function crest(
  curve: Curve,
): { readonly start: number; readonly end: number; readonly bytes: number } | undefined {
  const best = topIn(curve.bytes, heightsOf(curve).tops, 0, curve.bytes.length);
  const bytes = curve.bytes[best] ?? 0;
  if (bytes <= 0) return undefined;
  const start = curve.step[best] ?? 0;
  return { start, end: curve.step[best + 1] ?? start + 1, bytes };
}

/** The most bytes over the pieces [from, to) of a curve. */
export type MostOf = (from: number, to: number) => number;

/** Calls back with every pixel column of a plot and the pieces [from, to) that meet it, from left to right. */
function eachColumn(
  curve: Curve,
  time: Scale,
  plot: Box,
  call: (column: number, from: number, to: number) => void,
): void {
  let next = pieceAt(curve, under(time, plot.x));
  let stride = 1;
  for (let column = 0; column < plot.w; column++) {
    const until = under(time, plot.x + column + 1);
    const from = next;
    next = pieceAfter(curve, until, from, stride);
    stride = Math.max(1, next - from);
    // a piece that begins with the next column is that column's
    call(column, Math.max(0, from), curve.step[next] === until ? next : next + 1);
  }
}

/** The highest of each pixel column of a plot, in bytes. */
function columnsOf(curve: Curve, time: Scale, plot: Box): Float64Array {
  const made = new Float64Array(Math.max(0, Math.ceil(plot.w)));
  const { bytes } = curve;
  const { highs } = heightsOf(curve);
  eachColumn(curve, time, plot, (column, from, to) => {
    made[column] = to <= 0 ? 0 : Math.max(0, highIn(bytes, highs, from, to));
  });
  return made;
}

interface Columns {
  readonly time: Scale;
  readonly x: number;
  readonly w: number;
  readonly bytes: Float64Array;
}

/** Two panes over the same steps show the same columns of a curve, at other heights. */
const columns = new WeakMap<Curve, Columns>();

function columnsKept(curve: Curve, time: Scale, plot: Box): Float64Array {
  const { x, w } = plot;
  let kept = columns.get(curve);
  const same =
    kept?.x === x &&
    kept.w === w &&
    kept.time.from === time.from &&
    kept.time.origin === time.origin &&
    kept.time.per === time.per;
  if (kept === undefined || !same) {
    kept = { time, x, w, bytes: columnsOf(curve, time, plot) };
    columns.set(curve, kept);
  }
  return kept.bytes;
}

/**
 * Points x0, y0, x1, y1 … of the curve's top line across the plot, from its left edge to its right. Costs a logarithm a
 * pixel, however long the curve; `most` stands in for what is kept of a whole curve.
 */
export function curvePoints(curve: Curve, time: Scale, bytes: Scale, plot: Box, most?: MostOf): number[] {
  const points: number[] = [];
  const right = plot.x + plot.w;
  const last = curve.step.length - 1;
  const first = Math.max(0, pieceAt(curve, under(time, plot.x)));
  const end = pieceAt(curve, under(time, right));
  const level = (x: number, to: number, value: number) => {
    const y = at(bytes, value);
    points.push(x, y, to, y);
  };
  if (end - first <= plot.w) {
    for (let i = first; i <= Math.min(end, last); i++) {
      const x0 = Math.max(plot.x, at(time, curve.step[i] ?? 0));
      const x1 = i === last ? right : Math.min(right, at(time, curve.step[i + 1] ?? 0));
      if (x1 > x0) level(x0, x1, curve.bytes[i] ?? 0);
    }
    return points;
  }
  if (most !== undefined) {
    eachColumn(curve, time, plot, (column, from, to) =>
      level(plot.x + column, plot.x + column + 1, to <= 0 ? 0 : most(from, to)),
    );
    return points;
  }
  const tops = columnsKept(curve, time, plot);
  for (let column = 0; column < plot.w; column++)
    level(plot.x + column, plot.x + column + 1, tops[column] ?? 0);
  return points;
}

/** pieceAt of a step that is not before piece `from`: looked for around the piece `stride` further on. */
function pieceAfter(curve: Curve, step: number, from: number, stride: number): number {
  const { step: starts } = curve;
  const begins = (i: number) => (starts[i] ?? Number.POSITIVE_INFINITY) <= step;
  // `low` begins by then, or is before all that might; `high` begins later
  let low = from;
  let high = Math.max(0, from) + stride;
  for (let leap = 1; begins(high); leap *= 2) {
    low = high;
    high += leap;
  }
  for (let leap = 1, back = high - 1; back > low; leap *= 2, back -= leap) {
    if (begins(back)) {
      low = back;
      break;
    }
    high = back;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (begins(middle)) low = middle;
    else high = middle;
  }
  return low;
}
