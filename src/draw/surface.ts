/** What pictures are painted on: a canvas on the page or an SVG text for export. Pixels, y downwards. */

import type { Blit } from "./blit.ts";
import type { Rects } from "./rects.ts";
import type { Box } from "./scale.ts";

export interface TextStyle {
  readonly colour: string;
  /** Pixels. */
  readonly size: number;
  readonly mono?: boolean;
  readonly bold?: boolean;
  readonly align?: "left" | "center" | "right";
  readonly alpha?: number;
}

/** One pixel a cell, RGBA bytes, row by row from the top. */
export interface Raster {
  readonly w: number;
  readonly h: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

export interface Surface {
  readonly fill: (x: number, y: number, w: number, h: number, colour: string, alpha?: number) => void;
  /** All rectangles of a list; `fills` is what its fill indices point into. */
  readonly rects: (list: Rects, fills: readonly string[], alpha: number) => void;
  /** A border of `thick` pixels inside the box. */
  readonly frame: (box: Box, colour: string, thick: number, alpha?: number) => void;
  readonly line: (
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    colour: string,
    thick?: number,
    dash?: readonly number[],
    alpha?: number,
  ) => void;
  /** A path through points x0, y0, x1, y1 …; filled shapes are closed. */
  readonly path: (
    points: readonly number[],
    paint: { readonly fill?: string; readonly stroke?: string },
  ) => void;
  /** One line of text; y is its middle. */
  readonly text: (text: string, x: number, y: number, style: TextStyle) => void;
  readonly raster: (raster: Raster, x: number, y: number, alpha: number) => void;
  /** Each line of a raster by itself, `tall` pixels high from its own top on. Absent where pictures are vectors. */
  readonly lines?: (raster: Raster, x: number, topOf: (line: number) => number, tall: number) => void;
  /** Parts of images, each cell of theirs sharp. Absent where pictures are vectors. */
  readonly images?: (blits: readonly Blit[], alpha: number) => void;
  readonly clip: (box: Box, inside: () => void) => void;
  /** A shape given as the text of an SVG path; `thick` and `dash` are of its stroke. */
  readonly shape: (
    path: string,
    paint: {
      readonly fill?: string;
      readonly stroke?: string;
      readonly thick?: number;
      readonly dash?: readonly number[];
    },
  ) => void;
  /** What is painted inside is scaled, then moved. */
  readonly moved: (
    by: { readonly x: number; readonly y: number; readonly scale: number },
    inside: () => void,
  ) => void;
}

/** Diagonal lines over a box: what may not be used. */
export function hatch(surface: Surface, box: Box, colour: string, gap = 7, alpha = 1): void {
  surface.clip(box, () => {
    // Aligned to the plane, not the box, so that neighbouring boxes hatch as one.
    const first = Math.floor((box.x - box.y - box.h) / gap) * gap;
    for (let k = first; k < box.x + box.w - box.y; k += gap) {
      surface.line(k + box.y, box.y, k + box.y + box.h, box.y + box.h, colour, 1, undefined, alpha);
    }
  });
}

/** A grid of dots over a box; the grid widens so that big boxes stay cheap. */
export function dots(surface: Surface, box: Box, colour: string): void {
  let gap = 5;
  while ((box.w / gap) * (box.h / gap) > 400) gap *= 2;
  for (let y = box.y + 3; y < box.y + box.h - 1; y += gap) {
    for (let x = box.x + 3; x < box.x + box.w - 1; x += gap) surface.fill(x, y, 1.5, 1.5, colour, 0.55);
  }
}
