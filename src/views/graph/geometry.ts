/** Where boxes and lines are, with indices that answer what is at a point or in a window. Graph pixels throughout. */

import Flatbush from "flatbush";
import type { Placing, Skeleton } from "../../core/skeleton.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Geometry {
  readonly skeleton: Skeleton;
  readonly placing: Placing;
  readonly width: number;
  readonly height: number;
  /** Indices of boxes that meet a window, ascending. */
  readonly boxesIn: (window: Box) => number[];
  readonly linesIn: (window: Box) => number[];
  /** From where to where boxes and lines reach between two heights. */
  readonly across: (top: number, bottom: number) => { readonly left: number; readonly right: number };
  /** The box nearest a point and at most `slack` from it, or −1. */
  readonly boxAt: (x: number, y: number, slack: number) => number;
}

export function boxOf({ skeleton, placing }: Geometry, i: number): Box {
  return {
    x: placing.at[2 * i] ?? 0,
    y: placing.at[2 * i + 1] ?? 0,
    width: skeleton.width[i] ?? 0,
    height: skeleton.height[i] ?? 0,
  };
}

/** The smallest box around some boxes; undefined of none. */
export function boundsOf(geometry: Geometry, boxes: Iterable<number>): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of boxes) {
    const b = boxOf(geometry, i);
    left = Math.min(left, b.x);
    top = Math.min(top, b.y);
    right = Math.max(right, b.x + b.width);
    bottom = Math.max(bottom, b.y + b.height);
  }
  return left > right ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

/** What a line is traced on: a canvas, a path of one, or text for SVG. */
export interface Pen {
  moveTo: (x: number, y: number) => void;
  lineTo: (x: number, y: number) => void;
  bezierCurveTo: (ax: number, ay: number, bx: number, by: number, x: number, y: number) => void;
}

/** Traces line e from the bottom of its writer along its runs to `short` pixels above its reader; curves leave vertically. */
export function traceLine(
  { skeleton, placing }: Geometry,
  e: number,
  short: number,
  straight: boolean,
  pen: Pen,
): void {
  const { at, runs } = placing;
  const u = skeleton.from[e] ?? 0;
  const v = skeleton.to[e] ?? 0;
  let x = (at[2 * u] ?? 0) + (skeleton.width[u] ?? 0) / 2;
  let y = (at[2 * u + 1] ?? 0) + (skeleton.height[u] ?? 0);
  pen.moveTo(x, y);
  const reach = (toX: number, toY: number) => {
    if (straight || Math.abs(toX - x) < 0.5) pen.lineTo(toX, toY);
    else pen.bezierCurveTo(x, (y + toY) / 2, toX, (y + toY) / 2, toX, toY);
    x = toX;
    y = toY;
  };
  for (let r = runs.from[e] ?? 0; r < (runs.from[e + 1] ?? 0); r++) {
    const runX = runs.at[3 * r] ?? 0;
    reach(runX, runs.at[3 * r + 1] ?? 0);
    const end = runs.at[3 * r + 2] ?? 0;
    if (end > y) reach(runX, end);
  }
  reach((at[2 * v] ?? 0) + (skeleton.width[v] ?? 0) / 2, (at[2 * v + 1] ?? 0) - short);
}

/** Where the arrow of line e points. */
export function tipOf(
  { skeleton, placing }: Geometry,
  e: number,
): { readonly x: number; readonly y: number } {
  const v = skeleton.to[e] ?? 0;
  return { x: (placing.at[2 * v] ?? 0) + (skeleton.width[v] ?? 0) / 2, y: placing.at[2 * v + 1] ?? 0 };
}

/** Stroke width of a line that carries so many bytes: 256 B is a hair, and each doubling adds a fifth of a pixel. */
export function lineWidth(bytes: number): number {
  return Math.min(4, Math.max(0.8, 0.8 + 0.2 * (Math.log2(Math.max(1, bytes)) - 8)));
}

function indexed(count: number, add: (index: Flatbush) => void): (window: Box) => number[] {
  if (count === 0) return () => [];
  const index = new Flatbush(count, 16, Float32Array);
  add(index);
  index.finish();
  return (w) => index.search(w.x, w.y, w.x + w.width, w.y + w.height).sort((a, b) => a - b);
}

function boundsOfLine(
  skeleton: Skeleton,
  { at, runs }: Placing,
  e: number,
): readonly [number, number, number, number] {
  const u = skeleton.from[e] ?? 0;
  const v = skeleton.to[e] ?? 0;
  const ux = (at[2 * u] ?? 0) + (skeleton.width[u] ?? 0) / 2;
  const vx = (at[2 * v] ?? 0) + (skeleton.width[v] ?? 0) / 2;
  const uy = (at[2 * u + 1] ?? 0) + (skeleton.height[u] ?? 0);
  const vy = at[2 * v + 1] ?? 0;
  let left = Math.min(ux, vx);
  let right = Math.max(ux, vx);
  for (let r = runs.from[e] ?? 0; r < (runs.from[e + 1] ?? 0); r++) {
    left = Math.min(left, runs.at[3 * r] ?? 0);
    right = Math.max(right, runs.at[3 * r] ?? 0);
  }
  return [left, Math.min(uy, vy), right, Math.max(uy, vy)];
}

function make(skeleton: Skeleton, placing: Placing): Geometry {
  let width = 0;
  let height = 0;
  const boxesIn = indexed(skeleton.count, (index) => {
    for (let i = 0; i < skeleton.count; i++) {
      const x = placing.at[2 * i] ?? 0;
      const y = placing.at[2 * i + 1] ?? 0;
      const right = x + (skeleton.width[i] ?? 0);
      const bottom = y + (skeleton.height[i] ?? 0);
      index.add(x, y, right, bottom);
      width = Math.max(width, right);
      height = Math.max(height, bottom);
    }
  });
  const linesIn = indexed(skeleton.from.length, (index) => {
    for (let e = 0; e < skeleton.from.length; e++) {
      const [left, top, right, bottom] = boundsOfLine(skeleton, placing, e);
      index.add(left, top, right, bottom);
      width = Math.max(width, right);
    }
  });
  const across = (top: number, bottom: number) => {
    let [left, right] = [width, 0];
    const reach = (from: number, to: number) => {
      left = Math.min(left, from);
      right = Math.max(right, to);
    };
    const window = { x: 0, y: top, width, height: bottom - top };
    for (const i of boxesIn(window)) {
      const x = placing.at[2 * i] ?? 0;
      reach(x, x + (skeleton.width[i] ?? 0));
    }
    const { from, at } = placing.runs;
    for (const e of linesIn(window)) {
      for (let r = from[e] ?? 0; r < (from[e + 1] ?? 0); r++) {
        const seen = (at[3 * r + 1] ?? 0) < bottom && (at[3 * r + 2] ?? 0) > top;
        if (seen) reach(at[3 * r] ?? 0, at[3 * r] ?? 0);
      }
    }
    return left > right ? { left: 0, right: width } : { left, right };
  };
  const boxAt = (x: number, y: number, slack: number) => {
    let best = -1;
    let least = Infinity;
    for (const i of boxesIn({ x: x - slack, y: y - slack, width: 2 * slack, height: 2 * slack })) {
      const left = placing.at[2 * i] ?? 0;
      const top = placing.at[2 * i + 1] ?? 0;
      const aside = Math.max(left - x, x - left - (skeleton.width[i] ?? 0), 0);
      const apart = Math.max(top - y, y - top - (skeleton.height[i] ?? 0), 0);
      if (aside + apart >= least) continue;
      best = i;
      least = aside + apart;
    }
    return best;
  };
  return { skeleton, placing, width, height, boxesIn, linesIn, across, boxAt };
}

let last: { readonly of: Skeleton; readonly made: Geometry } | undefined;

/** The geometry of boxes placed so; the last one is kept, because a new plan mostly leaves the places as they are. */
export function geometryOf(skeleton: Skeleton, placing: Placing): Geometry {
  if (last === undefined || last.made.placing.at !== placing.at || last.of !== skeleton) {
    const same = last?.made.placing.at === placing.at && last.of.from.length === skeleton.from.length;
    last = {
      of: skeleton,
      made: same && last !== undefined ? { ...last.made, skeleton } : make(skeleton, placing),
    };
  }
  return last.made;
}
