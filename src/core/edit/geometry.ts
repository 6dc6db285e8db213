/** Where boxes go: free places, lines and equal gaps. Knows no documents. */

import type { BoxKey } from "../box-key.ts";
import type { PlacedBox } from "./draw.ts";
import type { Point } from "./types.ts";

/** Graph pixels between boxes. */
const GAP = 32;
/** Places that are tried to either side before a lower row. */
const MOST_ASIDE = 6;

interface Size {
  readonly width: number;
  readonly height: number;
}

function covers(box: PlacedBox, { x, y }: Point, size: Size): boolean {
  return (
    x < box.x + box.width + GAP / 2 &&
    box.x < x + size.width + GAP / 2 &&
    y < box.y + box.height + GAP / 2 &&
    box.y < y + size.height + GAP / 2
  );
}

/** A place for a new box of that size below `near` (below everything when empty) that covers no other box. */
export function freePlace(all: readonly PlacedBox[], near: readonly BoxKey[], size: Size): Point {
  if (all.length === 0) return { x: 0, y: 0 };
  const keys = new Set(near);
  const beside = all.filter((box) => keys.has(box.key));
  const about = beside.length === 0 ? all : beside;
  const [left, right] = extent(about, "x");
  const below = extent(about, "y")[1] + GAP;
  const x = beside.length === 0 ? left : Math.round((left + right - size.width) / 2);
  for (let y = below; ; ) {
    const inRow = all.filter((box) => covers({ ...box, x: 0, width: size.width }, { x: 0, y }, size));
    for (let aside = 0; aside <= 2 * MOST_ASIDE; aside++) {
      const steps = aside % 2 === 0 ? -aside / 2 : (aside + 1) / 2;
      const place = { x: x + steps * (size.width + GAP), y };
      if (!inRow.some((box) => covers(box, place, size))) return place;
    }
    // the row is full: below the first of its boxes to end
    y = inRow.reduce((least, box) => Math.min(least, box.y + box.height), Infinity) + GAP;
  }
}

export type Side = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** Of each side: the axis, and how much of a box lies before the line. */
const LINES: Readonly<Record<Side, readonly ["x" | "y", 0 | 0.5 | 1]>> = {
  left: ["x", 0],
  centre: ["x", 0.5],
  right: ["x", 1],
  top: ["y", 0],
  middle: ["y", 0.5],
  bottom: ["y", 1],
};

function extent(boxes: readonly PlacedBox[], axis: "x" | "y"): readonly [number, number] {
  const size = axis === "x" ? "width" : "height";
  let [from, to] = [Infinity, -Infinity];
  for (const box of boxes) {
    from = Math.min(from, box[axis]);
    to = Math.max(to, box[axis] + box[size]);
  }
  return [from, to];
}

/** New places with one side, or the centre line, in line. */
export function aligned(boxes: readonly PlacedBox[], side: Side): readonly PlacedBox[] {
  const [axis, part] = LINES[side];
  const size = axis === "x" ? "width" : "height";
  const [from, to] = extent(boxes, axis);
  const line = from + (to - from) * part;
  return boxes.map((box) => ({ ...box, [axis]: line - box[size] * part }));
}

/** New places with equal gaps between neighbours; the outermost stay. */
export function distributed(boxes: readonly PlacedBox[], along: "x" | "y"): readonly PlacedBox[] {
  const size = along === "x" ? "width" : "height";
  const middle = (box: PlacedBox): number => box[along] + box[size] / 2;
  const row = boxes.toSorted((a, b) => middle(a) - middle(b));
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined || row.length < 3) return boxes;
  const room = last[along] + last[size] - first[along];
  const gap = (room - row.reduce((sum, box) => sum + box[size], 0)) / (row.length - 1);
  const place = new Map<BoxKey, number>();
  let next = first[along];
  for (const box of row) {
    place.set(box.key, next);
    next += box[size] + gap;
  }
  return boxes.map((box) => ({ ...box, [along]: place.get(box.key) ?? box[along] }));
}
