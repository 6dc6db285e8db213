/** Paints the schedule of a dataflow graph: loops, lanes of firings, and what FIFOs hold. */

import { formatCount } from "../../core/units.ts";
import { beginning, ending, middling, widthOf } from "../label.ts";
import { classPaint } from "../palette.ts";
import { at, type Box, meet } from "../scale.ts";
import type { Surface } from "../surface.ts";
import type { Theme } from "../theme.ts";
import { decimalStride, multiples } from "../ticks.ts";
import { firstAfter } from "./held-columns.ts";
import { paintFifo } from "./paint-fifo.ts";
import { boxOfBar, MOST_DEPTH, rowsIn, type ScheduleRow, type ScheduleScene } from "./scene.ts";

const SIZE = 10.5;
const TICK_GAP = 52;
const TICK_AIR = 8;
/** Legend classes of ROLES: sky, blue, green, grey. */
const ROLE_CLASS = [2, 0, 3, 99] as const;

function rolePaint(role: number, theme: Theme) {
  return classPaint(ROLE_CLASS[role] ?? 99, theme.scheme);
}

/** What the picture needs of what is selected elsewhere. */
export interface Lit {
  readonly actors: ReadonlySet<number>;
  readonly fifos: ReadonlySet<number>;
}

/** Paints all but what follows the pointer; says how many rows are in sight. */
export function paintSchedule(surface: Surface, scene: ScheduleScene, lit: Lit, theme: Theme): number {
  const { width, height, rows } = scene;
  surface.fill(0, 0, width, height, theme.bg);
  paintAxis(surface, scene, theme);
  const inSight = rowsIn(scene);
  const clip = { x: 0, y: rows.y, w: width, h: rows.h };
  surface.clip(clip, () => {
    for (const row of inSight) paintGround(surface, scene, row, lit, theme);
    paintSeams(surface, scene, theme);
    for (const row of inSight) if (row.kind === "fifo") paintFifo(surface, scene, row, theme);
    paintFirings(surface, scene, inSight, theme);
  });
  paintBars(surface, scene, theme);
  paintThumb(surface, scene, theme);
  return inSight.length;
}

/** Where the rows in sight are among all, where they are not all. */
function paintThumb(surface: Surface, { rows, tall, scroll, width }: ScheduleScene, theme: Theme): void {
  if (tall <= rows.h) return;
  const h = Math.max(16, (rows.h * rows.h) / tall);
  const y = rows.y + (scroll / (tall - rows.h)) * (rows.h - h);
  surface.fill(width - 4, y, 3, h, theme.lineStrong);
}

function paintGround(surface: Surface, scene: ScheduleScene, row: ScheduleRow, lit: Lit, theme: Theme): void {
  const { view, rows } = scene;
  const { box, kind, index } = row;
  const isLit = kind === "actor" ? lit.actors.has(index) : lit.fifos.has(index);
  if (isLit) surface.fill(0, box.y, scene.width, box.h, theme.accent, 0.12);
  surface.line(0, box.y + box.h - 0.5, scene.width, box.y + box.h - 0.5, theme.grid);
  if (kind === "fifo") return;
  const colour = isLit ? theme.text : theme.text2;
  const middle = box.y + box.h / 2 + 0.5;
  surface.fill(6, box.y + 4, 7, box.h - 9, rolePaint(view.actors.role[index] ?? 1, theme).fill);
  surface.text(ending(view.actors.id[index] ?? "", rows.x - 26, 11.5, theme.uiEm), 18, middle, {
    colour,
    size: 11.5,
    bold: isLit,
  });
  const times = (view.actors.from[index + 1] ?? 0) - (view.actors.from[index] ?? 0);
  surface.text(`${formatCount(times)} ×`, scene.width - 8, middle, {
    colour: theme.text2,
    size: SIZE,
    align: "right",
  });
}

/** Where loops begin and end, through all rows. */
function paintSeams(surface: Surface, { columns, time, rows, view }: ScheduleScene, theme: Theme): void {
  if (columns === null || time.per < 3) return;
  const room = MOST_DEPTH;
  for (const bar of columns.bars) {
    if (bar.depth >= room) continue;
    for (const column of [bar.from, bar.to]) {
      const x = Math.round(at(time, column)) + 0.5;
      if (x >= rows.x && x <= rows.x + rows.w && column < view.firings)
        surface.line(x, rows.y, x, rows.y + rows.h, theme.line);
    }
  }
}

function paintFirings(surface: Surface, scene: ScheduleScene, inSight: readonly ScheduleRow[], theme: Theme) {
  const lanes = new Map(inSight.flatMap(({ kind, index, box }) => (kind === "actor" ? [[index, box]] : [])));
  if (scene.columns === null) for (const [actor, box] of lanes) paintSteps(surface, scene, actor, box, theme);
  else paintColumns(surface, scene, lanes, theme);
}

function paintCell(
  surface: Surface,
  scene: ScheduleScene,
  column: number,
  row: Box,
  actor: number,
  text: string,
  theme: Theme,
): void {
  const { time, rows, view } = scene;
  const x = at(time, column);
  const gap = time.per >= 6 ? 1 : 0;
  const box = meet({ x, y: row.y + 2, w: Math.max(1, time.per - gap), h: row.h - 5 }, rows);
  if (box === undefined) return;
  const { fill, ink } = rolePaint(view.actors.role[actor] ?? 1, theme);
  surface.fill(box.x, box.y, box.w, box.h, fill);
  if (text !== "" && widthOf(text, SIZE, theme.uiEm) <= box.w - 2)
    surface.text(text, box.x + box.w / 2, box.y + box.h / 2 + 0.5, {
      colour: ink,
      size: SIZE,
      align: "center",
    });
}

function paintSteps(surface: Surface, scene: ScheduleScene, actor: number, row: Box, theme: Theme): void {
  const { time, rows, view } = scene;
  const { from, steps } = view.actors;
  const end = from[actor + 1] ?? 0;
  let k = firstAfter(steps, from[actor] ?? 0, end, Math.floor(time.from) - 1);
  const right = time.from + rows.w / time.per;
  while (k < end && (steps[k] ?? 0) < right) {
    const step = steps[k] ?? 0;
    paintCell(surface, scene, step, row, actor, "", theme);
    // of those in one pixel the first is enough
    k = time.per >= 1 ? k + 1 : Math.max(k + 1, firstAfter(steps, k, end, step + 1 / time.per - 1));
  }
}

function paintColumns(
  surface: Surface,
  scene: ScheduleScene,
  lanes: ReadonlyMap<number, Box>,
  theme: Theme,
): void {
  const { columns, time, rows } = scene;
  if (columns === null) return;
  const right = Math.min(columns.count, Math.ceil(time.from + rows.w / time.per));
  const painted = new Map<number, number>();
  for (let c = Math.max(0, Math.floor(time.from)); c < right; c++) {
    const actor = columns.actor[c] ?? 0;
    const row = lanes.get(actor);
    if (row === undefined) continue;
    const pixel = Math.floor(at(time, c));
    if (painted.get(actor) === pixel) continue;
    painted.set(actor, pixel);
    const repeats = columns.repeats[c] ?? 1;
    paintCell(surface, scene, c, row, actor, repeats > 1 ? `×${formatCount(repeats)}` : "", theme);
  }
}

function paintBars(surface: Surface, scene: ScheduleScene, theme: Theme): void {
  const { columns, bars } = scene;
  if (columns === null || bars.h === 0) return;
  surface.text("loops", bars.x - 8, bars.y + 7, { colour: theme.text2, size: SIZE, align: "right" });
  surface.clip(bars, () => {
    for (const bar of columns.bars) {
      if (bar.depth >= MOST_DEPTH) continue;
      const box = meet(boxOfBar(scene, bar), bars);
      if (box === undefined) continue;
      const inner = { x: box.x + 0.5, y: box.y + 1, w: Math.max(1, box.w - 1), h: box.h - 2 };
      surface.fill(inner.x, inner.y, inner.w, inner.h, bar.isOpen ? theme.bg : theme.hole);
      surface.frame(inner, theme.lineStrong, 1);
      const count = `×${formatCount(scene.view.loops?.count[bar.term] ?? 1)}`;
      const text = beginning(count, inner.w - 4, SIZE, theme.uiEm);
      if (text === count)
        surface.text(text, inner.x + inner.w / 2, inner.y + inner.h / 2 + 0.5, {
          colour: theme.text,
          size: SIZE,
          align: "center",
        });
    }
  });
}

function paintAxis(surface: Surface, scene: ScheduleScene, theme: Theme): void {
  const { axis, time, columns, view } = scene;
  surface.text("step", axis.x - 8, axis.y + axis.h / 2, { colour: theme.text2, size: SIZE, align: "right" });
  const most = columns === null ? view.firings : columns.count;
  const range = [Math.max(0, time.from), Math.min(most - 1, time.from + axis.w / time.per)] as const;
  const widest = widthOf(formatCount(view.firings), SIZE, theme.uiEm);
  const gap = columns === null ? TICK_GAP : Math.max(TICK_GAP / 2, widest + TICK_AIR);
  for (const place of multiples(range, decimalStride(gap / time.per))) {
    const x = at(time, place + 0.5);
    if (x > axis.x + axis.w) continue;
    const step = columns === null ? place : (columns.firstStep[place] ?? 0);
    surface.text(middling(formatCount(step), TICK_GAP, SIZE, theme.uiEm), x, axis.y + axis.h / 2, {
      colour: theme.text2,
      size: SIZE,
      align: "center",
    });
  }
}
