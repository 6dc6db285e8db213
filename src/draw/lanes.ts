/** All arenas one above the other on one time axis: each a lane with its own addresses, as high as its share of the peaks. */

import type { Plan } from "../core/plan.types.ts";
import { formatBytes } from "../core/units.ts";
import { type ArenaBoxes, arenaBoxes } from "./arena-layout.ts";
import { fitting, widthOf } from "./label.ts";
import type { Box } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Pixels of the strip that names a lane, and of the least plot; where there is no room for all, they share what there is. */
const HEAD = 17;
const LEAST = 34;

/** Where a lane stands in the pane. */
export interface Lane {
  /** Pixels from the top of the pane: its name, then its plot. */
  readonly head: Box;
  readonly plot: Box;
}

/** One lane an arena that holds anything or not, from the top in the order of the plan; heights by peaks. */
export function lanesOf(plan: Plan, width: number, height: number): Lane[] {
  const { plot } = arenaBoxes(width, height);
  const n = Math.max(1, plan.arenas.length);
  const room = Math.max(n, plot.h - n * HEAD);
  const least = Math.min(LEAST, room / n);
  const peaks = plan.arenas.map(({ peak }) => peak);
  const sum = peaks.reduce((a, b) => a + b, 0);
  const spare = room - n * least;
  let y = plot.y;
  return peaks.map((peak) => {
    const h = Math.floor(least + (sum > 0 ? (spare * peak) / sum : spare / n));
    const head = { x: plot.x, y, w: plot.w, h: HEAD };
    y += HEAD + h;
    return { head, plot: { x: plot.x, y: head.y + HEAD, w: plot.w, h } };
  });
}

/** Index of the lane at a height of the pane; beside all of them the nearest. */
export function laneUnder(lanes: readonly Lane[], y: number): number {
  const at = lanes.findIndex(({ plot }) => y < plot.y + plot.h);
  return at < 0 ? lanes.length - 1 : at;
}

/** Boxes of a lane: caption and steps are those of the whole pane. */
export function laneBoxes(lane: Lane, width: number, height: number): ArenaBoxes {
  const whole = arenaBoxes(width, height);
  return {
    caption: whole.caption,
    steps: whole.steps,
    plot: lane.plot,
    map: { ...whole.map, y: lane.plot.y, h: lane.plot.h },
  };
}

/** The name of a lane over its plot, with its peak and capacity. */
export function paintLaneHead(surface: Surface, plan: Plan, arena: number, head: Box, theme: Theme): void {
  const it = plan.arenas[arena];
  if (it === undefined) return;
  const y = head.y + head.h / 2 + 1;
  surface.text(it.id, head.x, y, { colour: theme.text, size: 11, bold: true });
  const left = head.x + widthOf(it.id, 11, theme.uiEm * 1.1) + 10;
  const over = it.capacity !== null && it.peak > it.capacity;
  const peak = `peak ${formatBytes(it.peak)}`;
  const limit =
    it.capacity === null
      ? "no capacity set"
      : `of ${formatBytes(it.capacity)}${over ? ", does not fit" : ""}`;
  const says = fitting([`${peak} ${limit}`, peak], head.x + head.w - left, 11, theme.uiEm);
  surface.text(says, left, y, { colour: over ? theme.hot : theme.text2, size: 11 });
}
