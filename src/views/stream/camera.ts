/** Where the pane looks: pure arithmetic from pixels of the drawing to a viewport. Screen = drawing × zoom + (x, y). */

import type { Rect } from "../../look/dataflow/sdf-scene.ts";

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const ZOOM_LEAST = 0.02;
export const ZOOM_MOST = 2.5;
/** Below, boxes are blocks; from `NEAR` on, ports and FIFOs say what they are. */
export const FAR = 0.3;
export const NEAR = 0.68;
/** Least zoom at which a first look at a part is of use, and at all of it: how a graph hangs together says more than words do. */
const READABLE = 0.55;
const WHOLE = FAR;
/** Free pixels around what is fitted. */
const MARGIN = 14;

export type Detail = "far" | "mid" | "near";

export function detailOf(zoom: number): Detail {
  return zoom < FAR ? "far" : zoom < NEAR ? "mid" : "near";
}

/** The part of the drawing that is in view. */
export function windowOf(view: Viewport, size: Size): Rect {
  return {
    x: -view.x / view.zoom,
    y: -view.y / view.zoom,
    width: size.width / view.zoom,
    height: size.height / view.zoom,
  };
}

export function meet(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The middle of a part in the middle of the pane. */
export function centred(part: Rect, size: Size, zoom: number): Viewport {
  return {
    x: size.width / 2 - (part.x + part.width / 2) * zoom,
    y: size.height / 2 - (part.y + part.height / 2) * zoom,
    zoom,
  };
}

/** All of a part in view, no larger than `most`. */
export function fitted(part: Rect, size: Size, most = 1): Viewport {
  const room = (pixels: number, of: number) => Math.max(1, pixels - 2 * MARGIN) / Math.max(1, of);
  const zoom = Math.min(most, room(size.width, part.width), room(size.height, part.height));
  return centred(part, size, Math.max(ZOOM_LEAST, zoom));
}

/** All of it when its names can be made out, else `focus` in sight, with the drawing kept at the edges of the pane. */
export function firstLook(whole: Rect, focus: Rect, size: Size): Viewport {
  const all = fitted(whole, size);
  if (all.zoom >= WHOLE) return all;
  const { x, y } = centred(focus, size, READABLE);
  const held = (offset: number, from: number, length: number, pane: number) => {
    const first = MARGIN - from * READABLE;
    const last = pane - MARGIN - (from + length) * READABLE;
    return first < last ? (first + last) / 2 : Math.min(first, Math.max(last, offset));
  };
  return {
    x: held(x, whole.x, whole.width, size.width),
    y: held(y, whole.y, whole.height, size.height),
    zoom: READABLE,
  };
}

/** The least move of the view that brings a part into it. */
export function broughtIn(part: Rect, view: Viewport, size: Size): Viewport {
  const move = (from: number, length: number, offset: number, pane: number) => {
    const start = from * view.zoom + offset;
    const end = start + length * view.zoom;
    if (start < MARGIN) return offset + MARGIN - start;
    return end > pane - MARGIN ? offset + pane - MARGIN - end : offset;
  };
  return {
    x: move(part.x, part.width, view.x, size.width),
    y: move(part.y, part.height, view.y, size.height),
    zoom: view.zoom,
  };
}

/** The view zoomed by `factor` about a point of the pane. */
export function zoomedAbout(
  view: Viewport,
  factor: number,
  at: { readonly x: number; readonly y: number },
): Viewport {
  const zoom = Math.min(ZOOM_MOST, Math.max(ZOOM_LEAST, view.zoom * factor));
  const by = zoom / view.zoom;
  return { x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by, zoom };
}
