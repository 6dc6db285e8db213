/** Where the boxes of the graph are drawn now: the graph pane tells it, edits of the drawing and menus begin with it. */

import type { BoxKey } from "../core/box-key.ts";
import type { PlacedBox } from "../core/edit/draw.ts";
import type { Point, PortRef } from "../core/edit/types.ts";

/** What of the graph is at a point of the window. */
export interface Under {
  /** The point in graph pixels. */
  readonly at: Point;
  readonly box: BoxKey | null;
  /** The connection there, by the port that it enters, when no box is. */
  readonly wire: PortRef | null;
}

let source: (() => readonly PlacedBox[]) | undefined;
let finder: ((screen: Point) => Under | null) | undefined;

/** Called by the graph pane while it is on the page; returns how to stop. */
export function offerBoxes(boxes: () => readonly PlacedBox[]): () => void {
  source = boxes;
  return () => {
    if (source === boxes) source = undefined;
  };
}

/** All boxes with their places; empty when no graph is drawn. */
export function drawnBoxes(): readonly PlacedBox[] {
  return source?.() ?? [];
}

/** Called by the graph pane while it is on the page; returns how to stop. `find` gives null for points beside its canvas. */
export function offerUnder(find: (screen: Point) => Under | null): () => void {
  finder = find;
  return () => {
    if (finder === find) finder = undefined;
  };
}

/** What is at a point, in pixels of the window; null when it is not over the graph. */
export function whatIsUnder(screen: Point): Under | null {
  return finder?.(screen) ?? null;
}
