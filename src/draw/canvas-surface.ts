/** The surface that paints on a canvas of the page (or on one that becomes a PNG). */

import type { Rects } from "./rects.ts";
import type { Raster, Surface, TextStyle } from "./surface.ts";
import type { Theme } from "./theme.ts";

type Fonts = Pick<Theme, "font" | "mono">;

export function fontOf(fonts: Fonts, style: Pick<TextStyle, "size" | "mono" | "bold">): string {
  return `${style.bold === true ? "600 " : ""}${style.size}px ${style.mono === true ? fonts.mono : fonts.font}`;
}

let order = new Int32Array(1024);

/** Positions of the list sorted by fill (stable): changing the fill style costs more than a rectangle. */
function byFill(list: Rects, fills: number): Int32Array {
  if (order.length < list.count) order = new Int32Array(list.count * 2);
  const from = new Int32Array(fills + 1);
  const { fill, count } = list;
  for (let i = 0; i < count; i++) {
    const f = (fill[i] ?? 0) + 1;
    from[f] = (from[f] ?? 0) + 1;
  }
  for (let f = 0; f < fills; f++) from[f + 1] = (from[f + 1] ?? 0) + (from[f] ?? 0);
  for (let i = 0; i < count; i++) {
    const f = fill[i] ?? 0;
    const to = from[f] ?? 0;
    order[to] = i;
    from[f] = to + 1;
  }
  return order;
}

let sheet: HTMLCanvasElement | undefined;

/** A raster as what a canvas draws parts of, until the next one. */
function sheetOf({ w, h, rgba }: Raster): HTMLCanvasElement {
  sheet ??= document.createElement("canvas");
  if (sheet.width !== w || sheet.height !== h) {
    sheet.width = w;
    sheet.height = h;
  }
  sheet.getContext("2d")?.putImageData(new ImageData(rgba, w, h), 0, 0);
  return sheet;
}

/** `context` must already be scaled to CSS pixels. */
export function canvasSurface(context: CanvasRenderingContext2D, fonts: Fonts): Surface {
  const c = context;
  c.textBaseline = "middle";
  return {
    fill: (x, y, w, h, colour, alpha = 1) => {
      c.globalAlpha = alpha;
      c.fillStyle = colour;
      c.fillRect(x, y, w, h);
      c.globalAlpha = 1;
    },
    rects: (list, fills, alpha) => {
      c.globalAlpha = alpha;
      const sorted = byFill(list, fills.length);
      const { x, y, w, h, fill } = list;
      let last = -1;
      for (let k = 0; k < list.count; k++) {
        const i = sorted[k] ?? 0;
        const f = fill[i] ?? 0;
        if (f !== last) {
          c.fillStyle = fills[f] ?? "#888888";
          last = f;
        }
        c.fillRect(x[i] ?? 0, y[i] ?? 0, w[i] ?? 0, h[i] ?? 0);
      }
      c.globalAlpha = 1;
    },
    frame: (box, colour, thick, alpha = 1) => {
      c.globalAlpha = alpha;
      c.strokeStyle = colour;
      c.lineWidth = thick;
      c.strokeRect(
        box.x + thick / 2,
        box.y + thick / 2,
        Math.max(0, box.w - thick),
        Math.max(0, box.h - thick),
      );
      c.globalAlpha = 1;
    },
    line: (x1, y1, x2, y2, colour, thick = 1, dash, alpha = 1) => {
      c.globalAlpha = alpha;
      c.strokeStyle = colour;
      c.lineWidth = thick;
      if (dash !== undefined) c.setLineDash([...dash]);
      c.beginPath();
      c.moveTo(x1, y1);
      c.lineTo(x2, y2);
      c.stroke();
      if (dash !== undefined) c.setLineDash([]);
      c.globalAlpha = 1;
    },
    path: (points, paint) => {
      c.beginPath();
      for (let i = 0; i + 1 < points.length; i += 2) c.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
      if (paint.fill !== undefined) {
        c.fillStyle = paint.fill;
        c.fill();
      }
      if (paint.stroke !== undefined) {
        c.strokeStyle = paint.stroke;
        c.lineWidth = 1;
        c.stroke();
      }
    },
    text: (text, x, y, style) => {
      c.globalAlpha = style.alpha ?? 1;
      c.font = fontOf(fonts, style);
      c.textAlign = style.align ?? "left";
      c.fillStyle = style.colour;
      c.fillText(text, x, y);
      c.globalAlpha = 1;
    },
    raster: (raster, x, y, alpha) => {
      c.globalAlpha = alpha;
      c.imageSmoothingEnabled = false;
      c.drawImage(sheetOf(raster), x, y);
      c.globalAlpha = 1;
    },
    lines: (raster, x, topOf, tall) => {
      c.imageSmoothingEnabled = false;
      const lines = sheetOf(raster);
      for (let line = 0; line < raster.h; line++)
        c.drawImage(lines, 0, line, raster.w, 1, x, topOf(line), raster.w, tall);
    },
    images: (blits, alpha) => {
      c.globalAlpha = alpha;
      c.imageSmoothingEnabled = false;
      for (const { image, from, to } of blits)
        c.drawImage(image, from.x, from.y, from.w, from.h, to.x, to.y, to.w, to.h);
      c.globalAlpha = 1;
    },
    clip: (box, inside) => {
      c.save();
      c.beginPath();
      c.rect(box.x, box.y, box.w, box.h);
      c.clip();
      inside();
      c.restore();
    },
    shape: (text, { fill, stroke, thick = 1, dash }) => {
      const path = new Path2D(text);
      if (fill !== undefined) {
        c.fillStyle = fill;
        c.fill(path);
      }
      if (stroke === undefined) return;
      c.strokeStyle = stroke;
      c.lineWidth = thick;
      if (dash !== undefined) c.setLineDash([...dash]);
      c.stroke(path);
      if (dash !== undefined) c.setLineDash([]);
    },
    moved: ({ x, y, scale }, inside) => {
      c.save();
      c.translate(x, y);
      c.scale(scale, scale);
      inside();
      c.restore();
    },
  };
}
