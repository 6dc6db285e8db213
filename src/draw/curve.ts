/** The live-bytes curve in pixels: exact steps where there is room, the maximum of each pixel column where there is not. */

import { pieceAt } from "../core/bound.ts";
import type { Curve } from "../core/plan.types.ts";
import { at, type Box, type Scale, under } from "./scale.ts";

/** The first stretch of steps at which the curve is highest; undefined when nothing is ever alive. */
export function crest(
  curve: Curve,
): { readonly start: number; readonly end: number; readonly bytes: number } | undefined {
  let best = -1;
  for (let i = 0; i < curve.bytes.length; i++)
    if (best < 0 || (curve.bytes[i] ?? 0) > (curve.bytes[best] ?? 0)) best = i;
  const bytes = curve.bytes[best] ?? 0;
  if (bytes <= 0) return undefined;
  const start = curve.step[best] ?? 0;
  return { start, end: curve.step[best + 1] ?? start + 1, bytes };
}

/** Points x0, y0, x1, y1 … of the curve's top line across the plot, from its left edge to its right. */
export function curvePoints(curve: Curve, time: Scale, bytes: Scale, plot: Box): number[] {
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
  let i = first;
  for (let column = 0; column < plot.w; column++) {
    const until = under(time, plot.x + column + 1);
    const since = under(time, plot.x + column);
    while (i < last && (curve.step[i + 1] ?? 0) <= since) i++;
    let most = curve.bytes[i] ?? 0;
    while (i < last && (curve.step[i + 1] ?? 0) < until) {
      i++;
      most = Math.max(most, curve.bytes[i] ?? 0);
    }
    level(plot.x + column, plot.x + column + 1, most);
  }
  return points;
}
