/** The live-bytes curve in pixels: exact steps where there is room, the maximum of each pixel column where there is not. */

import { pieceAt } from "../core/bound.ts";
import type { Curve } from "../core/plan.types.ts";
import { type Tops, topIn, topsOf } from "../look/tops.ts";
import { at, type Box, type Scale, under } from "./scale.ts";

const tops = new WeakMap<Curve, Tops>();

function topsOfCurve(curve: Curve): Tops {
  let made = tops.get(curve);
  if (made === undefined) {
    made = topsOf(curve.bytes);
    tops.set(curve, made);
  }
  return made;
}

/** The first stretch of steps at which the curve is highest; undefined when nothing is ever alive. */
export function crest(
  curve: Curve,
): { readonly start: number; readonly end: number; readonly bytes: number } | undefined {
  const best = topIn(curve.bytes, topsOfCurve(curve), 0, curve.bytes.length);
  const bytes = curve.bytes[best] ?? 0;
  if (bytes <= 0) return undefined;
  const start = curve.step[best] ?? 0;
  return { start, end: curve.step[best + 1] ?? start + 1, bytes };
}

/** The most bytes over the pieces [from, to) of a curve. */
export type MostOf = (from: number, to: number) => number;

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
  const highest = most ?? mostOfCurve(curve);
  let next = pieceAt(curve, under(time, plot.x));
  for (let column = 0; column < plot.w; column++) {
    const until = under(time, plot.x + column + 1);
    const from = next;
    next = pieceAfter(curve, until, from);
    let to = next;
    // a piece that begins with the next column is that column's
    if (curve.step[to] === until) to--;
    level(plot.x + column, plot.x + column + 1, to < 0 ? 0 : highest(Math.max(0, from), to + 1));
  }
  return points;
}

/** pieceAt of a step that is not before piece `from`; at once where every step has a piece of its own. */
function pieceAfter(curve: Curve, step: number, from: number): number {
  const { step: starts } = curve;
  const guess = Math.max(0, from) + Math.floor(step) - (starts[Math.max(0, from)] ?? 0);
  const there = starts[guess];
  const after = starts[guess + 1];
  return there !== undefined && there <= step && after !== undefined && after > step
    ? guess
    : pieceAt(curve, step);
}

function mostOfCurve(curve: Curve): MostOf {
  const levels = topsOfCurve(curve);
  return (from, to) => curve.bytes[topIn(curve.bytes, levels, from, to)] ?? 0;
}
