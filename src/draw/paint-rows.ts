/** What surrounds the bars of the timeline: names and figures of rows, the bands of headers, the thumb that scrolls. */

import { bandCurve, bandMost } from "../look/rows/bands.ts";
import { rowFigures, rowName } from "../look/rows/words.ts";
import { headerAt, ROW } from "../look/rows.ts";
import { topIn } from "../look/tops.ts";
import { LEFT_GUTTER, RIGHT_GUTTER } from "./axis.ts";
import { type BarsFrame, barHeight, barTop, visibleRows } from "./bars.ts";
import { curvePoints } from "./curve.ts";
import { beginning, fitting, middling } from "./label.ts";
import type { TimelineScene } from "./paint-timeline.ts";
import { at, type Box, meet, upScale } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";
import type { Linked } from "./tone.ts";

const SIZE = 11;
/** Pixels that a header's triangle takes. */
const TRIANGLE = 12;
/** Pixels at the right edge in which the thumb is, and can be taken hold of. */
export const TRACK = 12;
const THUMB = 5;
/** So many of the selected storages are asked whether they are in a folded row. */
const MOST_ASKED = 200;

/** Whether a row holds what is selected. */
function isMeant(frame: BarsFrame, selected: Linked | undefined, row: number): boolean {
  if (selected === undefined) return false;
  const { what, subject, rowOf } = frame.rows;
  const index = subject[row] ?? -1;
  if (what[row] === ROW.storage) return selected.storages.has(index);
  if (what[row] === ROW.buffer) return selected.buffers.has(index);
  let asked = 0;
  for (const s of selected.storages) {
    if (rowOf[s] === row) return true;
    if (++asked === MOST_ASKED) break;
  }
  return false;
}

function paintTriangle(surface: Surface, x: number, y: number, folded: boolean, colour: string): void {
  const points = folded
    ? [x + 1, y - 4, x + 1, y + 4, x + 6, y]
    : [x - 1, y - 2.5, x + 7, y - 2.5, x + 3, y + 2.5];
  surface.path(points, { fill: colour });
}

/** Name and figures of a row whose top is at `y`, each cut to its gutter; a line under it. */
function rowWords(
  surface: Surface,
  { state, boxes, frame }: TimelineScene,
  row: number,
  y: number,
  theme: Theme,
): void {
  const { rows } = frame;
  const middle = y + frame.rowHeight / 2 + 0.5;
  const strong = isMeant(frame, state.selected, row);
  const header = headerAt(rows, row);
  const line = Math.round(y + frame.rowHeight) - 0.5;
  surface.line(boxes.rows.x, line, boxes.rows.x + boxes.rows.w, line, theme.grid);
  const colour = strong || header >= 0 ? theme.text : theme.text2;
  const style = { colour, size: SIZE, bold: strong };
  if (header >= 0) {
    paintTriangle(surface, 5, middle - 0.5, rows.headers?.folded[header] === 1, theme.text2);
    const name = middling(rowName(rows, row), LEFT_GUTTER - 8 - TRIANGLE - 6, SIZE, theme.uiEm);
    surface.text(name, 4 + TRIANGLE, middle, style);
  } else {
    const name = middling(rowName(rows, row), LEFT_GUTTER - 12, SIZE, theme.uiEm);
    surface.text(name, boxes.rows.x - 8, middle, { ...style, align: "right" });
  }
  const room = RIGHT_GUTTER - 8 - TRACK;
  const figures = rowFigures(rows, row, state.base);
  const says =
    fitting(figures, room, SIZE, theme.uiEm) || beginning(figures.at(-1) ?? "", room, SIZE, theme.uiEm);
  surface.text(says, boxes.rows.x + boxes.rows.w + 8, middle, { colour: theme.text2, size: SIZE });
}

/** Names at the left, figures at the right of the rows in view. */
export function paintRowWords(surface: Surface, scene: TimelineScene, theme: Theme): void {
  const { state, boxes, frame } = scene;
  const [first, last] = visibleRows(frame);
  surface.clip({ x: 0, y: boxes.rows.y, w: state.width, h: boxes.rows.h }, () => {
    for (let row = first; row < last; row++)
      rowWords(surface, scene, row, boxes.rows.y + row * frame.rowHeight - state.scroll, theme);
  });
}

/** The live bytes of what a header stands for, against the most that it ever has: the highest of each pixel. */
function paintBand(
  surface: Surface,
  { frame, boxes }: TimelineScene,
  g: number,
  y: number,
  theme: Theme,
): void {
  const bands = frame.rows.headers?.bands;
  if (bands === undefined) return;
  const begin = bands.from[g] ?? 0;
  const born = at(frame.time, bands.step[begin] ?? 0);
  const dead = at(frame.time, bands.step[(bands.from[g + 1] ?? 0) - 1] ?? 0);
  const life = { x: Math.floor(born), y: boxes.rows.y, w: Math.ceil(dead) - Math.floor(born), h: 1 };
  const cut = meet(life, boxes.rows);
  if (cut === undefined) return;
  const box = { x: cut.x, y, w: cut.w, h: barHeight(frame) };
  const most = (from: number, to: number) =>
    bands.bytes[topIn(bands.bytes, bands.tops, begin + from, begin + to)] ?? 0;
  const scale = upScale([0, Math.max(1, bandMost(bands, g))], box);
  const points = curvePoints(bandCurve(bands, g), frame.time, scale, box, most);
  if (points.length < 4) return;
  const foot = at(scale, 0);
  surface.path([points[0] ?? 0, foot, ...points, points.at(-2) ?? 0, foot], { fill: theme.curveFill });
  surface.path(points, { stroke: theme.curve });
}

export function paintBands(surface: Surface, scene: TimelineScene, theme: Theme): void {
  const { frame } = scene;
  const [first, last] = visibleRows(frame);
  for (let row = first; row < last; row++) {
    const g = headerAt(frame.rows, row);
    if (g >= 0) paintBand(surface, scene, g, barTop(frame, row), theme);
  }
}

/** The header whose rows are at the top while it is itself above: it stays in sight there. −1 for none. */
export function pinnedHeader({
  rows,
  rowHeight,
  scroll,
}: Pick<BarsFrame, "rows" | "rowHeight" | "scroll">): number {
  let pinned = -1;
  rows.headers?.row.forEach((row, g) => {
    const above = row >= 0 && row * rowHeight < scroll;
    if (above && row > (rows.headers?.row[pinned] ?? -1)) pinned = g;
  });
  return pinned;
}

/** Where rows are in sight: below a pinned header. */
export function rowsInSight(frame: BarsFrame): Box {
  const { box, rowHeight } = frame;
  return pinnedHeader(frame) < 0 ? box : { ...box, y: box.y + rowHeight, h: Math.max(0, box.h - rowHeight) };
}

export function paintPinned(surface: Surface, scene: TimelineScene, theme: Theme): void {
  const { state, boxes, frame } = scene;
  const g = pinnedHeader(frame);
  if (g < 0) return;
  const { y, h } = boxes.rows;
  surface.clip({ x: 0, y, w: state.width, h }, () => {
    surface.fill(0, y, state.width, frame.rowHeight, theme.raised);
    rowWords(surface, scene, frame.rows.headers?.row[g] ?? 0, y, theme);
    paintBand(surface, scene, g, y + 2, theme);
    surface.line(0, y + frame.rowHeight - 0.5, state.width, y + frame.rowHeight - 0.5, theme.line);
  });
}

/** Where the thumb of the rows is; undefined when all rows are in view. */
export function thumbOf(frame: BarsFrame, width: number): Box | undefined {
  const { box, rows, rowHeight, scroll } = frame;
  const all = rows.count * rowHeight;
  if (all <= box.h || box.h <= 0) return undefined;
  const h = Math.min(box.h, Math.max(24, (box.h * box.h) / all));
  return { x: width - THUMB - 2, y: box.y + ((box.h - h) * scroll) / (all - box.h), w: THUMB, h };
}

/** Pixels of scroll that put the thumb's top at `y`. */
export function scrollAt(frame: BarsFrame, width: number, y: number): number {
  const thumb = thumbOf(frame, width);
  if (thumb === undefined) return 0;
  const { box, rows, rowHeight } = frame;
  const free = Math.max(1, box.h - thumb.h);
  return ((y - box.y) / free) * (rows.count * rowHeight - box.h);
}

export function paintThumb(surface: Surface, { state, frame }: TimelineScene, theme: Theme): void {
  const thumb = thumbOf(frame, state.width);
  if (thumb !== undefined) surface.fill(thumb.x, thumb.y, thumb.w, thumb.h, theme.lineStrong, 0.9);
}
