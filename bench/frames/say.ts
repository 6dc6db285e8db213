/** Measured frames as lines of a table. */

import { formatCount } from "../../src/core/units.ts";
import { type FrameTimes, percentile } from "./measure.ts";

const WIDTHS = [10, 11, 9, 9, 11, 11, 8, 8, 9];

function line(cells: readonly string[]): string {
  return `${cells.map((cell, i) => cell.padStart(WIDTHS[i] ?? 9)).join("")}\n`;
}

export const FRAME_HEADS = `CPU ms a frame on the page's main thread, while the arena of a plan is panned and zoomed
${line(["buffers", "opened s", "ours p50", "p95", "draw all p50", "p95", "ratio", "p95", "rects ≤"])}`;

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
