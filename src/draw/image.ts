/** What a pane offers as a picture of itself; how pictures are made comes once somebody wants one. */

import { type PictureWish, PLAIN_PICTURE } from "../look/image.types.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Rectangles an exported picture may hold one by one. */
export const EXPORT_BUDGET = 20_000;

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Paints a pane as it is now, at any size. */
export type Paint = (surface: Surface, theme: Theme, size: Size) => void;

export interface Image {
  /** As on the page. */
  readonly size: () => Size;
  readonly svg: (wish?: PictureWish) => Promise<string>;
  /** Rejects when the browser cannot make the image (too large, out of memory). */
  readonly png: (wish?: PictureWish) => Promise<Blob>;
}

/** `size` is asked for when the picture is made. */
export function imageOf(size: () => Size, paint: Paint): Image {
  const load = () => import("./export.ts");
  return {
    size,
    svg: async (wish = PLAIN_PICTURE) => (await load()).pictureSvg(size(), paint, wish),
    png: async (wish = PLAIN_PICTURE) => (await load()).picturePng(size(), paint, wish),
  };
}
