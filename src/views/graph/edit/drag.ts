/** Arithmetic of dragging boxes: which ones go along, where they are then, and how fast the view follows at its edge. */

import { type BoxKey, readBoxKey } from "../../../core/box-key.ts";
import type { PlacedBox } from "../../../core/edit/draw.ts";
import type { Point } from "../../../core/edit/types.ts";
import type { Size } from "../camera.ts";
import type { Box } from "../geometry.ts";

/** The boxes that go along with the one that is taken hold of: all that are chosen when it is, else it alone. */
export function goingAlong(grabbed: BoxKey, chosen: readonly BoxKey[]): readonly BoxKey[] {
  return chosen.includes(grabbed) ? chosen : [grabbed];
}

/** Boxes moved by so much, on whole pixels. */
export function movedBy(boxes: readonly PlacedBox[], by: Point): readonly PlacedBox[] {
  return boxes.map((box) => ({ ...box, x: Math.round(box.x + by.x), y: Math.round(box.y + by.y) }));
}

export function saysMoved(keys: readonly BoxKey[]): string {
  const [first] = keys;
  return keys.length === 1 && first !== undefined
    ? `Moved ${readBoxKey(first).id}`
    : `Moved ${keys.length} boxes`;
}

/** The smallest box around some; undefined of none. */
export function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((b) => b.x));
  const y = Math.min(...boxes.map((b) => b.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((b) => b.x + b.width)) - x,
    height: Math.max(...boxes.map((b) => b.y + b.height)) - y,
  };
}

/** The box between two corners, in any order. */
export function spanned(a: Point, b: Point): Box {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/** Pixels from an edge of the pane within which the view follows, and how far it goes in a frame at the edge itself. */
const PULL_WITHIN = 28;
const PULL_MOST = 14;

function pullOf(at: number, length: number): number {
  const before = Math.max(0, Math.min(1, 1 - at / PULL_WITHIN));
  const behind = Math.max(0, Math.min(1, 1 - (length - at) / PULL_WITHIN));
  return PULL_MOST * (before - behind);
}

/** How far the view moves in a frame while the pointer drags something at this place of the pane. */
export function pull(at: Point, { width, height }: Size): Point {
  return { x: pullOf(at.x, width), y: pullOf(at.y, height) };
}
