/** What is where: places of the window in pixels of the pane and of the drawing, and the boxes there. */

import type { Point } from "../../look/dataflow/sdf-places.ts";
import { rectOf } from "../../look/dataflow/sdf-scene.ts";
import type { Under } from "../../store/drawn.ts";
import { streamSceneStore } from "../../store/stream-scene.ts";
import { meet } from "./camera.ts";
import { viewStore } from "./view.ts";

export interface Spot {
  /** In pixels of the pane. */
  readonly at: Point;
  /** In pixels of the drawing. */
  readonly on: Point;
}

/** A place of the window. */
export function spotOf(
  pane: Element | null,
  client: { readonly clientX: number; readonly clientY: number },
): Spot {
  const { left, top } = pane?.getBoundingClientRect() ?? { left: 0, top: 0 };
  const at = { x: client.clientX - left, y: client.clientY - top };
  const { x, y, zoom } = viewStore.getState();
  return { at, on: { x: (at.x - x) / zoom, y: (at.y - y) / zoom } };
}

/** The box there, or so many pixels of the screen beside it; −1: none. */
export function boxAt(on: Point, miss: number): number {
  const { scene } = streamSceneStore.getState();
  if (scene === null) return -1;
  const by = miss / viewStore.getState().zoom;
  const spot = { x: on.x - by, y: on.y - by, width: 2 * by, height: 2 * by };
  return scene.drawing.boxes.findIndex((_, b) => meet(rectOf(scene, b), spot));
}

/** Where the canvas is free; null beside it and over boxes. */
export function underPoint(pane: Element, { x, y }: Point): Under | null {
  const { left, top, right, bottom } = pane.getBoundingClientRect();
  if (x < left || x > right || y < top || y > bottom) return null;
  const { on } = spotOf(pane, { clientX: x, clientY: y });
  return boxAt(on, 0) < 0 ? { at: on, box: null, wire: null } : null;
}
