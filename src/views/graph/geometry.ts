/** Where boxes and lines are, with indices that answer what is at a point or in a window. Graph pixels throughout. */

import Flatbush from "flatbush";
import type { Placing, Skeleton } from "../../core/skeleton.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Placed {
  readonly skeleton: Skeleton;
  readonly placing: Placing;
}

/** Is itself the smallest box around all boxes and lines. */
export interface Geometry extends Box, Placed {
  /** Indices of boxes that meet a window, ascending. */
  readonly boxesIn: (window: Box) => number[];
  readonly linesIn: (window: Box) => number[];
  /** From where to where boxes and lines reach between two heights. */
  readonly across: (top: number, bottom: number) => { readonly left: number; readonly right: number };
  /** The box nearest a point and at most `slack` from it, or −1. */
  readonly boxAt: (x: number, y: number, slack: number) => number;
}

export function boxOf({ skeleton, placing }: Placed, i: number): Box {
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

/** How far an output port is from the left side of its box: all are spread evenly. */
export function outOffset({ width, outs }: Skeleton, i: number, port: number): number {
  return ((width[i] ?? 0) * (port + 1)) / (Math.max(outs[i] ?? 0, port + 1) + 1);
}

/** How far an input port is from the left side of its box. */
export function inOffset({ inFrom, inX, ins, width }: Skeleton, i: number, port: number): number {
  // one that has only just been made is not counted yet
  if (port >= (ins[i] ?? 0)) return (width[i] ?? 0) * ((port + 1) / (port + 2));
  return inX[(inFrom[i] ?? 0) + port] ?? 0;
}

/** Where a line leaves: port `port` at the bottom of box i; `moved` is where its top-left corner is instead. */
export function outPortOf({ skeleton, placing }: Placed, i: number, port: number, moved?: Spot): Spot {
  const x = moved?.x ?? placing.at[2 * i] ?? 0;
  const y = moved?.y ?? placing.at[2 * i + 1] ?? 0;
  return { x: x + outOffset(skeleton, i, port), y: y + (skeleton.height[i] ?? 0) };
}

/** Where a line enters: port `port` at the top of box i. */
export function inPortOf({ skeleton, placing }: Placed, i: number, port: number, moved?: Spot): Spot {
  const x = moved?.x ?? placing.at[2 * i] ?? 0;
  const y = moved?.y ?? placing.at[2 * i + 1] ?? 0;
  return { x: x + inOffset(skeleton, i, port), y };
}

/** What a line is traced on: a canvas, a path of one, or text for SVG. */
export interface Pen {
  moveTo: (x: number, y: number) => void;
  lineTo: (x: number, y: number) => void;
  bezierCurveTo: (ax: number, ay: number, bx: number, by: number, x: number, y: number) => void;
}

/** How far a free curve goes straight on from its ends; upwards it needs room to turn. */
function bend(dx: number, dy: number): number {
  return dy > 0 ? Math.max(dy / 2, Math.min(16, dy)) : 22 + Math.min(90, -dy / 3 + Math.abs(dx) / 6);
}

/** A curve that leaves downwards and arrives from above. */
export function traceFree(from: Spot, to: Spot, straight: boolean, pen: Pen): void {
  pen.moveTo(from.x, from.y);
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  if (straight || (Math.abs(dx) < 0.5 && dy > 0)) pen.lineTo(to.x, to.y);
  else {
    const by = bend(dx, dy);
    pen.bezierCurveTo(from.x, from.y + by, to.x, to.y - by, to.x, to.y);
  }
}

/** Boxes that are somewhere else for the moment: top-left corners of the ends of a line. */
export interface Moved {
  readonly from?: Spot | undefined;
  readonly to?: Spot | undefined;
}

/** Traces line e from its port along its runs to `short` pixels above the port of its reader; curves leave vertically. */
export function traceLine(
  geometry: Geometry,
  e: number,
  short: number,
  straight: boolean,
  pen: Pen,
  moved: Moved = {},
): void {
  const { skeleton } = geometry;
  const { runs } = geometry.placing;
  const start = outPortOf(geometry, skeleton.from[e] ?? 0, skeleton.fromPort[e] ?? 0, moved.from);
  const port = tipOf(geometry, e, moved.to);
  const end = { x: port.x, y: port.y - short };
  const first = runs.from[e] ?? 0;
  const last = runs.from[e + 1] ?? 0;
  if (first === last || moved.from !== undefined || moved.to !== undefined) {
    traceFree(start, end, straight, pen);
    return;
  }
  let { x, y } = start;
  pen.moveTo(x, y);
  const reach = (toX: number, toY: number) => {
    if (straight || Math.abs(toX - x) < 0.5) pen.lineTo(toX, toY);
    else pen.bezierCurveTo(x, (y + toY) / 2, toX, (y + toY) / 2, toX, toY);
    x = toX;
    y = toY;
  };
  for (let r = first; r < last; r++) {
    const runX = runs.at[3 * r] ?? 0;
    reach(runX, runs.at[3 * r + 1] ?? 0);
    const below = runs.at[3 * r + 2] ?? 0;
    if (below > y) reach(runX, below);
  }
  reach(end.x, end.y);
}

/** Where the arrow of line e points. */
export function tipOf(geometry: Placed, e: number, moved?: Spot): Spot {
  const { skeleton } = geometry;
  return inPortOf(geometry, skeleton.to[e] ?? 0, skeleton.toPort[e] ?? 0, moved);
}

/** Stroke width of a line that carries so many bytes: 256 B is a hair, and each doubling adds a fifth of a pixel. */
export function lineWidth(bytes: number): number {
  return Math.min(4, Math.max(0.8, 0.8 + 0.2 * (Math.log2(Math.max(1, bytes)) - 8)));
}

/** Left, top, right and bottom of each of `count` things, end to end. */
function indexed(count: number, sides: Float32Array): (window: Box) => number[] {
  if (count === 0) return () => [];
  const index = new Flatbush(count, 16, Float32Array);
  for (let i = 0; i < 4 * count; i += 4)
    index.add(sides[i] ?? 0, sides[i + 1] ?? 0, sides[i + 2] ?? 0, sides[i + 3] ?? 0);
  index.finish();
  return (w) => index.search(w.x, w.y, w.x + w.width, w.y + w.height).sort((a, b) => a - b);
}

/** Sides of every line; a curve between two points stays in the box of its four. */
function lineSides(placed: Placed): Float32Array {
  const { skeleton, placing } = placed;
  const { from: firstRun, at } = placing.runs;
  const sides = new Float32Array(4 * skeleton.from.length);
  for (let e = 0; e < skeleton.from.length; e++) {
    const start = outPortOf(placed, skeleton.from[e] ?? 0, skeleton.fromPort[e] ?? 0);
    const end = tipOf(placed, e);
    let left = Math.min(start.x, end.x);
    let right = Math.max(start.x, end.x);
    const first = firstRun[e] ?? 0;
    const last = firstRun[e + 1] ?? 0;
    for (let r = first; r < last; r++) {
      left = Math.min(left, at[3 * r] ?? 0);
      right = Math.max(right, at[3 * r] ?? 0);
    }
    const dy = end.y - start.y;
    const by = first === last && dy <= 0 ? bend(end.x - start.x, dy) : 0;
    sides.set([left, Math.min(start.y, end.y - by), right, Math.max(start.y + by, end.y)], 4 * e);
  }
  return sides;
}

function boxSides({ skeleton, placing }: Placed): Float32Array {
  const sides = new Float32Array(4 * skeleton.count);
  for (let i = 0; i < skeleton.count; i++) {
    const x = placing.at[2 * i] ?? 0;
    const y = placing.at[2 * i + 1] ?? 0;
    sides.set([x, y, x + (skeleton.width[i] ?? 0), y + (skeleton.height[i] ?? 0)], 4 * i);
  }
  return sides;
}

/** The box around all sides given; of nothing, none at the origin. */
function around(...all: readonly Float32Array[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const sides of all)
    for (let i = 0; i < sides.length; i += 4) {
      left = Math.min(left, sides[i] ?? 0);
      top = Math.min(top, sides[i + 1] ?? 0);
      right = Math.max(right, sides[i + 2] ?? 0);
      bottom = Math.max(bottom, sides[i + 3] ?? 0);
    }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

function make(skeleton: Skeleton, placing: Placing): Geometry {
  const boxes = boxSides({ skeleton, placing });
  const lines = lineSides({ skeleton, placing });
  const all = around(boxes, lines);
  const boxesIn = indexed(skeleton.count, boxes);
  const linesIn = indexed(skeleton.from.length, lines);
  const across = (top: number, bottom: number) => {
    let [left, right] = [Infinity, -Infinity];
    const reach = (from: number, to: number) => {
      left = Math.min(left, from);
      right = Math.max(right, to);
    };
    const window = { x: all.x, y: top, width: all.width, height: bottom - top };
    for (const i of boxesIn(window)) reach(boxes[4 * i] ?? 0, boxes[4 * i + 2] ?? 0);
    const { from, at } = placing.runs;
    for (const e of linesIn(window)) {
      for (let r = from[e] ?? 0; r < (from[e + 1] ?? 0); r++) {
        const seen = (at[3 * r + 1] ?? 0) < bottom && (at[3 * r + 2] ?? 0) > top;
        if (seen) reach(at[3 * r] ?? 0, at[3 * r] ?? 0);
      }
    }
    return left > right ? { left: all.x, right: all.x + all.width } : { left, right };
  };
  const boxAt = (x: number, y: number, slack: number) => {
    let best = -1;
    let least = Infinity;
    for (const i of boxesIn({ x: x - slack, y: y - slack, width: 2 * slack, height: 2 * slack })) {
      const aside = Math.max((boxes[4 * i] ?? 0) - x, x - (boxes[4 * i + 2] ?? 0), 0);
      const apart = Math.max((boxes[4 * i + 1] ?? 0) - y, y - (boxes[4 * i + 3] ?? 0), 0);
      if (aside + apart >= least) continue;
      best = i;
      least = aside + apart;
    }
    return best;
  };
  return { ...all, skeleton, placing, boxesIn, linesIn, across, boxAt };
}

let last: Geometry | undefined;

/** The geometry of boxes placed so; the last one is kept, because a new plan mostly leaves the places as they are. */
export function geometryOf(skeleton: Skeleton, placing: Placing): Geometry {
  if (last === undefined || last.placing.at !== placing.at || last.skeleton !== skeleton)
    last = make(skeleton, placing);
  return last;
}
