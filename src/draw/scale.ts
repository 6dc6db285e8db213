/** Linear scales between steps or addresses and pixels. Doubles throughout: addresses may pass 2^32. */

import { LEFT_GUTTER, RIGHT_GUTTER } from "./axis.ts";
import type { Range } from "./range.ts";

export interface Scale {
  /** Value at pixel `origin`. */
  readonly from: number;
  readonly origin: number;
  /** Pixels a unit; negative when values grow upwards. */
  readonly per: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export function at(scale: Scale, value: number): number {
  return scale.origin + (value - scale.from) * scale.per;
}

export function under(scale: Scale, pixel: number): number {
  return scale.from + (pixel - scale.origin) / scale.per;
}

/** Steps to x in a pane of this width; the same in every pane that shares the gutters. */
export function timeScale(time: Range, width: number): Scale {
  const plot = Math.max(1, width - LEFT_GUTTER - RIGHT_GUTTER);
  return { from: time[0], origin: LEFT_GUTTER, per: plot / (time[1] - time[0]) };
}

/** Values to y, growing upwards from the bottom of the box. */
export function upScale(values: Range, box: Box): Scale {
  return { from: values[0], origin: box.y + box.h, per: -box.h / Math.max(1e-9, values[1] - values[0]) };
}

/** The step whose column holds pixel x, kept inside [0, steps). */
export function stepUnder(scale: Scale, x: number, steps: number): number {
  return Math.min(Math.max(Math.floor(under(scale, x)), 0), Math.max(0, steps - 1));
}

export function within(box: Box, x: number, y: number): boolean {
  return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

/** The part of `a` inside `b`; undefined when they do not meet. */
export function meet(a: Box, b: Box): Box | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const w = Math.min(a.x + a.w, b.x + b.w) - x;
  const h = Math.min(a.y + a.h, b.y + b.h) - y;
  return w > 0 && h > 0 ? { x, y, w, h } : undefined;
}
