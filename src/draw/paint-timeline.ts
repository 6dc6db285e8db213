/** The picture of the timeline: the live-bytes curve above, rows of bars below, on the time axis it shares with the arena. */

import type { PlanArena } from "../core/document.ts";
import type { Curve } from "../core/plan.types.ts";
import { formatBytes, formatCount } from "../core/units.ts";
import type { RowSet } from "../look/rows.ts";
import { LEFT_GUTTER, RIGHT_GUTTER } from "./axis.ts";
import { type BarsFrame, barHeight, barTop, movingBars, rowHeight, timelineBars } from "./bars.ts";
import { crest, curvePoints } from "./curve.ts";
import type { Geometry } from "./geometry.ts";
import { fitting, widthOf } from "./label.ts";
import type { Model } from "./model.ts";
import { type Limit, paintLimits, paintStepAxis, paintStepGrid } from "./paint-axes.ts";
import { paintMarks } from "./paint-marks.ts";
import { paintBands, paintPinned, paintRowWords } from "./paint-rows.ts";
import { paintPadding, paintViews } from "./paint-views.ts";
import { paintsOf } from "./paints.ts";
import type { Range } from "./range.ts";
import { at, type Box, meet, type Scale, timeScale, upScale } from "./scale.ts";
import { clearStrips, makeStrips, type Strips, stripsRaster } from "./strips.ts";
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
  /** Whether further tensors of a storage are drawn inside its bar, and padding hatched. */
  readonly views: boolean;
  readonly padding: boolean;
  readonly base: "hex" | "dec";
}

export interface TimelineBoxes {
  /** Where the tabs of cursor and pointer stand; dragging here scrubs. */
  readonly strip: Box;
  readonly curve: Box;
  /** Numbers of steps, between curve and rows. */
  readonly steps: Box;
  readonly rows: Box;
}

export interface TimelineScene {
  readonly state: TimelineState;
  readonly boxes: TimelineBoxes;
  readonly frame: BarsFrame;
  readonly bytes: Scale;
  readonly tones: Tones;
  /** Bars too many for rectangles. */
  readonly strips: Strips;
  /** Whether bars share pixels. */
  readonly merged: boolean;
}

/** Pixels above the curve's highest value: room for the words on the peak line. */
const HEADROOM = 16;
/** Pixels of the ruler under the curve. */
const STEP_AXIS = 18;

export function timelineBoxes(width: number, height: number): TimelineBoxes {
  const w = Math.max(1, width - LEFT_GUTTER - RIGHT_GUTTER);
  const x = LEFT_GUTTER;
  const curve = Math.round(Math.min(150, Math.max(40, (height - 40) * 0.3)));
  const rows = 20 + curve + STEP_AXIS;
  return {
    strip: { x, y: 2, w, h: 15 },
    curve: { x, y: 20, w, h: curve },
    steps: { x, y: 20 + curve, w, h: STEP_AXIS },
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

/** Draw lists of what is in view. Without `strips` all bars are rectangles, however many: for a file. */
export function timelineScene(state: TimelineState, tones: Tones, strips?: Strips): TimelineScene {
  const frame = timelineFrame(state);
  clearTones(tones);
  let merged = false;
  if (state.moving) {
    movingBars(frame, state.selected, tones);
    if (strips !== undefined) clearStrips(strips, 0, 0, 0);
  } else merged = timelineBars(frame, state.selected, tones, strips);
  const boxes = timelineBoxes(state.width, state.height);
  return { state, boxes, frame, bytes: curveScale(state), tones, strips: strips ?? makeStrips(), merged };
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

/** What the picture says of itself while bars share pixels; "" while none do. */
export function caption({
  merged,
  strips,
  frame,
}: Pick<TimelineScene, "merged" | "strips" | "frame">): string {
  if (!merged) return strips.used > 0 ? "bars without patterns: zoom in for them" : "";
  const steps = 1 / frame.time.per;
  const many = steps < 10 ? Number(steps.toFixed(1)) : Math.round(steps);
  return `1 px = ${formatCount(many)} ${many === 1 ? "step" : "steps"}; bars merged`;
}

function paintCaption(surface: Surface, scene: TimelineScene, theme: Theme): void {
  const text = caption(scene);
  const { curve } = scene.boxes;
  const says = fitting([text], curve.w / 2, 10, theme.uiEm);
  if (says === "") return;
  const y = curve.y + HEADROOM / 2 - 1;
  surface.fill(curve.x, y - 6, widthOf(says, 10, theme.uiEm) + 6, 12, theme.bg, 0.9);
  surface.text(says, curve.x + 3, y, { colour: theme.text2, size: 10 });
}

/** Which rows are in view, when not all are: in full and shorter. */
export function rowsInView({ rows, rowHeight, scroll, box }: BarsFrame): readonly string[] {
  if (rows.count * rowHeight <= box.h) return [];
  const first = Math.round(scroll / rowHeight);
  const end = Math.min(rows.count, Math.max(first + 1, Math.round((scroll + box.h) / rowHeight)));
  const which = `${formatCount(first + 1)}–${formatCount(end)} of ${formatCount(rows.count)}`;
  return [`rows ${which}`, which];
}

/** Numbers of steps, and at the right which rows are in view: a last number that would touch that is left out. */
function paintRuler(surface: Surface, { state, boxes, frame }: TimelineScene, theme: Theme): void {
  const { x, y, w, h } = boxes.steps;
  const says = fitting(rowsInView(frame), RIGHT_GUTTER - 6, 10, theme.uiEm);
  const axis = says === "" ? boxes.steps : { ...boxes.steps, w: w - 12 };
  paintStepAxis(surface, state.model, frame.time, axis, theme);
  if (says !== "") surface.text(says, x + w + 4, y + h / 2 + 2, { colour: theme.text2, size: 10 });
}

export function paintTimeline(surface: Surface, scene: TimelineScene, theme: Theme): void {
  const { state, boxes, frame, tones, strips } = scene;
  const { plan } = state.model;
  const paints = paintsOf(theme);
  surface.fill(0, 0, state.width, state.height, theme.bg);
  paintStepGrid(surface, frame.time, { ...boxes.curve, h: state.height - boxes.curve.y }, plan.steps, theme);
  paintRuler(surface, scene, theme);
  const curve = plan.live[state.arena];
  const arena = plan.arenas[state.arena];
  if (curve !== undefined) paintCurve(surface, scene, curve, theme);
  if (arena !== undefined) paintCurveLimits(surface, scene, arena, theme);
  paintRowWords(surface, scene, theme);
  const toned = state.selected !== undefined;
  surface.clip(boxes.rows, () => {
    paintBands(surface, scene, theme);
    if (strips.used > 0) {
      const top = (line: number) => Math.round(barTop(frame, strips.first + line));
      surface.lines?.(stripsRaster(strips, paints, toned), boxes.rows.x, top, Math.round(barHeight(frame)));
    }
    for (const tone of [0, 1, 2] as const) {
      surface.rects(tones[tone], paints.fills, toned ? TONE_ALPHA[tone] : 1);
    }
    for (const tone of [0, 1, 2] as const) {
      const inks = toned ? (paints.tonedInks[tone] ?? paints.inks) : paints.inks;
      if (state.padding) paintPadding(surface, frame, tones[tone], inks, theme);
      paintMarks(surface, state.model, tones[tone], boxes.rows, inks, theme);
      if (state.views) paintViews(surface, frame, tones[tone], inks, theme);
    }
  });
  paintPinned(surface, scene, theme);
  paintCaption(surface, scene, theme);
}
