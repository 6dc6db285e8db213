/** Steps that somebody has marked, in the pictures: a dashed line each, a flag in the ruler, and how far they are apart. */

import { formatCount } from "../core/units.ts";
import { widthOf } from "./label.ts";
import { at, type Box, type Scale } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Half the width of a flag, in pixels. */
const FLAG = 4;
/** More marks in sight than this are lines alone. */
const MOST_FLAGS = 200;

/** Middle of each marked step's column that is inside the box, in pixels. */
export function marksInSight(
  marks: readonly number[],
  time: Scale,
  box: Box,
): readonly [step: number, x: number][] {
  return marks.flatMap((step): [number, number][] => {
    const x = Math.round(at(time, step) + time.per / 2) + 0.5;
    return x < box.x || x > box.x + box.w ? [] : [[step, x]];
  });
}

function paintFlag(surface: Surface, x: number, y: number, theme: Theme): void {
  surface.path([x - FLAG, y, x + FLAG, y, x, y + 2 * FLAG, x - FLAG, y], { fill: theme.hot });
}

/** Lines through the plot and flags at the top of `ruler`, with the distance to the next mark between them where there is room. */
export function paintStepMarks(
  surface: Surface,
  marks: readonly number[],
  time: Scale,
  plot: Box,
  ruler: Box,
  theme: Theme,
): void {
  const seen = marksInSight(marks, time, plot);
  for (const [, x] of seen) surface.line(x, plot.y, x, plot.y + plot.h, theme.hot, 1, [5, 4]);
  if (seen.length > MOST_FLAGS) return;
  seen.forEach(([step, x], i) => {
    paintFlag(surface, x, ruler.y, theme);
    const next = seen[i + 1];
    if (next === undefined) return;
    const n = next[0] - step;
    const text = `${formatCount(n)} ${n === 1 ? "step" : "steps"}`;
    const w = widthOf(text, 10.5, theme.uiEm);
    if (w + 4 * FLAG > next[1] - x) return;
    const middle = (x + next[1]) / 2;
    surface.fill(middle - w / 2 - 2, ruler.y + 1, w + 4, ruler.h - 2, theme.bg, 0.85);
    surface.text(text, middle, ruler.y + ruler.h / 2, { colour: theme.hot, size: 10.5, align: "center" });
  });
}
