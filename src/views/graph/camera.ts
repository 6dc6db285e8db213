/** Where the pane looks: pure arithmetic from graph pixels to a viewport. Screen = graph × zoom + (x, y). */

import type { Box } from "./geometry.ts";

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const ZOOM_LEAST = 0.001;
export const ZOOM_MOST = 2.5;
/** Below, boxes are blocks; above `NEAR`, they show shapes. */
export const FAR = 0.35;
export const NEAR = 0.8;
/** Least zoom at which a first look is of use: text can be read. */
const READABLE = 0.6;
/** Free pixels around what is fitted. */
const MARGIN = 10;

export type Detail = "far" | "mid" | "near";

export function detailOf(zoom: number): Detail {
  return zoom < FAR ? "far" : zoom <= NEAR ? "mid" : "near";
}

/** The part of the graph that is in view. */
export function windowOf(view: Viewport, size: Size, margin = 0): Box {
  const width = size.width / view.zoom;
  const height = size.height / view.zoom;
  return {
    x: -view.x / view.zoom - width * margin,
    y: -view.y / view.zoom - height * margin,
    width: width * (1 + 2 * margin),
    height: height * (1 + 2 * margin),
  };
}

/** The middle of a box in the middle of the pane. */
export function centred(box: Box, size: Size, zoom: number): Viewport {
  return {
    x: size.width / 2 - (box.x + box.width / 2) * zoom,
    y: size.height / 2 - (box.y + box.height / 2) * zoom,
    zoom,
  };
}

function fitZoom(box: Box, size: Size): number {
  const room = (pixels: number, of: number) => Math.max(1, pixels - 2 * MARGIN) / Math.max(1, of);
  return Math.max(ZOOM_LEAST, Math.min(room(size.width, box.width), room(size.height, box.height)));
}

/** All of a box in view, no larger than life. */
export function fitted(box: Box, size: Size, most = 1): Viewport {
  return centred(box, size, Math.min(most, fitZoom(box, size)));
}

/** The whole graph in view. */
export function wholeView(graph: Box, size: Size): Viewport {
  return fitted(graph, size);
}

/** Keeps the graph at the edge of the pane rather than showing room beyond its end. */
function held(from: number, length: number, zoom: number, pane: number): number {
  const least = pane - MARGIN - length * zoom;
  if (least > MARGIN) return (pane - length * zoom) / 2;
  return Math.min(MARGIN, Math.max(least, from));
}

/** From left to right, in graph pixels. */
export interface Span {
  readonly left: number;
  readonly right: number;
}

/**
 * The first look at a graph: all of it when that can be read, else the rows around `focus`, as wide as they are.
 * `across` says from where to where the graph reaches between two heights.
 */
export function firstLook(
  graph: Box,
  focus: Box,
  size: Size,
  across: (top: number, bottom: number) => Span,
): Viewport {
  const whole = wholeView(graph, size);
  if (whole.zoom >= READABLE) return whole;
  const height = size.height / READABLE;
  const last = graph.y + graph.height - height;
  const top = Math.max(graph.y, Math.min(focus.y + focus.height / 2 - height / 2, last));
  const { left, right } = across(top, top + height);
  const zoom = Math.min(1, Math.max(READABLE, (size.width - 2 * MARGIN) / Math.max(1, right - left)));
  const view = centred(focus, size, zoom);
  return {
    x: held(view.x + left * zoom, right - left, zoom, size.width) - left * zoom,
    y: held(view.y + graph.y * zoom, graph.height, zoom, size.height) - graph.y * zoom,
    zoom,
  };
}

/** The least move of the view that brings a box into it, `MARGIN` from the edge. */
export function broughtIn(box: Box, view: Viewport, size: Size): Viewport {
  const move = (from: number, length: number, offset: number, pane: number) => {
    const start = from * view.zoom + offset;
    const end = start + length * view.zoom;
    if (start < MARGIN) return offset + MARGIN - start;
    return end > pane - MARGIN ? offset + pane - MARGIN - end : offset;
  };
  return {
    x: move(box.x, box.width, view.x, size.width),
    y: move(box.y, box.height, view.y, size.height),
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
