/** From the cells of a tile to the colours of its pixels: strength says how much of a cell is covered. */

import { heatFill } from "../fills.ts";
import type { TileCells } from "./cells.ts";

/** Least strength of a cell that anything touches: nothing vanishes. */
export const FAINTEST = 0.35;
/** Strength of what is not meant while something is. */
const DIMMED = 0.35;

type Pixels = Uint8ClampedArray<ArrayBuffer>;

function put(pixels: Pixels, cell: number, palette: Uint8Array, fill: number, strength: number): void {
  pixels[4 * cell] = palette[3 * fill] ?? 128;
  pixels[4 * cell + 1] = palette[3 * fill + 1] ?? 128;
  pixels[4 * cell + 2] = palette[3 * fill + 2] ?? 128;
  pixels[4 * cell + 3] = Math.round(255 * strength);
}

/** `palette`: red, green, blue of every fill. What is meant is shown in full, however little of a cell it covers. */
export function tenantPixels({ cover, fill, meant }: TileCells, palette: Uint8Array): Pixels {
  const pixels = new Uint8ClampedArray(4 * cover.length);
  for (let cell = 0; cell < cover.length; cell++) {
    const share = cover[cell] ?? 0;
    if (share <= 0) continue;
    const strength = Math.min(1, Math.max(FAINTEST, share));
    const shown = meant.length === 0 ? strength : meant[cell] === 1 ? 1 : strength * DIMMED;
    put(pixels, cell, palette, fill[cell] ?? 0, shown);
  }
  return pixels;
}

/** `share` of each cell on the scale, 0 … 1; NaN: the ground shows. */
export function heatPixels(share: Float32Array, palette: Uint8Array): Pixels {
  const pixels = new Uint8ClampedArray(4 * share.length);
  for (let cell = 0; cell < share.length; cell++) {
    const value = share[cell] ?? Number.NaN;
    if (!Number.isNaN(value)) put(pixels, cell, palette, heatFill(value), 1);
  }
  return pixels;
}
