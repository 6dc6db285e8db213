/** Measured frames as lines of a table. */

import { formatCount } from "../../src/core/units.ts";
import { type FrameTimes, PLAIN_EVERY, percentile } from "./measure.ts";
import { viewsOf } from "./views.ts";

const WIDTHS = [10, 10, 10, 7, 14, 8, 11, 8, 9];

function line(cells: readonly string[]): string {
  return `${cells.map((cell, i) => cell.padStart(WIDTHS[i] ?? 9)).join("")}\n`;
}

export const FRAME_HEADS = `CPU ms of the page's main thread, frame by frame (scripts, layout, painting): a pan of half the plan, a zoom to 1/2000, a pan there, and back.
Ours: the whole page (timeline, arena, minimap; panes too heavy for one frame take turns), Canvas 2D, ${viewsOf().length} views.
Draw all: one canvas as large as the arena's, in every ${PLAIN_EVERY}th of the same views each storage in view as a rectangle.
Rects: the most that the arena draws one by one in a frame; the rest is in tiles.
${line(["buffers", "opened s", "ours p50", "p95", "draw all p50", "p95", "ratio p50", "p95", "rects ≤"])}`;

/** Ratios: how many times as long drawing all takes. */
export function sayFrames({ count, opened, ours, plain, rects }: FrameTimes): string {
  const ms = (value: number) => value.toFixed(1);
  const [p50, p95] = [percentile(ours, 0.5), percentile(ours, 0.95)];
  const [plain50, plain95] = [percentile(plain, 0.5), percentile(plain, 0.95)];
  return line([
    formatCount(count),
    (opened / 1000).toFixed(1),
    ms(p50),
    ms(p95),
    ms(plain50),
    ms(plain95),
    `${(plain50 / p50).toFixed(1)}×`,
    `${(plain95 / p95).toFixed(1)}×`,
    formatCount(rects),
  ]);
}
