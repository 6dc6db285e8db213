/** Where things stand in the picture of a schedule: loops above, a lane an actor, below them what each FIFO holds. */

import type { LoopColumns } from "../../look/dataflow/loop-tree.ts";
import type { ScheduleView } from "../../look/dataflow/schedule-view.ts";
import type { Range } from "../range.ts";
import type { Box, Scale } from "../scale.ts";

/** Pixels for names, and for numbers right of the plot. */
const LEFT = 148;
const RIGHT = 96;
const AXIS = 18;
const BAR = 13;
/** Bars that are drawn above each other; loops deeper down have none. */
const MOST_BARS = 4;
export const LANE = 17;
export const FIFO = 30;
/** Pixels of a column at most: few firings are not stretched over the pane. */
const WIDEST = 64;

interface ScheduleInput {
  readonly view: ScheduleView;
  /** Null: time is in steps. */
  readonly columns: LoopColumns | null;
  /** Visible columns or steps. */
  readonly range: Range;
  readonly width: number;
  readonly height: number;
  /** Pixels of rows above the upper edge. */
  readonly scroll: number;
}

export interface ScheduleScene extends ScheduleInput {
  /** Numbers of steps, or of the first steps of columns. */
  readonly axis: Box;
  readonly bars: Box;
  readonly rows: Box;
  /** Of columns or steps. */
  readonly time: Scale;
  /** Pixels of all rows. */
  readonly tall: number;
}

export type ScheduleRow = { readonly kind: "actor" | "fifo"; readonly index: number; readonly box: Box };

/** Columns or steps that there are. */
export function wholeOf(view: ScheduleView, columns: LoopColumns | null): Range {
  return [0, Math.max(1, columns === null ? view.firings : columns.count)];
}

export function sceneOf(input: ScheduleInput): ScheduleScene {
  const { view, columns, range, width, height } = input;
  const w = Math.max(1, width - LEFT - RIGHT);
  const axis = { x: LEFT, y: 0, w, h: AXIS };
  const bars = { x: LEFT, y: AXIS, w, h: columns === null ? 0 : Math.min(columns.depth, MOST_BARS) * BAR };
  const top = bars.y + bars.h + 2;
  const rows = { x: LEFT, y: top, w, h: Math.max(1, height - top) };
  const per = Math.min(w / (range[1] - range[0]), WIDEST);
  const tall = view.actors.lanes.length * LANE + FIFO_GAP + view.fifos.id.length * FIFO;
  const scroll = Math.max(0, Math.min(input.scroll, tall - rows.h));
  return { ...input, scroll, axis, bars, rows, tall, time: { from: range[0], origin: LEFT, per } };
}

/** Pixels between lanes and FIFOs. */
const FIFO_GAP = 6;

/** The rows in sight, from the top. */
export function rowsIn({ view, rows, scroll, width }: ScheduleScene): ScheduleRow[] {
  const lanes = view.actors.lanes;
  const found: ScheduleRow[] = [];
  const bottom = scroll + rows.h;
  for (let k = Math.floor(scroll / LANE); k < lanes.length && k * LANE < bottom; k++) {
    const box = { x: 0, y: rows.y + k * LANE - scroll, w: width, h: LANE };
    found.push({ kind: "actor", index: lanes[k] ?? 0, box });
  }
  const first = lanes.length * LANE + FIFO_GAP;
  for (let f = Math.max(0, Math.floor((scroll - first) / FIFO)); f < view.fifos.id.length; f++) {
    if (first + f * FIFO >= bottom) break;
    found.push({
      kind: "fifo",
      index: f,
      box: { x: 0, y: rows.y + first + f * FIFO - scroll, w: width, h: FIFO },
    });
  }
  return found;
}

export function rowUnder(scene: ScheduleScene, y: number): ScheduleRow | undefined {
  if (y < scene.rows.y) return undefined;
  return rowsIn(scene).find(({ box }) => y >= box.y && y < box.y + box.h);
}

/** Where a row begins, in pixels of all rows; so that it can be brought into sight. */
export function topOf({ view }: Pick<ScheduleInput, "view">, kind: "actor" | "fifo", index: number): number {
  if (kind === "actor") return view.actors.lanes.indexOf(index) * LANE;
  return view.actors.lanes.length * LANE + FIFO_GAP + index * FIFO;
}

/** The column or step under a pixel; undefined beside them. */
export function columnUnder(scene: ScheduleScene, x: number): number | undefined {
  const { time, rows, view, columns } = scene;
  if (x < rows.x || x >= rows.x + rows.w) return undefined;
  const at = Math.floor(time.from + (x - time.origin) / time.per);
  return at >= 0 && at < wholeOf(view, columns)[1] ? at : undefined;
}

/** The step that a column stands for: its first. */
export function stepOfColumn({ columns }: ScheduleScene, column: number): number {
  return columns === null ? column : (columns.firstStep[column] ?? 0);
}

export function columnOfStep({ columns }: ScheduleScene, step: number): number {
  return columns === null ? step : (columns.columnOf[step] ?? 0);
}

export function barUnder({ columns, bars, time }: ScheduleScene, x: number, y: number) {
  if (columns === null || y < bars.y || y >= bars.y + bars.h) return undefined;
  const depth = Math.floor((y - bars.y) / BAR);
  const column = time.from + (x - time.origin) / time.per;
  return columns.bars.find((bar) => bar.depth === depth && column >= bar.from && column < bar.to);
}

/** The box of a loop's bar, not cut to what is in sight. */
export function boxOfBar({ bars, time }: ScheduleScene, bar: LoopColumns["bars"][number]): Box {
  const x = time.origin + (bar.from - time.from) * time.per;
  return { x, y: bars.y + bar.depth * BAR, w: (bar.to - bar.from) * time.per, h: BAR };
}

export const MOST_DEPTH = MOST_BARS;
