/** What a pane offers as a picture of itself; how pictures are made comes once somebody wants one. */

import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Rectangles an exported picture may hold one by one. */
export const EXPORT_BUDGET = 20_000;

export type Paint = (surface: Surface, theme: Theme) => void;

export interface Image {
  readonly svg: () => Promise<string>;
  /** Rejects when the browser cannot make the image (too large, out of memory). */
  readonly png: () => Promise<Blob>;
}

/** `size` is asked for when the picture is made, in CSS pixels. */
export function imageOf(
  size: () => { readonly width: number; readonly height: number },
  paint: Paint,
): Image {
  const load = () => import("./export.ts");
  return {
    svg: async () => (await load()).pictureSvg(size().width, size().height, paint),
    png: async () => (await load()).picturePng(size().width, size().height, paint),
  };
}
