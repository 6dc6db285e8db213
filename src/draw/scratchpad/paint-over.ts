/** What lies over the picture of a scratchpad: outlines of what is selected or pointed at, in the plot and in both lanes. */

import { OP } from "../../core/dialects/tiles/schedule.types.ts";
import { formatCount } from "../../core/units.ts";
import { NONE } from "../../look/scratchpad/scratchpad.types.ts";
import { widthOf } from "../label.ts";
import type { Rects } from "../rects.ts";
import { at, type Box, meet } from "../scale.ts";
import type { Surface } from "../surface.ts";
import type { Theme } from "../theme.ts";
import { paintPin } from "./paint.ts";
import { boxOfResidency, pinOf, type Scene } from "./scene.ts";

export interface Over {
  readonly op: number | null;
  readonly tile: number | null;
  readonly hoverOp: number | null;
  readonly hoverTile: number | null;
}

/** Outlines of one tile, at most. */
const MOST_OUTLINED = 200;

/** The boxes of a tile in view, of those that were drawn last. */
export function boxesOfTile(scene: Scene, drawn: Rects, tile: number): readonly Box[] {
  const seen = new Set<number>();
  for (let i = 0; i < drawn.count && seen.size < MOST_OUTLINED; i++) {
    const r = drawn.item[i] ?? NONE;
    if (scene.index.residencies.tile[r] === tile) seen.add(r);
  }
  return [...seen].map((r) => boxOfResidency(scene, r));
}

/** The box of an operation in its lane; undefined when it is not in view. */
export function boxInLane(scene: Scene, op: number): Box | undefined {
  const { lanes, schedule } = scene.tiled;
  const box = scene.boxes[schedule.ops.kind[op] === OP.exec ? "compute" : "dma"];
  const x = at(scene.time, lanes.begin[op] ?? 0);
  const w = Math.max(2, at(scene.time, lanes.end[op] ?? 0) - x);
  return meet({ x, y: box.y, w, h: box.h }, box);
}

/** The column of an operation in the plot. */
export function columnOf(scene: Scene, op: number): Box | undefined {
  const { plot } = scene.boxes;
  return meet({ x: at(scene.ops, op), y: plot.y, w: Math.max(1, scene.ops.per), h: plot.h }, plot);
}

function frame(surface: Surface, box: Box, by: number, colour: string, thick: number): void {
  const wide = {
    x: box.x - by,
    y: box.y - by,
    w: Math.max(2, box.w) + 2 * by,
    h: Math.max(2, box.h) + 2 * by,
  };
  surface.frame(wide, colour, thick);
}

function paintOp(
  surface: Surface,
  scene: Scene,
  op: number,
  colour: string,
  theme: Theme,
  strong: boolean,
): void {
  const { plot } = scene.boxes;
  const column = columnOf(scene, op);
  if (column !== undefined) {
    surface.fill(column.x, plot.y, column.w, plot.h, colour, strong ? 0.16 : 0.1);
    const x = Math.round(at(scene.ops, op + 0.5)) + 0.5;
    surface.line(x, plot.y, x, plot.y + plot.h, colour, 1, strong ? undefined : [2, 3]);
  }
  const pin = pinOf(scene, op);
  if (pin !== undefined) paintPin(surface, scene, pin, colour, theme, true);
  const lane = boxInLane(scene, op);
  if (lane !== undefined) frame(surface, lane, 1, colour, 2);
}

/** The number of the selected operation on the axis. */
function paintTab(surface: Surface, scene: Scene, op: number, theme: Theme): void {
  const { axis } = scene.boxes;
  const middle = at(scene.ops, op + 0.5);
  if (middle < axis.x || middle > axis.x + axis.w) return;
  const text = formatCount(op);
  const w = widthOf(text, 11, theme.uiEm) + 10;
  const x = Math.min(Math.max(middle - w / 2, axis.x), axis.x + axis.w - w);
  surface.fill(x, axis.y + 1, w, axis.h - 3, theme.accent);
  surface.text(text, x + w / 2, axis.y + axis.h / 2, { colour: theme.accentInk, size: 11, align: "center" });
}

/** Paints what is meant over the last picture, whose residencies are `drawn`. */
export function paintOver(surface: Surface, scene: Scene, drawn: Rects, over: Over, theme: Theme): void {
  const { plot, dma, compute } = scene.boxes;
  const around = { x: plot.x - 2, y: plot.y - 2, w: plot.w + 4, h: compute.y + compute.h + 4 - plot.y };
  const count = scene.tiled.schedule.ops.count;
  const is = (op: number | null): op is number => op !== null && op >= 0 && op < count;
  surface.clip(dma.h === 0 ? { ...around, h: plot.h + 4 } : around, () => {
    if (is(over.hoverOp)) paintOp(surface, scene, over.hoverOp, theme.text2, theme, false);
    if (is(over.op)) paintOp(surface, scene, over.op, theme.accent, theme, true);
  });
  surface.clip({ x: plot.x - 2, y: plot.y - 2, w: plot.w + 4, h: plot.h + 4 }, () => {
    if (over.tile !== null)
      for (const box of boxesOfTile(scene, drawn, over.tile)) {
        frame(surface, box, 2, theme.bg, 1);
        frame(surface, box, 1, theme.text, 2);
      }
    if (over.hoverTile !== null)
      for (const box of boxesOfTile(scene, drawn, over.hoverTile)) frame(surface, box, 1, theme.accent, 2);
  });
  if (is(over.op)) paintTab(surface, scene, over.op, theme);
}
