/** The surface that writes an SVG document: the same picture as on the canvas, as vectors. */

import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** At most two digits after the point: a hundredth of a pixel. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export interface SvgSurface extends Surface {
  /** The whole document. */
  readonly done: () => string;
}

/** `encode` turns a raster into a data URL; called only for plans with more rectangles than a file should hold. */
export function svgSurface(
  width: number,
  height: number,
  theme: Pick<Theme, "font" | "mono">,
  encode: (rgba: Uint8ClampedArray<ArrayBuffer>, w: number, h: number) => string,
): SvgSurface {
  const out: string[] = [];
  let clips = 0;
  const opacity = (alpha: number | undefined, of = "opacity") =>
    alpha === undefined || alpha === 1 ? "" : ` ${of}="${n(alpha)}"`;
  const rect = (x: number, y: number, w: number, h: number) =>
    `x="${n(x)}" y="${n(y)}" width="${n(Math.max(0, w))}" height="${n(Math.max(0, h))}"`;
  return {
    fill: (x, y, w, h, colour, alpha) => {
      out.push(`<rect ${rect(x, y, w, h)} fill="${escaped(colour)}"${opacity(alpha)}/>`);
    },
    rects: (list, fills, alpha) => {
      out.push(`<g${opacity(alpha)}>`);
      for (let i = 0; i < list.count; i++) {
        const box = rect(list.x[i] ?? 0, list.y[i] ?? 0, list.w[i] ?? 0, list.h[i] ?? 0);
        out.push(`<rect ${box} fill="${fills[list.fill[i] ?? 0] ?? "#888888"}"/>`);
      }
      out.push("</g>");
    },
    frame: (box, colour, thick, alpha) => {
      const inner = rect(box.x + thick / 2, box.y + thick / 2, box.w - thick, box.h - thick);
      out.push(`<rect ${inner} fill="none" stroke="${colour}" stroke-width="${thick}"${opacity(alpha)}/>`);
    },
    line: (x1, y1, x2, y2, colour, thick = 1, dash, alpha) => {
      const dashes = dash === undefined ? "" : ` stroke-dasharray="${dash.join(" ")}"`;
      const ends = `x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}"`;
      out.push(`<line ${ends} stroke="${colour}" stroke-width="${thick}"${dashes}${opacity(alpha)}/>`);
    },
    path: (points, paint) => {
      const d: string[] = [];
      for (let i = 0; i + 1 < points.length; i += 2) d.push(`${n(points[i] ?? 0)},${n(points[i + 1] ?? 0)}`);
      out.push(
        `<path d="M${d.join("L")}" fill="${paint.fill ?? "none"}" stroke="${paint.stroke ?? "none"}"/>`,
      );
    },
    text: (text, x, y, style) => {
      const family = escaped(style.mono === true ? theme.mono : theme.font);
      const anchor = { left: "start", center: "middle", right: "end" }[style.align ?? "left"];
      const weight = style.bold === true ? ' font-weight="600"' : "";
      const place = `x="${n(x)}" y="${n(y)}" dominant-baseline="central" text-anchor="${anchor}"`;
      const type = `font-family="${family}" font-size="${style.size}"${weight}`;
      out.push(
        `<text ${place} ${type} fill="${style.colour}"${opacity(style.alpha)}>${escaped(text)}</text>`,
      );
    },
    raster: (raster, x, y, alpha) => {
      const href = encode(raster.rgba, raster.w, raster.h);
      out.push(
        `<image ${rect(x, y, raster.w, raster.h)} href="${href}" image-rendering="pixelated"${opacity(alpha)}/>`,
      );
    },
    clip: (box, inside) => {
      const id = `c${clips++}`;
      out.push(
        `<clipPath id="${id}"><rect ${rect(box.x, box.y, box.w, box.h)}/></clipPath><g clip-path="url(#${id})">`,
      );
      inside();
      out.push("</g>");
    },
    shape: (path, { fill = "none", stroke, thick = 1, dash }) => {
      const dashes = dash === undefined ? "" : ` stroke-dasharray="${dash.join(" ")}"`;
      const line = stroke === undefined ? "" : ` stroke="${stroke}" stroke-width="${n(thick)}"${dashes}`;
      out.push(`<path d="${escaped(path)}" fill="${fill}"${line}/>`);
    },
    moved: ({ x, y, scale }, inside) => {
      const scaled = scale === 1 ? "" : ` scale(${scale})`;
      out.push(`<g transform="translate(${n(x)} ${n(y)})${scaled}">`);
      inside();
      out.push("</g>");
    },
    done: () =>
      [
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
        ...out,
        "</svg>\n",
      ].join("\n"),
  };
}
