/** Parts of images put on a canvas: how tiles are drawn. */

import type { Box } from "./scale.ts";

/** What a canvas can draw and forget. */
export type TileImage = CanvasImageSource & { readonly close?: () => void };

/** A part of an image in its own pixels, and where on the surface it goes. */
export interface Blit {
  readonly image: TileImage;
  readonly from: Box;
  readonly to: Box;
}
