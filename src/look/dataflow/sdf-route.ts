/** The way of a line: straight pieces along the axes, rounded at the corners. */

import type { Point } from "./sdf-places.ts";

/** Pixels straight out of a port, and below the boxes that a line goes back round. */
const STUB = 18;
const BELOW = 18;
const ROUND = 6;
/** Heights this near to each other are one. */
const LEVEL = 0.5;

/** From port to port by `bends`; without them its own way: ahead by the middle, backwards below `low`. */
export function routeOf(
  start: Point,
  end: Point,
  bends: readonly Point[] | null,
  low: number,
): readonly Point[] {
  if (bends !== null) return [start, ...bends, end];
  if (end.x - start.x >= STUB / 2) {
    if (Math.abs(end.y - start.y) < LEVEL) return [start, end];
    const middle = (start.x + end.x) / 2;
    return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
  }
  const [right, left, under] = [start.x + STUB, end.x - STUB, low + BELOW];
  return [
    start,
    { x: right, y: start.y },
    { x: right, y: under },
    { x: left, y: under },
    { x: left, y: end.y },
    end,
  ];
}

function text(value: number): number {
  return Math.round(value * 10) / 10;
}

/** As the text of an SVG path. */
export function pathOf(route: readonly Point[]): string {
  const [start, ...rest] = route;
  if (start === undefined) return "";
  let d = `M${text(start.x)} ${text(start.y)}`;
  let from = start;
  rest.forEach((to, i) => {
    const next = rest[i + 1];
    const before = Math.hypot(to.x - from.x, to.y - from.y);
    const after = next === undefined ? 0 : Math.hypot(next.x - to.x, next.y - to.y);
    const round = Math.min(ROUND, before / 2, after / 2);
    if (next === undefined || round < 0.5) d += `L${text(to.x)} ${text(to.y)}`;
    else {
      const [a, b] = [round / before, round / after];
      d += `L${text(to.x + (from.x - to.x) * a)} ${text(to.y + (from.y - to.y) * a)}`;
      d += `Q${text(to.x)} ${text(to.y)} ${text(to.x + (next.x - to.x) * b)} ${text(to.y + (next.y - to.y) * b)}`;
    }
    from = to;
  });
  return d;
}

export interface LabelPlace extends Point {
  /** Pixels of level line about it. */
  readonly room: number;
}

/** The middle of the longest level piece: where there is room for what a line says. */
export function labelPlace(route: readonly Point[]): LabelPlace {
  let best: LabelPlace = { x: route[0]?.x ?? 0, y: route[0]?.y ?? 0, room: 0 };
  for (let i = 1; i < route.length; i++) {
    const [a, b] = [route[i - 1], route[i]];
    if (a === undefined || b === undefined || Math.abs(a.y - b.y) >= LEVEL) continue;
    const room = Math.abs(a.x - b.x);
    if (room > best.room) best = { x: (a.x + b.x) / 2, y: a.y, room };
  }
  return best;
}
