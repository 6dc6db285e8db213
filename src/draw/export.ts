/** Pictures that leave the page: SVG text and PNG, painted by the same calls. */

import type { PictureWish } from "../look/image.types.ts";
import { canvasSurface } from "./canvas-surface.ts";
import type { Paint, Size } from "./image.ts";
import { paintSheet, sheetOf } from "./sheet.ts";
import { svgSurface } from "./svg-surface.ts";
import { themeOf } from "./theme.ts";

/** Pixels that browsers can rasterise on a side. */
const SIDE_MOST = 16_000;

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function encode(rgba: Uint8ClampedArray<ArrayBuffer>, w: number, h: number): string {
  const canvas = canvasOf(w, h);
  canvas.getContext("2d")?.putImageData(new ImageData(rgba, w, h), 0, 0);
  return canvas.toDataURL("image/png");
}

/** `shown` is the size on the page. */
export function pictureSvg(shown: Size, paint: Paint, wish: PictureWish): string {
  const theme = themeOf(wish.scheme);
  const sheet = sheetOf(shown, wish, theme);
  const surface = svgSurface(sheet.width, sheet.height, theme, encode);
  paintSheet(surface, sheet, wish, theme, paint);
  return surface.done();
}

/** Smaller than wished where that is more than browsers rasterise. Rejects when the browser cannot make it at all. */
export function picturePng(shown: Size, paint: Paint, wish: PictureWish): Promise<Blob> {
  const theme = themeOf(wish.scheme);
  const sheet = sheetOf(shown, wish, theme);
  const scale = Math.min(wish.scale, SIDE_MOST / Math.max(sheet.width, sheet.height));
  const canvas = canvasOf(Math.ceil(sheet.width * scale), Math.ceil(sheet.height * scale));
  const context = canvas.getContext("2d");
  if (context === null) return Promise.reject(new Error("this browser gave no canvas for the picture"));
  context.scale(scale, scale);
  paintSheet(canvasSurface(context, theme), sheet, wish, theme, paint);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("the picture is too large")) : resolve(blob)),
      "image/png",
    );
  });
}
