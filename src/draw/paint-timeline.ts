/** The picture of the timeline: the live-bytes curve above, rows of bars below, on the time axis it shares with the arena. */

import type { PlanArena } from "../core/document.ts";
import type { Curve } from "../core/plan.types.ts";
import { formatBytes, formatCount } from "../core/units.ts";
import { type RowSet, rowName } from "../look/rows.ts";
import { LEFT_GUTTER, RIGHT_GUTTER } from "./axis.ts";
import { type BarsFrame, movingBars, rowHeight, timelineBars, visibleRows } from "./bars.ts";
import { crest, curvePoints } from "./curve.ts";
import type { Geometry } from "./geometry.ts";
import { middling } from "./label.ts";
import type { Model } from "./model.ts";
import { type Limit, paintLimits, paintStepGrid } from "./paint-axes.ts";
import { paintMarks } from "./paint-marks.ts";
import { paintViews } from "./paint-views.ts";
import { paintsOf } from "./paints.ts";
import type { Range } from "./range.ts";
import { at, type Box, meet, type Scale, timeScale, upScale } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";
import { binaryStride, multiples } from "./ticks.ts";
import { clearTones, type Linked, TONE_ALPHA, type Tones } from "./tone.ts";

export interface TimelineState {
  readonly model: Model;
  readonly geometry: Geometry;
  readonly rows: RowSet;
  readonly rowAt: Int32Array | Float64Array;
  /** Whether bars are on their way to new rows. */
  readonly moving: boolean;
  readonly arena: number;
  readonly time: Range;
  readonly width: number;
  readonly height: number;
  readonly scroll: number;
  /** What the selection and whatever else is shown mean; the rest is dimmed. */
  readonly selected: Linked | undefined;
}

export interface TimelineBoxes {
  /** Where the tabs of cursor and pointer stand; dragging here scrubs. */
  readonly strip: Box;
  readonly curve: Box;
  readonly rows: Box;
}

export interface TimelineScene {
  readonly state: TimelineState;
  readonly boxes: TimelineBoxes;
  readonly frame: BarsFrame;
  readonly bytes: Scale;
  readonly tones: Tones;
}

/** Pixels above the curve's highest value: room for the words on the peak line. */
const HEADROOM = 16;

export function timelineBoxes(width: number, height: number): TimelineBoxes {
  const w = Math.max(1, width - LEFT_GUTTER - RIGHT_GUTTER);
  const x = LEFT_GUTTER;
  const curve = Math.round(Math.min(150, Math.max(40, (height - 40) * 0.3)));
  const rows = 20 + curve + 12;
  return {
    strip: { x, y: 2, w, h: 15 },
    curve: { x, y: 20, w, h: curve },
    rows: { x, y: rows, w, h: Math.max(0, height - rows) },
  };
}

/** The highest value the curve's axis shows: peak and bound always, the capacity when it is not far above. */
export function curveTop(arena: PlanArena | undefined): number {
  const top = Math.max(1, arena?.peak ?? 0, arena?.lowerBound ?? 0);
  const capacity = arena?.capacity ?? 0;
  return capacity > top && capacity <= top * 1.6 ? capacity : top;
}

export function timelineFrame(state: TimelineState): BarsFrame {
  const { model, geometry, rows, rowAt, scroll } = state;
  const time = timeScale(state.time, state.width);
  const box = timelineBoxes(state.width, state.height).rows;
  return { model, geometry, rows, rowAt, time, box, rowHeight: rowHeight(rows.count, box.h), scroll };
}

/** Bytes to y in the curve's box. */
export function curveScale(state: TimelineState): Scale {
  const { curve } = timelineBoxes(state.width, state.height);
  const area = { ...curve, y: curve.y + HEADROOM, h: curve.h - HEADROOM };
  return upScale([0, curveTop(state.model.plan.arenas[state.arena])], area);
}

export function timelineScene(state: TimelineState, tones: Tones): TimelineScene {
  const frame = timelineFrame(state);
  clearTones(tones);
  if (state.moving) movingBars(frame, state.selected, tones);
  else timelineBars(frame, state.selected, tones);
  return { state, boxes: timelineBoxes(state.width, state.height), frame, bytes: curveScale(state), tones };
}

function paintCurveLimits(surface: Surface, scene: TimelineScene, arena: PlanArena, theme: Theme): void {
  const { peak, lowerBound, capacity } = arena;
  const y = (value: number) => at(scene.bytes, value);
  const limits: Limit[] = [];
  if (peak === lowerBound) {
    limits.push({ y: y(peak), label: `peak = bound ${formatBytes(peak)}`, colour: theme.good });
  } else {
    const colour = capacity !== null && peak > capacity ? theme.hot : theme.text2;
    limits.push({ y: y(peak), label: `peak ${formatBytes(peak)}`, colour });
    limits.push({ y: y(lowerBound), label: `bound ${formatBytes(lowerBound)}`, colour: theme.good });
  }
  if (capacity !== null && capacity <= curveTop(arena)) {
    limits.push({ y: y(capacity), label: `capacity ${formatBytes(capacity)}`, colour: theme.hot });
  }
  paintLimits(surface, limits, scene.boxes.curve, theme);
}

function paintCurve(surface: Surface, scene: TimelineScene, curve: Curve, theme: Theme): void {
  const { boxes, bytes, frame, state } = scene;
  const box = boxes.curve;
  const foot = at(bytes, 0);
  const points = curvePoints(curve, frame.time, bytes, box);
  if (points.length >= 4) {
    const closed = [points[0] ?? 0, foot, ...points, points.at(-2) ?? 0, foot];
    surface.path(closed, { fill: theme.curveFill });
    const top = crest(curve);
    if (top !== undefined) {
      const y = at(bytes, top.bytes);
      const wide = Math.max(2, (top.end - top.start) * frame.time.per);
      const mark = meet({ x: at(frame.time, top.start), y, w: wide, h: foot - y }, box);
      if (mark !== undefined) {
        surface.fill(mark.x, mark.y, mark.w, mark.h, theme.bg);
        surface.fill(mark.x, mark.y, mark.w, mark.h, theme.hot, 0.5);
      }
    }
    surface.path(points, { stroke: theme.curve });
  }
  surface.line(box.x, foot + 0.5, box.x + box.w, foot + 0.5, theme.lineStrong);
  const top = curveTop(state.model.plan.arenas[state.arena]);
  for (const value of multiples([0, top], binaryStride(26 / -bytes.per))) {
    const y = at(bytes, value);
    surface.text(formatBytes(value), box.x - 8, y, { colour: theme.text2, size: 10.5, align: "right" });
  }
}

function paintRowWords(surface: Surface, scene: TimelineScene, theme: Theme): void {
  const { state, boxes, frame } = scene;
  const { plan } = state.model;
  const { rows } = frame;
  const [first, last] = visibleRows(frame);
  surface.clip({ x: 0, y: boxes.rows.y, w: state.width, h: boxes.rows.h }, () => {
    for (let row = first; row < last; row++) {
      const y = boxes.rows.y + row * frame.rowHeight - state.scroll;
      const middle = y + frame.rowHeight / 2 + 0.5;
      const strong = isMeant(state, row);
      const line = Math.round(y + frame.rowHeight) - 0.5;
      surface.line(boxes.rows.x, line, boxes.rows.x + boxes.rows.w, line, theme.grid);
      const name = middling(rowName(plan, rows, row), LEFT_GUTTER - 12, 11, theme.uiEm);
      const colour = strong ? theme.text : theme.text2;
      surface.text(name, boxes.rows.x - 8, middle, { colour, size: 11, align: "right", bold: strong });
      const tenants = (rows.storages.from[row + 1] ?? 0) - (rows.storages.from[row] ?? 0);
      const bytes = plan.storages.bytes[rows.subject[row] ?? 0] ?? 0;
      const says =
        rows.kind === "buffers"
          ? `${formatCount(tenants)} ${tenants === 1 ? "tenant" : "tenants"}`
          : formatBytes(bytes, 1);
      surface.text(says, boxes.rows.x + boxes.rows.w + 8, middle, { colour: theme.text2, size: 11 });
    }
  });
}

/** Whether a row holds what is selected. */
function isMeant(state: TimelineState, row: number): boolean {
  const { selected, rows } = state;
  if (selected === undefined) return false;
  const subject = rows.subject[row] ?? -1;
  return rows.kind === "buffers" ? selected.buffers.has(subject) : selected.storages.has(subject);
}

function paintThumb(surface: Surface, scene: TimelineScene, theme: Theme): void {
  const { state, boxes, frame } = scene;
  const all = frame.rows.count * frame.rowHeight;
  if (all <= boxes.rows.h) return;
  const h = Math.max(18, (boxes.rows.h * boxes.rows.h) / all);
  const y = boxes.rows.y + ((boxes.rows.h - h) * state.scroll) / (all - boxes.rows.h);
  surface.fill(state.width - 4, y, 3, h, theme.lineStrong, 0.8);
}

export function paintTimeline(surface: Surface, scene: TimelineScene, theme: Theme): void {
  const { state, boxes, frame, tones } = scene;
  const { plan } = state.model;
  const paints = paintsOf(theme);
  surface.fill(0, 0, state.width, state.height, theme.bg);
  paintStepGrid(surface, frame.time, { ...boxes.curve, h: state.height - boxes.curve.y }, plan.steps, theme);
  const curve = plan.live[state.arena];
  const arena = plan.arenas[state.arena];
  if (curve !== undefined) paintCurve(surface, scene, curve, theme);
  if (arena !== undefined) paintCurveLimits(surface, scene, arena, theme);
  paintRowWords(surface, scene, theme);
  surface.clip(boxes.rows, () => {
    for (const tone of [0, 1, 2] as const) {
      surface.rects(tones[tone], paints.fills, state.selected === undefined ? 1 : TONE_ALPHA[tone]);
    }
    for (const tone of [0, 1, 2] as const) {
      const inks = state.selected === undefined ? paints.inks : (paints.tonedInks[tone] ?? paints.inks);
      paintMarks(surface, state.model, tones[tone], boxes.rows, inks, theme);
      if (frame.rows.kind === "tensors") paintViews(surface, frame, tones[tone], inks, theme);
    }
  });
  paintThumb(surface, scene, theme);
}
