/** The canvas that stands in for the DOM: coloured blocks and lines at the same places, cheap for thousands. */

import { rowOf } from "../../core/lists.ts";
import { OUTPUT } from "../../core/skeleton.ts";
import type { Theme } from "../../draw/theme.ts";
import { type Size, type Viewport, windowOf } from "./camera.ts";
import { boxOf, lineWidth, traceLine } from "./geometry.ts";
import { coloursOf, hasColour } from "./labels.ts";
import type { Light, Lit } from "./lit.ts";
import { boxAtStep, type Scene, tensorsFrom } from "./scene.ts";

/** Lines in view above which curves would cost more than they show. */
const CURVES_MOST = 1500;
/** Lines in view above which only every so many are drawn: beyond, the picture is a weave anyway. */
const LINES_MOST = 6000;
/** Screen pixels that a block has at least, so that a graph of thousands of rows is still to be seen. */
const LEAST_WIDTH = 4;
const LEAST_HEIGHT = 1.5;

type Context = CanvasRenderingContext2D;

/** Fill of each box by scheme, as an index into a short list of colours: drawing goes colour by colour. */
interface Fills {
  readonly colours: readonly string[];
  readonly of: Uint16Array;
}

const made = new WeakMap<object, Map<string, Fills>>();

function fillsOf(scene: Scene, { scheme, lineStrong }: Theme): Fills {
  let own = made.get(scene.content);
  if (own === undefined) {
    own = new Map();
    made.set(scene.content, own);
  }
  let fills = own.get(scheme);
  if (fills === undefined) {
    const colours = new Map<string, number>();
    const of = new Uint16Array(scene.skeleton.count);
    for (let i = 0; i < of.length; i++) {
      const t = tensorsFrom(scene, i)[0];
      const fill =
        scene.skeleton.kind[i] === OUTPUT || !hasColour(scene, t) ? lineStrong : coloursOf(scene, t)[scheme];
      let index = colours.get(fill);
      if (index === undefined) {
        index = colours.size;
        colours.set(fill, index);
      }
      of[i] = index;
    }
    fills = { colours: [...colours.keys()], of };
    own.set(scheme, fills);
  }
  return fills;
}

function begin(context: Context, view: Viewport, size: Size, ratio: number): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, size.width * ratio, size.height * ratio);
  context.setTransform(view.zoom * ratio, 0, 0, view.zoom * ratio, view.x * ratio, view.y * ratio);
}

function traceLines(context: Context, scene: Scene, lines: readonly number[], straight: boolean): void {
  const every = Math.ceil(lines.length / LINES_MOST);
  context.beginPath();
  for (let i = 0; i < lines.length; i += every)
    traceLine(scene.geometry, lines[i] ?? 0, 0, straight, context);
  context.stroke();
}

/** Everything in view, unlit. `ratio`: device pixels per CSS pixel. */
export function drawBase(
  context: Context,
  scene: Scene,
  theme: Theme,
  view: Viewport,
  size: Size,
  ratio: number,
): void {
  begin(context, view, size, ratio);
  const window = windowOf(view, size, 0.02);
  const lines = scene.geometry.linesIn(window);
  context.strokeStyle = theme.lineStrong;
  context.globalAlpha = lines.length > CURVES_MOST ? 0.5 : 0.8;
  context.lineWidth = Math.max(1.2, 0.8 / view.zoom);
  traceLines(context, scene, lines, lines.length > CURVES_MOST);
  context.globalAlpha = 1;
  const { colours, of } = fillsOf(scene, theme);
  const rows: number[][] = colours.map(() => []);
  for (const i of scene.geometry.boxesIn(window)) rows[of[i] ?? 0]?.push(i);
  for (const [c, boxes] of rows.entries()) {
    context.fillStyle = colours[c] ?? theme.lineStrong;
    for (const i of boxes) fillBox(context, scene, i, view.zoom);
  }
}

function fillBox(context: Context, scene: Scene, i: number, zoom: number): void {
  const b = boxOf(scene.geometry, i);
  const width = Math.max(b.width, LEAST_WIDTH / zoom);
  context.fillRect(b.x + (b.width - width) / 2, b.y, width, Math.max(b.height, LEAST_HEIGHT / zoom));
}

function strokeOf(light: Exclude<Light, "found">, theme: Theme): string {
  switch (light) {
    case "bound":
    case "clash":
      return theme.hot;
    case "path":
    case "running":
      return theme.accent;
    case "reader":
    case "done":
      return theme.text2;
    case "selected":
    case "second":
    case "producer":
      return theme.text;
  }
}

/** What is lit, over the base. */
export function drawLit(
  context: Context,
  scene: Scene,
  theme: Theme,
  view: Viewport,
  size: Size,
  ratio: number,
  lit: Lit,
  marked: { readonly cursor: number; readonly current: number },
): void {
  begin(context, view, size, ratio);
  const pixel = 1 / view.zoom;
  for (const t of lit.tensors) {
    context.strokeStyle = coloursOf(scene, t)[theme.scheme];
    context.lineWidth = Math.max(2 * pixel, lineWidth(scene.graph.bytes[t] ?? 0) + 1);
    traceLines(context, scene, Array.from(rowOf(scene.carrying, t)), false);
  }
  const { colours, of } = fillsOf(scene, theme);
  for (const [i, light] of lit.boxes) {
    const b = boxOf(scene.geometry, i);
    context.fillStyle = colours[of[i] ?? 0] ?? theme.lineStrong;
    fillBox(context, scene, i, view.zoom);
    if (light === "found") continue;
    const quiet = light === "reader" || light === "done";
    context.strokeStyle = strokeOf(light, theme);
    context.lineWidth = (quiet ? 1.5 : 2.5) * pixel;
    context.setLineDash(light === "second" ? [4 * pixel, 3 * pixel] : []);
    context.strokeRect(b.x - pixel, b.y - pixel, b.width + 2 * pixel, b.height + 2 * pixel);
  }
  context.setLineDash([]);
  const flag = (box: number, colour: string) => {
    if (box < 0) return;
    const b = boxOf(scene.geometry, box);
    const arm = Math.max(5, 8 * pixel);
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(b.x - 2 * pixel, b.y + b.height / 2);
    context.lineTo(b.x - 2 * pixel - arm, b.y + b.height / 2 - arm);
    context.lineTo(b.x - 2 * pixel - arm, b.y + b.height / 2 + arm);
    context.fill();
  };
  const peak = boxAtStep(scene, null);
  flag(marked.cursor, marked.cursor === peak ? theme.hot : theme.accent);
  if (marked.current >= 0) {
    const b = boxOf(scene.geometry, marked.current);
    context.strokeStyle = theme.accent;
    context.lineWidth = 2 * pixel;
    context.strokeRect(b.x - 4 * pixel, b.y - 4 * pixel, b.width + 8 * pixel, b.height + 8 * pixel);
  }
}
