/** A dataflow drawing in its places: those that a person chose, else those of a layout; lines as corners to go by. */

import type { SdfDrawing, SdfLine } from "./sdf-drawing.types.ts";
import type { Point, SdfPlaces } from "./sdf-places.ts";
import { routeOf } from "./sdf-route.ts";

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SdfScene {
  readonly drawing: SdfDrawing;
  /** Left upper corners, by box. */
  readonly at: readonly Point[];
  /** By box: the actor that it goes along with, itself for an actor. */
  readonly owner: readonly number[];
  /** By line: from port to port. */
  readonly routes: readonly (readonly Point[])[];
  readonly bounds: Rect;
}

export function rectOf(scene: Pick<SdfScene, "drawing" | "at">, box: number): Rect {
  const { x, y } = scene.at[box] ?? { x: 0, y: 0 };
  const { width = 0, height = 0 } = scene.drawing.boxes[box] ?? {};
  return { x, y, width, height };
}

/** Duplicates go with who feeds them, constants with whom they feed. */
function ownersOf({ boxes, lines, leaving, entering }: SdfDrawing): number[] {
  return boxes.map(({ kind }, b) => {
    if (kind === "duplicate") return lines[entering[b]?.[0] ?? -1]?.from ?? b;
    if (kind === "constant") return lines[leaving[b]?.[0] ?? -1]?.to ?? b;
    return b;
  });
}

/** Where a line begins and ends. */
export function endsOf(drawing: SdfDrawing, at: readonly Point[], line: SdfLine): readonly [Point, Point] {
  const [from, to] = [drawing.boxes[line.from], drawing.boxes[line.to]];
  const [a, b] = [at[line.from] ?? { x: 0, y: 0 }, at[line.to] ?? { x: 0, y: 0 }];
  return [
    { x: a.x + (from?.width ?? 0), y: a.y + (from?.outputs[line.output]?.y ?? 0) },
    { x: b.x, y: b.y + (to?.inputs[line.input]?.y ?? 0) },
  ];
}

/** Below which height both boxes of a line end: where it goes back round them. */
export function lowEnd({ boxes }: SdfDrawing, at: readonly Point[], { from, to }: SdfLine): number {
  return Math.max(...[from, to].map((b) => (at[b]?.y ?? 0) + (boxes[b]?.height ?? 0)));
}

/** `chosen`: places by hand, by id of a node. */
export function sdfScene(
  drawing: SdfDrawing,
  places: SdfPlaces,
  chosen: Readonly<Record<string, readonly [x: number, y: number]>>,
): SdfScene {
  const owner = ownersOf(drawing);
  const shift = drawing.boxes.map(({ kind, id }, b): Point => {
    const own = kind === "actor" && Object.hasOwn(chosen, id) ? chosen[id] : undefined;
    const from = places.at[b] ?? { x: 0, y: 0 };
    return own === undefined ? { x: 0, y: 0 } : { x: own[0] - from.x, y: own[1] - from.y };
  });
  const shiftOf = (b: number) => shift[owner[b] ?? b] ?? { x: 0, y: 0 };
  const at = drawing.boxes.map((_, b): Point => {
    const from = places.at[b] ?? { x: 0, y: 0 };
    const by = shiftOf(b);
    return { x: from.x + by.x, y: from.y + by.y };
  });
  const routes = drawing.lines.map((line, l) => {
    const [start, end] = endsOf(drawing, at, line);
    const [a, b] = [shiftOf(line.from), shiftOf(line.to)];
    const bends = a.x === b.x && a.y === b.y ? (places.bends[l] ?? null) : null;
    const moved = bends?.map(({ x, y }) => ({ x: x + a.x, y: y + a.y })) ?? null;
    return routeOf(start, end, moved, lowEnd(drawing, at, line));
  });
  return { drawing, at, owner, routes, bounds: boundsOf(drawing, at, routes) };
}

function boundsOf({ boxes }: SdfDrawing, at: readonly Point[], routes: readonly (readonly Point[])[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (x: number, y: number) => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  };
  boxes.forEach(({ width, height }, b) => {
    const { x, y } = at[b] ?? { x: 0, y: 0 };
    take(x, y);
    take(x + width, y + height);
  });
  for (const route of routes) for (const { x, y } of route) take(x, y);
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}
