/** Paints the scratchpad: residencies over the schedule, pins of the work, and the two lanes in time. */

import { type TiledProgram, tileName } from "../../core/dialects/tiles/program.types.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { HOW } from "../../look/scratchpad/scratchpad.types.ts";
import { beginning, ending, widthOf } from "../label.ts";
import { paintAddressAxis, paintLimits } from "../paint-axes.ts";
import { makeRects, type Rects } from "../rects.ts";
import { at, type Box, meet, type Scale, under } from "../scale.ts";
import { hatch, type Surface } from "../surface.ts";
import type { Theme } from "../theme.ts";
import { decimalStride, multiples } from "../ticks.ts";
import { scratchpadFills, scratchpadInks } from "./fills.ts";
import { laneRects } from "./lanes.ts";
import { type Pin, pinsOf, residencyRects, type Scene } from "./scene.ts";

/** Rectangles that get a name, a pattern or a mark, the first in view. */
const MOST_DECORATED = 300;
/** So many waits of a lane are hatched; of more the ground says enough. */
const MOST_HATCHED = 120;
/** Pixels between two numbers of an axis. */
const TICK_GAP = 56;
const SIZE = 10.5;

export interface SceneLists {
  readonly plot: Rects;
  readonly dma: Rects;
  readonly compute: Rects;
}

export function makeSceneLists(): SceneLists {
  return { plot: makeRects(), dma: makeRects(), compute: makeRects() };
}

function boxIn(list: Rects, i: number): Box {
  return { x: list.x[i] ?? 0, y: list.y[i] ?? 0, w: list.w[i] ?? 0, h: list.h[i] ?? 0 };
}

/** `x(0, 2)`, without the name where that has no room. */
export function tileLabel(program: TiledProgram, tile: number, room: number, em: number): string {
  const name = tileName(program, tile);
  const whole = beginning(name, room, SIZE, em);
  if (whole === name || !name.includes("(")) return whole;
  const short = name.slice(name.lastIndexOf("(") + 1, -1).replace(", ", ",");
  return widthOf(short, SIZE, em) <= room ? short : "";
}

/** A corner at the right end: it had to go before its next use. */
function paintEvicted(surface: Surface, box: Box, theme: Theme): void {
  const side = Math.min(7, box.w, box.h);
  const [right, top] = [box.x + box.w, box.y];
  surface.path([right - side, top, right, top, right, top + side], { fill: theme.hot });
}

/** What tells residencies apart besides their colours. */
function paintDecoration(surface: Surface, scene: Scene, list: Rects, theme: Theme): void {
  const { how } = scene.index.residencies;
  const inks = scratchpadInks(theme.scheme);
  let room = MOST_DECORATED;
  for (let i = 0; i < list.count && room > 0; i++) {
    const whole = boxIn(list, i);
    if (whole.w < 5 || whole.h < 4) continue;
    const box = meet(whole, scene.boxes.plot);
    if (box === undefined) continue;
    room--;
    const r = list.item[i] ?? 0;
    const flags = how[r] ?? 0;
    const ink = inks[list.fill[i] ?? 0] ?? theme.text;
    if ((flags & (HOW.spilled | HOW.filled)) !== 0) hatch(surface, box, ink, 6, 0.5);
    if ((flags & HOW.evicted) !== 0 && whole.x + whole.w <= box.x + box.w + 1)
      paintEvicted(surface, box, theme);
  }
}

/** Names of tiles where they fit, each on the colour of its tile: pins would strike them out. */
function paintNames(surface: Surface, scene: Scene, list: Rects, theme: Theme): void {
  const fills = scratchpadFills(theme.scheme);
  const inks = scratchpadInks(theme.scheme);
  const { program } = scene.tiled;
  let room = MOST_DECORATED;
  for (let i = 0; i < list.count && room > 0; i++) {
    const box = meet(boxIn(list, i), scene.boxes.plot);
    if (box === undefined || box.h < 12 || box.w < 16) continue;
    room--;
    const tile = scene.index.residencies.tile[list.item[i] ?? 0] ?? 0;
    const text = tileLabel(program, tile, box.w - 6, theme.uiEm);
    if (text === "") continue;
    const fill = list.fill[i] ?? 0;
    const wide = Math.min(box.w - 2, widthOf(text, SIZE, theme.uiEm) + 4);
    surface.fill(box.x + 1, box.y + box.h / 2 - 6, wide, 12, fills[fill] ?? "", 0.9);
    surface.text(text, box.x + 3, box.y + box.h / 2 + 0.5, { colour: inks[fill] ?? theme.text, size: SIZE });
  }
}

/** A line through all tiles that a step touches, with a dot on each; `strong` where somebody points at it. */
export function paintPin(
  surface: Surface,
  scene: Scene,
  pin: Pin,
  colour: string,
  theme: Theme,
  strong: boolean,
): void {
  const { plot } = scene.boxes;
  const x = Math.round(at(scene.ops, pin.op + 0.5)) + 0.5;
  if (x < plot.x || x > plot.x + plot.w) return;
  const ys = pin.touches.map((address) => at(scene.address, address));
  const [top, bottom] = [Math.max(plot.y, Math.min(...ys)), Math.min(plot.y + plot.h, Math.max(...ys))];
  if (bottom >= top) surface.line(x, top, x, bottom, colour, strong ? 2 : 1, undefined, strong ? 1 : 0.45);
  const side = strong ? 7 : scene.ops.per >= 8 ? 4 : 3;
  for (const y of ys) {
    if (y < plot.y || y > plot.y + plot.h) continue;
    if (strong) surface.fill(x - side / 2 - 1, y - side / 2 - 1, side + 2, side + 2, theme.bg);
    surface.fill(x - side / 2, y - side / 2, side, side, colour);
  }
}

/** Numbers under a plot; `middle`: in the middle of their units. */
function paintTicks(
  surface: Surface,
  scale: Scale,
  axis: Box,
  most: number,
  middle: boolean,
  theme: Theme,
): void {
  if (axis.h === 0) return;
  surface.line(axis.x, axis.y + 0.5, axis.x + axis.w, axis.y + 0.5, theme.line);
  const range = [Math.max(0, under(scale, axis.x)), Math.min(most, under(scale, axis.x + axis.w))] as const;
  let free = axis.x - 30;
  for (const value of multiples(range, decimalStride(TICK_GAP / scale.per))) {
    const x = Math.round(at(scale, value) + (middle ? scale.per / 2 : 0));
    const text = formatCount(value);
    const half = widthOf(text, SIZE, theme.uiEm) / 2;
    if (x - half < free || x + half > axis.x + axis.w + 8 || (middle && value >= most)) continue;
    free = x + half + 4;
    surface.line(x + 0.5, axis.y, x + 0.5, axis.y + 4, theme.lineStrong);
    surface.text(text, x, axis.y + axis.h / 2 + 2, { colour: theme.text2, size: SIZE, align: "center" });
  }
}

function paintName(surface: Surface, text: string, box: Box, theme: Theme): void {
  if (box.h === 0) return;
  surface.text(ending(text, box.x - 10, SIZE, theme.uiEm), box.x - 6, box.y + box.h / 2 + 0.5, {
    colour: theme.text2,
    size: SIZE,
    align: "right",
  });
}

/** Ticks at the top of the plot where the original does something wrong. */
function paintFaults(surface: Surface, scene: Scene, theme: Theme): void {
  const { plot } = scene.boxes;
  for (const { op } of scene.tiled.proof.faults) {
    const x = at(scene.ops, op + 0.5);
    if (x < plot.x || x > plot.x + plot.w) continue;
    surface.path([x - 5, plot.y - 9, x + 5, plot.y - 9, x, plot.y - 1], { fill: theme.hot });
    surface.line(x, plot.y, x, plot.y + plot.h, theme.hot, 1, [3, 3], 0.8);
  }
}

function paintLane(
  surface: Surface,
  scene: Scene,
  which: "dma" | "compute",
  list: Rects,
  theme: Theme,
): void {
  const box = scene.boxes[which];
  if (box.h === 0) return;
  surface.fill(box.x, box.y, box.w, box.h, theme.hole);
  const { waits } = laneRects(scene, which, list);
  // where work waits is what two buffers are to avoid
  if (which === "compute" && waits.length <= MOST_HATCHED) {
    for (const wait of waits) {
      const seen = meet(wait, box);
      if (seen !== undefined && seen.w >= 2) hatch(surface, seen, theme.lineStrong, 6);
    }
  }
  surface.clip(box, () => surface.rects(list, scratchpadFills(theme.scheme), 1));
  const { kind } = scene.tiled.schedule.ops;
  const inks = scratchpadInks(theme.scheme);
  for (let i = 0; i < list.count; i++) {
    const rect = boxIn(list, i);
    const op = list.item[i] ?? -1;
    if (op < 0 || rect.w < 3) continue;
    const ink = inks[list.fill[i] ?? 0] ?? theme.text;
    const moves = kind[op] ?? 0;
    // what goes out has a bar at its end, what is put away or brought back is hatched
    if (moves === 2 || moves === 3) surface.fill(rect.x + rect.w - 2, rect.y, 2, rect.h, ink, 0.75);
    if (moves >= 3) hatch(surface, rect, ink, 6, 0.5);
    if (rect.w < 12) continue;
    const text = ["L", "E", "S", "SP", "F"][moves] ?? "";
    if (widthOf(text, SIZE, theme.uiEm) + 4 <= rect.w)
      surface.text(text, rect.x + rect.w / 2, rect.y + rect.h / 2 + 0.5, {
        colour: ink,
        size: SIZE,
        align: "center",
      });
  }
}

/** Paints all but what follows the pointer; says how many rectangles it drew, and whether they are all. */
export function paintScene(
  surface: Surface,
  scene: Scene,
  lists: SceneLists,
  { capacity, base }: { readonly capacity: number; readonly base: "hex" | "dec" },
  theme: Theme,
): { readonly rects: number; readonly drawn: "all" | "sampled" } {
  const { boxes, tiled, width, height } = scene;
  const { plot } = boxes;
  const fills = scratchpadFills(theme.scheme);
  const { stats, ops } = tiled.schedule;
  surface.fill(0, 0, width, height, theme.bg);
  surface.fill(plot.x, plot.y, plot.w, plot.h, theme.hole);
  paintAddressAxis(surface, scene.address, plot, scene.addresses[1], base, theme);
  const drawn = residencyRects(scene, lists.plot);
  surface.clip(plot, () => {
    surface.rects(lists.plot, fills, 1);
    if (drawn === "all") paintDecoration(surface, scene, lists.plot, theme);
    for (const pin of pinsOf(scene)) paintPin(surface, scene, pin, theme.text, theme, false);
    if (drawn === "all") paintNames(surface, scene, lists.plot, theme);
  });
  paintFaults(surface, scene, theme);
  const limits = [
    {
      value: stats.highWaterBytes,
      label: `high water ${formatBytes(stats.highWaterBytes)}`,
      colour: theme.text2,
    },
    { value: capacity, label: `scratchpad ${formatBytes(capacity)}`, colour: theme.hot },
  ].filter(({ value }, i) => i === 1 || value !== capacity);
  paintLimits(
    surface,
    limits.map(({ value, ...limit }) => ({ ...limit, y: at(scene.address, value) })),
    plot,
    theme,
  );
  paintTicks(surface, scene.ops, boxes.axis, ops.count, true, theme);
  paintName(surface, "operation", boxes.axis, theme);
  paintLane(surface, scene, "dma", lists.dma, theme);
  paintName(surface, "transfers", boxes.dma, theme);
  paintLane(surface, scene, "compute", lists.compute, theme);
  paintName(surface, "work", boxes.compute, theme);
  paintTicks(surface, scene.time, boxes.time, tiled.lanes.makespan, false, theme);
  paintName(surface, "time", boxes.time, theme);
  return { rects: lists.plot.count + lists.dma.count + lists.compute.count, drawn };
}
