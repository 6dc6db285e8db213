/** Pictures that leave the page, always in the light theme: SVG text, PNG at twice the size. */

import { canvasSurface } from "./canvas-surface.ts";
import type { Paint } from "./image.ts";
import { svgSurface } from "./svg-surface.ts";
import { lightTheme } from "./theme.ts";

function sheet(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function encode(rgba: Uint8ClampedArray<ArrayBuffer>, w: number, h: number): string {
  const canvas = sheet(w, h);
  canvas.getContext("2d")?.putImageData(new ImageData(rgba, w, h), 0, 0);
  return canvas.toDataURL("image/png");
}

export function pictureSvg(width: number, height: number, paint: Paint): string {
  const theme = lightTheme();
  const surface = svgSurface(width, height, theme, encode);
  paint(surface, theme);
  return surface.done();
}

/** Rejects when the browser cannot make the image (too large, out of memory). */
export function picturePng(width: number, height: number, paint: Paint): Promise<Blob> {
  const canvas = sheet(width * 2, height * 2);
  const context = canvas.getContext("2d");
  if (context === null) return Promise.reject(new Error("this browser gave no canvas for the picture"));
  const theme = lightTheme();
  context.scale(2, 2);
  paint(canvasSurface(context, theme), theme);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("the picture is too large")) : resolve(blob)),
      "image/png",
    );
  });
}
