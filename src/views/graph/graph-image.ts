/** The graph as a picture that leaves the page. All of it, or what is in view of a large one. */

import { GROUP, OUTPUT, VALUE } from "../../core/skeleton.ts";
import type { Size } from "../../draw/image.ts";
import { beginning, widthOf } from "../../draw/label.ts";
import type { Surface, TextStyle } from "../../draw/surface.ts";
import type { Theme } from "../../draw/theme.ts";
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

/** A rectangle with round corners as the text of an SVG path. */
function rounded(x: number, y: number, w: number, h: number, r: number): string {
  const arc = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return [
    `M${x + r} ${y}h${w - 2 * r}`,
    `${arc(r, r)}v${h - 2 * r}`,
    `${arc(-r, r)}h${2 * r - w}`,
    `${arc(-r, -r)}v${2 * r - h}`,
    `${arc(r, -r)}Z`,
  ].join("");
}

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

function paintBox(surface: Surface, scene: Scene, box: number, theme: Theme): void {
  const { x, y, width, height } = boxOf(scene.geometry, box);
  const label = labelOf(scene, box);
  const fill = theme.scheme === "dark" ? label.dark : label.light;
  const text = (what: string, dx: number, middle: number, style: TextStyle) =>
    surface.text(what, x + dx, y + middle, style);
  const cut = (what: string, room: number, size: number) => beginning(what, room, size, theme.uiEm);
  const frame = (round: number, ground: string, stroke: string, dash?: readonly number[]) =>
    surface.shape(rounded(x + 0.5, y + 0.5, width - 1, height - 1, round), {
      fill: ground,
      stroke,
      ...(dash === undefined ? {} : { dash }),
    });
  const name = (size: number, bold = false): TextStyle => ({ colour: theme.text, size, bold });
  const small = (size: number): TextStyle => ({ colour: theme.text2, size });
  switch (scene.skeleton.kind[box]) {
    case VALUE: {
      frame(12, theme.raised, theme.lineStrong);
      surface.shape(circle(x + 13, y + height / 2, 3.5), { fill });
      const room = width - 34 - widthOf(label.size, 10.5, theme.uiEm);
      text(cut(label.name, room, 11.5), 21, height / 2, name(11.5));
      text(label.size, width - 9, height / 2, { ...small(10.5), align: "right" });
      break;
    }
    case OUTPUT:
      frame(10, theme.bg, fill);
      text(cut(label.name, width - 16, 11), width / 2, height / 2, { ...name(11), align: "center" });
      break;
    case GROUP: {
      frame(7, theme.raised, theme.lineStrong, [4, 3]);
      const facts = [label.kind, label.size].filter((part) => part !== "").join(" · ");
      text(cut(label.name, width - 20, 12.5), 12, 18, name(12.5, true));
      text(cut(facts, width - 20, 11), 12, 34, small(11));
      break;
    }
    default: {
      frame(5, theme.bg, theme.line);
      surface.shape(rounded(x + 4, y + 4, 5, height - 8, 2), { fill });
      const facts = label.step < 0 ? label.size : `${label.size} · ${label.step}`;
      text(cut(label.name, width - 20, 12.5), 14, 11, name(12.5, true));
      text(cut(facts, width - 18, 11), 14, 24, small(11));
      text(cut(`${label.shape} ${label.dtype}`, width - 18, 10), 14, 35, small(10));
    }
  }
}

function paintFrame(surface: Surface, { x, y, width, height, title }: Frame, theme: Theme): void {
  const around = rounded(x, y, width, height, 7);
  surface.shape(around, { fill: theme.raised, stroke: theme.lineStrong, dash: [4, 3] });
  surface.text(beginning(title, width - 16, 11.5, theme.uiEm), x + 8, y + 11, {
    colour: theme.text2,
    size: 11.5,
  });
}

function paintLine(surface: Surface, scene: Scene, line: number, theme: Theme): void {
  const thick = lineWidth(scene.graph.bytes[scene.skeleton.tensor[line] ?? 0] ?? 0);
  const length = arrowLength(thick);
  surface.shape(linePath(scene.geometry, line, length - 1), { stroke: theme.lineStrong, thick });
  surface.shape(arrowPath(scene.geometry, line, length), { fill: theme.lineStrong });
}

/** Graph pixels of what is in the picture. */
export function graphSize(): Size {
  const { scene } = sceneStore.getState();
  return scene === null ? { width: 1, height: 1 } : frameOf(scene.geometry);
}

/** As large as `size` lets it be, in its middle. */
export function paintGraph(surface: Surface, theme: Theme, size: Size): void {
  const { scene } = sceneStore.getState();
  if (scene === null) return;
  const frame = frameOf(scene.geometry);
  const scale = Math.min(size.width / frame.width, size.height / frame.height);
  const x = (size.width - frame.width * scale) / 2 - frame.x * scale;
  const y = (size.height - frame.height * scale) / 2 - frame.y * scale;
  surface.moved({ x, y, scale }, () => {
    for (const one of framesOf(scene).frames) paintFrame(surface, one, theme);
    for (const line of scene.geometry.linesIn(frame)) paintLine(surface, scene, line, theme);
    for (const box of scene.geometry.boxesIn(frame)) paintBox(surface, scene, box, theme);
  });
}
