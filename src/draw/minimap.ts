/** The strip with all steps: the live-bytes curve, and the window in sight as a brush that is dragged. */

import type { Curve, Plan } from "../core/plan.types.ts";
import { formatCount } from "../core/units.ts";
import { LEFT_GUTTER, RIGHT_GUTTER } from "./axis.ts";
import { crest, curvePoints } from "./curve.ts";
import { fitting } from "./label.ts";
import { curveTop } from "./paint-timeline.ts";
import { inside, panned, type Range } from "./range.ts";
import { at, type Box, type Scale, timeScale, under, upScale } from "./scale.ts";
import { marksInSight } from "./step-marks.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Pixels from which an edge of the brush can be taken hold of. */
const NEAR = 6;
/** A brush is never drawn less wide. */
const LEAST_WIDE = 4;

export interface MinimapState {
  readonly plan: Plan;
  readonly arena: number;
  /** Steps in sight. */
  readonly time: Range;
  readonly width: number;
  readonly height: number;
}

export interface MinimapFrame {
  readonly plot: Box;
  /** All steps, where timeline and arena have those in sight. */
  readonly steps: Scale;
  /** Sides of the brush, in pixels. */
  readonly brush: Range;
}

export function minimapFrame({ plan, time, width, height }: MinimapState): MinimapFrame {
  const plot = {
    x: LEFT_GUTTER,
    y: 3,
    w: Math.max(1, width - LEFT_GUTTER - RIGHT_GUTTER),
    h: Math.max(1, height - 6),
  };
  const steps = timeScale([0, Math.max(1, plan.steps)], width);
  const [from, to] = [at(steps, time[0]), at(steps, time[1])];
  const wide = Math.max(0, LEAST_WIDE - (to - from)) / 2;
  return { plot, steps, brush: [Math.max(plot.x, from - wide), Math.min(plot.x + plot.w, to + wide)] };
}

/** What a drag that begins somewhere does: moves the brush, drags its side, or draws another. */
export type Grip = "move" | "from" | "to" | "new";

/** A brush over everything cannot move: a drag in it draws a smaller one. */
export function gripAt({ brush, plot }: MinimapFrame, x: number): Grip {
  const [from, to] = brush;
  const [near, far] = [Math.abs(x - from), Math.abs(x - to)];
  if (Math.min(near, far) <= NEAR) return near < far ? "from" : "to";
  const all = from <= plot.x && to >= plot.x + plot.w;
  return x > from && x < to && !all ? "move" : "new";
}

/** The window after a drag of `grip` from pixel `begun` to `x`; null: all steps. `least` steps at least. */
export function brushed(
  { steps }: MinimapFrame,
  time: Range,
  grip: Grip,
  begun: number,
  x: number,
  whole: Range,
  least: number,
): Range | null {
  if (grip === "move") return panned(time, (x - begun) / steps.per, whole);
  const here = Math.min(Math.max(under(steps, x), whole[0]), whole[1]);
  const stays = grip === "from" ? time[1] : grip === "to" ? time[0] : under(steps, begun);
  const [from, to] = [Math.min(here, stays), Math.max(here, stays)];
  const short = Math.max(0, Math.min(least, whole[1] - whole[0]) - (to - from));
  const wide: Range = here < stays ? [from - short, to] : [from, to + short];
  const range = inside(wide, whole);
  return range[0] <= whole[0] && range[1] >= whole[1] ? null : range;
}

function paintCurve(surface: Surface, curve: Curve, frame: MinimapFrame, bytes: Scale, theme: Theme): void {
  const { plot, steps } = frame;
  const foot = plot.y + plot.h;
  const points = curvePoints(curve, steps, bytes, plot);
  if (points.length < 4) return;
  surface.path([points[0] ?? 0, foot, ...points, points.at(-2) ?? 0, foot], { fill: theme.curveFill });
  surface.path(points, { stroke: theme.curve });
  const top = crest(curve);
  if (top === undefined) return;
  const x = Math.min(plot.x + plot.w - 2, at(steps, top.start));
  const wide = Math.min(plot.x + plot.w - x, Math.max(2, (top.end - top.start) * steps.per));
  surface.fill(x, plot.y, wide, plot.h, theme.hot, 0.55);
}

/** What stays while the brush moves: the curve of all steps, its peak, the capacity when it is near. */
export function paintMinimap(surface: Surface, state: MinimapState, theme: Theme): void {
  const frame = minimapFrame(state);
  const { plot } = frame;
  const { plan, arena, width, height } = state;
  surface.fill(0, 0, width, height, theme.bg);
  const here = plan.arenas[arena];
  const top = curveTop(here);
  const bytes = upScale([0, top], { ...plot, y: plot.y + 1, h: plot.h - 1 });
  const curve = plan.live[arena];
  if (curve !== undefined) paintCurve(surface, curve, frame, bytes, theme);
  const capacity = here?.capacity ?? null;
  if (capacity !== null && capacity <= top) {
    const y = Math.round(at(bytes, capacity)) + 0.5;
    surface.line(plot.x, y, plot.x + plot.w, y, theme.hot, 1, [4, 3]);
  }
  const count = formatCount(plan.steps);
  const words = fitting(
    [`${count} ${plan.steps === 1 ? "step" : "steps"}`, count],
    LEFT_GUTTER - 14,
    10.5,
    theme.uiEm,
  );
  const style = { colour: theme.text2, size: 10.5, align: "right" } as const;
  surface.text(words, plot.x - 8, height / 2 + 0.5, style);
}

/** What moves: the brush, marks, the cursor. */
export function paintBrush(
  surface: Surface,
  state: MinimapState,
  marks: readonly number[],
  cursor: number,
  theme: Theme,
): void {
  const frame = minimapFrame(state);
  const { plot, steps, brush } = frame;
  const [from, to] = brush;
  const right = plot.x + plot.w;
  surface.fill(plot.x, plot.y, Math.max(0, from - plot.x), plot.h, theme.bg, 0.62);
  surface.fill(to, plot.y, Math.max(0, right - to), plot.h, theme.bg, 0.62);
  for (const [, x] of marksInSight(marks, steps, plot))
    surface.path([x - 3, plot.y, x + 3, plot.y, x, plot.y + 6, x - 3, plot.y], { fill: theme.hot });
  const x = Math.min(right - 0.5, Math.round(at(steps, cursor) + steps.per / 2) + 0.5);
  surface.line(x, plot.y, x, plot.y + plot.h, theme.accent, 1.5);
  surface.frame({ x: from, y: plot.y, w: to - from, h: plot.h }, theme.text2, 1);
  for (const edge of [from, to - 3]) surface.fill(edge, plot.y + plot.h / 2 - 5, 3, 10, theme.text2);
}

/** `Steps 10–40 of 139 in sight`, as a slider says its value. */
export function windowText(plan: Plan, time: Range): string {
  if (time[0] <= 0 && time[1] >= plan.steps) return `All ${formatCount(plan.steps)} steps in sight`;
  const [from, to] = [Math.floor(time[0]), Math.min(plan.steps, Math.ceil(time[1])) - 1];
  const which = from === to ? `Step ${formatCount(from)}` : `Steps ${formatCount(from)}–${formatCount(to)}`;
  return `${which} of ${formatCount(plan.steps)} in sight`;
}
