/** Paints the comparison: for each plan its live curve and its arena, on the same scales; or both in one. */

import { stepAtColumn } from "../../core/compare/axis.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { crest, curvePoints } from "../../draw/curve.ts";
import { beginning, widthOf } from "../../draw/label.ts";
import { nameOf } from "../../draw/model.ts";
import { paintAddressAxis, paintLimits } from "../../draw/paint-axes.ts";
import type { Rects } from "../../draw/rects.ts";
import { at, type Box, meet, type Scale, under } from "../../draw/scale.ts";
import { hatch, type Surface } from "../../draw/surface.ts";
import type { Theme } from "../../draw/theme.ts";
import { decimalStride, multiples } from "../../draw/ticks.ts";
import { FILL, fillsFor, inksFor, paintPattern } from "./fills.ts";
import { compareBoxes, type HalfBoxes } from "./layout.ts";
import {
  type CompareState,
  emptyColumns,
  frameOf,
  links,
  makeSideRects,
  type SideFrame,
  type SideRects,
  sideRects,
} from "./scene.ts";
import { arenaIn, curveOn, type Side } from "./side.ts";
import { arenaText } from "./words.ts";

/** Boxes that get a pattern or a name, the first in view. */
const MOST_DECORATED = 250;
/** Moved storages that are joined to where they were. */
const MOST_LINKS = 40;
/** Strength of what is not meant. */
const DIM = 0.4;

export interface CompareLists {
  readonly a: SideRects;
  readonly b: SideRects;
}

export function makeCompareLists(): CompareLists {
  return { a: makeSideRects(), b: makeSideRects() };
}

export interface Titles {
  readonly a: string;
  readonly b: string;
}

/** Names on boxes and what tells kinds apart without colour. */
function paintDecoration(surface: Surface, frame: SideFrame, list: Rects, theme: Theme): void {
  const inks = inksFor(theme.scheme);
  const model = { plan: frame.side.plan, graph: null };
  let room = MOST_DECORATED;
  for (let i = list.count - 1; i >= 0 && room > 0; i--) {
    const [w, h] = [list.w[i] ?? 0, list.h[i] ?? 0];
    if (w < 9 || h < 7) continue;
    const rect = { x: list.x[i] ?? 0, y: list.y[i] ?? 0, w, h };
    const box = meet(rect, frame.boxes.plot);
    if (box === undefined) continue;
    room--;
    const fill = list.fill[i] ?? 0;
    const ink = inks[fill] ?? theme.text;
    surface.clip(box, () => paintPattern(surface, box, fill, ink));
    const s = list.item[i] ?? -1;
    if (frame.side.free?.[s] === 1) surface.frame(box, theme.text, 1, 0.6);
    if (box.h < 13 || box.w < 34) continue;
    const text = beginning(nameOf(model, s), box.w - 8, 10.5, theme.uiEm);
    if (text === "") continue;
    const wide = widthOf(text, 10.5, theme.uiEm);
    surface.fill(box.x + 2, box.y + box.h / 2 - 6, wide + 4, 12, fillsFor(theme.scheme)[fill] ?? "", 0.85);
    surface.text(text, box.x + 4, box.y + box.h / 2 + 0.5, { colour: ink, size: 10.5 });
  }
}

/** What was: outlines, so that what is shows through. */
function paintOutlined(surface: Surface, list: Rects, theme: Theme): void {
  const fills = fillsFor(theme.scheme);
  for (let i = 0; i < list.count; i++) {
    const fill = list.fill[i] ?? 0;
    if (fill === FILL.same) continue;
    const box = { x: list.x[i] ?? 0, y: list.y[i] ?? 0, w: list.w[i] ?? 0, h: list.h[i] ?? 0 };
    surface.frame(box, fill === FILL.went ? (fills[fill] ?? theme.text) : theme.text2, 1, 0.9);
  }
}

function mostLive(state: CompareState): number {
  const highest = (side: Side) => {
    const curve = side.plan.live[arenaIn(state.comparison, side.which, state.arena)];
    return curve === undefined ? 0 : (crest(curve)?.bytes ?? 0);
  };
  return Math.max(1, highest(state.a), highest(state.b));
}

function paintCurve(
  surface: Surface,
  state: CompareState,
  frame: SideFrame,
  theme: Theme,
  line: boolean,
): void {
  const curve = curveOn(frame.side, frame.arena);
  const { curve: box } = frame.boxes;
  if (curve === undefined) return;
  const bytes: Scale = { from: 0, origin: box.y + box.h, per: -(box.h - 2) / (mostLive(state) * 1.02) };
  const points = curvePoints(curve, frame.time, bytes, box);
  if (points.length < 4) return;
  const foot = box.y + box.h;
  surface.clip(box, () => {
    if (!line)
      surface.path([points[0] ?? 0, foot, ...points, points.at(-2) ?? 0, foot], { fill: theme.curveFill });
    surface.path(points, { stroke: line ? theme.text2 : theme.curve });
  });
}

function paintCaption(
  surface: Surface,
  state: CompareState,
  frame: SideFrame,
  title: string,
  says: string,
  theme: Theme,
): void {
  const { caption } = frame.boxes;
  const letter = frame.side.which.toUpperCase();
  const { drawn, all } = frame.side;
  const some =
    drawn.length < all ? `, the ${formatCount(drawn.length)} largest of ${formatCount(all)} drawn` : "";
  const y = caption.y + caption.h / 2 + 0.5;
  surface.text(letter, caption.x - 6, y, { colour: theme.text, size: 12, bold: true, align: "right" });
  const text = `${title} · ${arenaText(state, frame)}${says}${some}`;
  surface.text(beginning(text, caption.w, 11.5, theme.uiEm), caption.x, y, {
    colour: theme.text2,
    size: 11.5,
  });
}

function paintGround(surface: Surface, state: CompareState, frame: SideFrame, theme: Theme): void {
  const { plot, curve } = frame.boxes;
  const peak = frame.side.plan.arenas[frame.arena]?.peak ?? 0;
  const top = at(frame.address, peak);
  const ground = meet(
    {
      x: at(frame.time, 0),
      y: top,
      w: state.comparison.axis.steps * frame.time.per,
      h: at(frame.address, 0) - top,
    },
    plot,
  );
  if (ground !== undefined) surface.fill(ground.x, ground.y, ground.w, ground.h, theme.hole);
  if (state.comparison.axis.plain) return;
  for (const [from, to] of emptyColumns(frame.side, state.comparison.axis.steps, state.time)) {
    for (const box of [plot, curve]) {
      const seen = meet(
        { x: at(frame.time, from), y: box.y, w: (to - from) * frame.time.per, h: box.h },
        box,
      );
      if (seen !== undefined) hatch(surface, seen, theme.line, 6);
    }
  }
}

/** Peaks of the frames, which share a plot when there are several. */
function paintPeaks(surface: Surface, frames: readonly SideFrame[], theme: Theme): void {
  const [first] = frames;
  if (first === undefined) return;
  const limits = frames.flatMap(({ side, arena, address }) => {
    const peak = side.plan.arenas[arena]?.peak;
    const whose = frames.length > 1 ? `${side.which.toUpperCase()} ` : "";
    const label = `${whose}peak ${formatBytes(peak ?? 0)}`;
    return peak === undefined ? [] : [{ y: at(address, peak), label, colour: theme.text2 }];
  });
  paintLimits(surface, limits, first.boxes.plot, theme);
}

/** What the top of the curves stands for. */
function paintMostLive(surface: Surface, state: CompareState, { curve }: HalfBoxes, theme: Theme): void {
  const text = formatBytes(mostLive(state), 1);
  surface.text(text, curve.x - 6, curve.y + 6, { colour: theme.text2, size: 10, align: "right" });
}

/** Numbers of steps: of B, and of A in the columns that are A's alone. */
function paintSteps(surface: Surface, state: CompareState, time: Scale, axis: Box, theme: Theme): void {
  const { axis: columns } = state.comparison;
  const y = axis.y + axis.h / 2;
  surface.line(axis.x, axis.y + 0.5, axis.x + axis.w, axis.y + 0.5, theme.line);
  const range = [
    Math.max(0, under(time, axis.x)),
    Math.min(columns.steps - 1, under(time, axis.x + axis.w)),
  ] as const;
  let free = axis.x - 30;
  for (const column of multiples(range, decimalStride(52 / time.per))) {
    const step = stepAtColumn(columns.b, column);
    const own = columns.plain || columns.b[step] === column;
    const text = columns.plain
      ? formatCount(column)
      : own
        ? formatCount(step)
        : `A ${formatCount(stepAtColumn(columns.a, column))}`;
    const middle = Math.round(at(time, column) + time.per / 2);
    const reach = widthOf(text, 10.5, theme.uiEm) / 2;
    if (middle - reach < free || middle + reach > axis.x + axis.w + 8) continue;
    free = middle + reach + 4;
    surface.line(middle + 0.5, axis.y, middle + 0.5, axis.y + 4, theme.lineStrong);
    surface.text(text, middle, y + 2, { colour: theme.text2, size: 10.5, align: "center" });
  }
}

/** Paints all but what follows the pointer; returns how many rectangles it drew. */
export function paintCompare(
  surface: Surface,
  state: CompareState,
  titles: Titles,
  lists: CompareLists,
  theme: Theme,
): number {
  const fills = fillsFor(theme.scheme);
  const frames = { a: frameOf(state, "a"), b: frameOf(state, "b") };
  const overlay = state.layout === "overlay";
  const most = state.addresses[1];
  surface.fill(0, 0, state.width, state.height, theme.bg);
  sideRects(state, frames.a, lists.a);
  sideRects(state, frames.b, lists.b);
  for (const which of overlay ? (["b"] as const) : (["a", "b"] as const)) {
    const frame = frames[which];
    const { plot } = frame.boxes;
    paintGround(surface, state, frame, theme);
    paintAddressAxis(surface, frame.address, plot, most, state.base, theme);
    paintCurve(surface, state, frame, theme, false);
    surface.clip(plot, () => {
      surface.rects(lists[which].dim, fills, DIM);
      surface.rects(lists[which].plain, fills, 1);
    });
    paintDecoration(surface, frame, lists[which].plain, theme);
    if (!overlay) paintCaption(surface, state, frame, titles[which], "", theme);
    paintMostLive(surface, state, frame.boxes, theme);
    paintPeaks(surface, overlay ? [frame, frames.a] : [frame], theme);
  }
  if (overlay) {
    const { plot } = frames.b.boxes;
    paintCurve(surface, state, frames.a, theme, true);
    surface.clip(plot, () => {
      paintOutlined(surface, lists.a.plain, theme);
      for (const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] of links(state, MOST_LINKS)) {
        surface.line(x0, y0, x1, y1, theme.text, 1, undefined, 0.6);
        surface.fill(x1 - 2, y1 - 2, 4, 4, theme.text, 0.8);
      }
    });
    paintCaption(surface, state, frames.b, `${titles.b}, filled`, `; A: ${titles.a}, outlined`, theme);
  }
  paintSteps(
    surface,
    state,
    frames.b.time,
    compareBoxes(state.width, state.height, state.layout).steps,
    theme,
  );
  return [lists.a, lists.b].reduce((n, { dim, plain }) => n + dim.count + plain.count, 0);
}
