/** The graph as a picture for papers: SVG in the light theme, and a PNG of it. All of it, or what is in view of a large one. */

import { GROUP, OUTPUT, VALUE } from "../../core/skeleton.ts";
import { lightTheme, type Theme } from "../../draw/theme.ts";
import { windowOf } from "./camera.ts";
import { type Box, boxOf, type Geometry, lineWidth } from "./geometry.ts";
import { type Frame, framesOf } from "./group-facts.ts";
import { arrowLength, arrowPath, linePath } from "./LinePath.tsx";
import { labelOf } from "./labels.ts";
import { type Scene, sceneStore } from "./scene.ts";
import { viewStore } from "./view.ts";

/** Boxes up to which the whole graph is in the picture. */
const WHOLE_MOST = 2000;
const MARGIN = 16;
/** Pixels that browsers can rasterise on a side. */
const SIDE_MOST = 16_000;
/** Widths of a character in the two sizes of type, for cutting what does not fit. */
const NAME_CHAR = 6.9;
const SMALL_CHAR = 5.8;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function cut(text: string, pixels: number, char: number): string {
  const most = Math.floor(pixels / char);
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}

function frameOf(geometry: Geometry): Box {
  const view = viewStore.getState();
  const shown = geometry.skeleton.count <= WHOLE_MOST ? geometry : windowOf(view, view);
  return {
    x: shown.x - MARGIN,
    y: shown.y - MARGIN,
    width: shown.width + 2 * MARGIN,
    height: shown.height + 2 * MARGIN,
  };
}

function boxSvg(scene: Scene, box: number, theme: Theme): string {
  const { x, y, width, height } = boxOf(scene.geometry, box);
  const label = labelOf(scene, box);
  const fill = label.light;
  const text = (dx: number, dy: number, size: number, colour: string, what: string, extra = "") =>
    `<text x="${x + dx}" y="${y + dy}" font-size="${size}" fill="${colour}"${extra}>${escaped(what)}</text>`;
  const frame = (round: number, ground: string, stroke: string, extra = "") =>
    `<rect x="${x + 0.5}" y="${y + 0.5}" width="${width - 1}" height="${height - 1}" rx="${round}" fill="${ground}" stroke="${stroke}"${extra}/>`;
  const middle = height / 2 + 4;
  switch (scene.skeleton.kind[box]) {
    case VALUE:
      return [
        frame(12, theme.raised, theme.lineStrong),
        `<circle cx="${x + 13}" cy="${y + height / 2}" r="3.5" fill="${fill}"/>`,
        text(
          21,
          middle,
          11.5,
          theme.text,
          cut(label.name, width - 34 - label.size.length * SMALL_CHAR, NAME_CHAR),
        ),
        text(width - 9, middle, 10.5, theme.text2, label.size, ' text-anchor="end"'),
      ].join("");
    case OUTPUT: {
      const name = cut(label.name, width - 16, NAME_CHAR);
      return (
        frame(10, theme.bg, fill) + text(width / 2, middle, 11, theme.text, name, ' text-anchor="middle"')
      );
    }
    case GROUP:
      return [
        frame(7, theme.raised, theme.lineStrong, ' stroke-dasharray="4 3"'),
        text(12, 22, 12.5, theme.text, cut(label.name, width - 20, NAME_CHAR), ' font-weight="600"'),
        text(12, 38, 11, theme.text2, [label.kind, label.size].filter((p) => p !== "").join(" · ")),
      ].join("");
    default:
      return [
        frame(5, theme.bg, theme.line),
        `<rect x="${x + 4}" y="${y + 4}" width="5" height="${height - 8}" rx="2" fill="${fill}"/>`,
        text(14, 15, 12.5, theme.text, cut(label.name, width - 20, NAME_CHAR), ' font-weight="600"'),
        text(14, 27.5, 11, theme.text2, label.step < 0 ? label.size : `${label.size} · ${label.step}`),
        text(14, 38.5, 10, theme.text2, cut(`${label.shape} ${label.dtype}`, width - 18, SMALL_CHAR - 0.5)),
      ].join("");
  }
}

function frameSvg({ x, y, width, height, title }: Frame, theme: Theme): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="7" fill="${theme.raised}" stroke="${theme.lineStrong}" stroke-dasharray="4 3"/><text x="${x + 8}" y="${y + 15}" font-size="11.5" fill="${theme.text2}">${escaped(title)}</text>`;
}

function lineSvg(scene: Scene, line: number, theme: Theme): string {
  const width = lineWidth(scene.graph.bytes[scene.skeleton.tensor[line] ?? 0] ?? 0);
  const length = arrowLength(width);
  const path = linePath(scene.geometry, line, length - 1);
  const arrow = arrowPath(scene.geometry, line, length);
  return `<path d="${path}" fill="none" stroke="${theme.lineStrong}" stroke-width="${width.toFixed(1)}"/><path d="${arrow}" fill="${theme.lineStrong}"/>`;
}

function draw(scene: Scene): { readonly text: string; readonly frame: Box } {
  const theme = lightTheme();
  const frame = frameOf(scene.geometry);
  const lines = scene.geometry.linesIn(frame).map((e) => lineSvg(scene, e, theme));
  const boxes = scene.geometry.boxesIn(frame).map((i) => boxSvg(scene, i, theme));
  const frames = framesOf(scene).frames.map((f) => frameSvg(f, theme));
  const { x, y, width, height } = frame;
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" font-family="${escaped(theme.font)}">`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${theme.bg}"/>`,
    ...frames,
    ...lines,
    ...boxes,
    "</svg>",
  ].join("\n");
  return { text, frame };
}

const NOTHING = {
  text: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  frame: { x: 0, y: 0, width: 1, height: 1 },
};

function shown(): { readonly text: string; readonly frame: Box } {
  const { scene } = sceneStore.getState();
  return scene === null ? NOTHING : draw(scene);
}

export function graphSvg(): string {
  return shown().text;
}

/** At twice the size, or smaller when that is more than a browser can rasterise. Rejects when it cannot at all. */
export async function graphPng(): Promise<Blob> {
  const { text, frame } = shown();
  const scale = Math.min(2, SIDE_MOST / Math.max(frame.width, frame.height));
  const image = new Image();
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(frame.width * scale);
    canvas.height = Math.ceil(frame.height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) =>
        blob === null ? reject(new Error("This graph is too large for a PNG.")) : resolve(blob),
      );
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
