/** Many small rectangles gathered in cells of one pixel: colour of the one that covers most, strength by coverage. */

import { rgb } from "d3";
import type { Box } from "./scale.ts";
import type { Raster } from "./surface.ts";

export interface Cells {
  /** Of the top-left cell. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Share of each cell that is covered, 0 … 1 in a valid plan. */
  readonly cover: Float32Array;
  /** Paint of what covers most of it, and how much that is. */
  readonly fill: Int32Array;
  readonly most: Float32Array;
}

export function makeCells(box: Box): Cells {
  const x = Math.floor(box.x);
  const y = Math.floor(box.y);
  const w = Math.max(1, Math.ceil(box.x + box.w) - x);
  const h = Math.max(1, Math.ceil(box.y + box.h) - y);
  const n = w * h;
  return { x, y, w, h, cover: new Float32Array(n), fill: new Int32Array(n), most: new Float32Array(n) };
}

/** Adds a rectangle given in pixels; what is outside the cells is left out. */
export function coverCells(cells: Cells, x0: number, x1: number, y0: number, y1: number, fill: number): void {
  const left = Math.max(0, x0 - cells.x);
  const right = Math.min(cells.w, x1 - cells.x);
  const top = Math.max(0, y0 - cells.y);
  const bottom = Math.min(cells.h, y1 - cells.y);
  const { cover, most, fill: fills, w } = cells;
  for (let row = Math.floor(top); row < bottom; row++) {
    const tall = Math.min(bottom, row + 1) - Math.max(top, row);
    for (let column = Math.floor(left); column < right; column++) {
      const share = tall * (Math.min(right, column + 1) - Math.max(left, column));
      const i = row * w + column;
      cover[i] = (cover[i] ?? 0) + share;
      if (share > (most[i] ?? 0)) {
        most[i] = share;
        fills[i] = fill;
      }
    }
  }
}

/** Least strength of a cell that anything touches: nothing vanishes. */
const FAINTEST = 0.35;

export function rasterOf(cells: Cells, fills: readonly string[]): Raster {
  const channels = fills.map((fill) => rgb(fill));
  const rgba = new Uint8ClampedArray(cells.w * cells.h * 4);
  for (let i = 0; i < cells.cover.length; i++) {
    const cover = cells.cover[i] ?? 0;
    if (cover <= 0) continue;
    const colour = channels[cells.fill[i] ?? 0];
    rgba[4 * i] = colour?.r ?? 128;
    rgba[4 * i + 1] = colour?.g ?? 128;
    rgba[4 * i + 2] = colour?.b ?? 128;
    rgba[4 * i + 3] = 255 * Math.min(1, Math.max(FAINTEST, cover));
  }
  return { w: cells.w, h: cells.h, rgba };
}
