/** Where the boxes of the graph are drawn now: the graph pane tells it, edits of the drawing begin with it. */

import type { PlacedBox } from "../core/edit/draw.ts";

let source: (() => readonly PlacedBox[]) | undefined;

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
