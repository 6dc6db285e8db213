/** Grid lines and the words of the axes: steps with their operations, addresses, dashed lines for limits. */

import { formatAddress, formatCount } from "../core/units.ts";
import { LEFT_GUTTER } from "./axis.ts";
import { fitting, widthOf } from "./label.ts";
import { type Model, opAt } from "./model.ts";
import type { Range } from "./range.ts";
import { at, type Box, type Scale, under } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";
import { binaryStride, decimalStride, multiples } from "./ticks.ts";

/** Pixels between step labels, at least, and the air between two of them. */
const STEP_GAP = 52;
const STEP_AIR = 12;
/** Pixels of a number under the plot. */
const STEP_SIZE = 10.5;
const ADDRESS_GAP = 34;

function stepTicks(time: Scale, plot: Box, steps: number, gap: number): number[] {
  const range: Range = [Math.max(0, under(time, plot.x)), Math.min(steps, under(time, plot.x + plot.w))];
  return multiples(range, decimalStride(gap / time.per)).filter((step) => step <= steps);
}

/** Pixels between step labels where the longest of them fits: grid lines and labels stand at the same steps. */
export function stepGap(steps: number, theme: Theme): number {
  return Math.max(STEP_GAP, widthOf(formatCount(steps), STEP_SIZE, theme.uiEm) + STEP_AIR);
}

/** Vertical grid lines through a plot. */
export function paintStepGrid(surface: Surface, time: Scale, plot: Box, steps: number, theme: Theme): void {
  for (const step of stepTicks(time, plot, steps, stepGap(steps, theme))) {
    const x = Math.round(at(time, step)) + 0.5;
    surface.line(x, plot.y, x, plot.y + plot.h, theme.grid);
  }
}

/** Numbers of steps under a plot; with the operation when a step is wide enough for its word. */
export function paintStepAxis(surface: Surface, model: Model, time: Scale, axis: Box, theme: Theme): void {
  const { steps } = model.plan;
  const y = axis.y + axis.h / 2;
  const named = time.per >= 40 && model.plan.nodes.count > 0;
  const ticks = stepTicks(time, axis, steps, named ? 1 : stepGap(steps, theme));
  surface.line(axis.x, axis.y + 0.5, axis.x + axis.w, axis.y + 0.5, theme.line);
  let free = axis.x - 30;
  for (const step of ticks) {
    if (step >= steps && steps > 0) continue;
    const left = at(time, step);
    const number = formatCount(step);
    const text = named
      ? fitting([`${number} ${opAt(model, step)}`, number], time.per - 6, STEP_SIZE, theme.uiEm)
      : number;
    const middle = Math.round(left + time.per / 2);
    const half = widthOf(text, STEP_SIZE, theme.uiEm) / 2;
    if (text === "" || middle - half < free || middle + half > axis.x + axis.w + 8) continue;
    free = middle + half + 4;
    surface.line(middle + 0.5, axis.y, middle + 0.5, axis.y + 4, theme.lineStrong);
    surface.text(text, middle, y + 2, { colour: theme.text2, size: STEP_SIZE, align: "center" });
  }
}

/** Addresses at round values left of a plot, with grid lines. */
export function paintAddressAxis(
  surface: Surface,
  address: Scale,
  plot: Box,
  most: number,
  base: "hex" | "dec",
  theme: Theme,
): void {
  const range: Range = [under(address, plot.y + plot.h), under(address, plot.y)];
  const least = ADDRESS_GAP / -address.per;
  const stride = binaryStride(least);
  for (const value of multiples([Math.max(0, range[0]), range[1]], stride)) {
    const y = Math.round(at(address, value)) - 0.5;
    surface.line(plot.x, y, plot.x + plot.w, y, theme.grid);
    const text = formatAddress(value, Math.floor(most), base);
    const size = Math.min(10, (LEFT_GUTTER - 10) / (text.length * theme.monoEm));
    surface.text(text, plot.x - 6, y, { colour: theme.text2, size, mono: true, align: "right" });
  }
}

export interface Limit {
  readonly y: number;
  /** Empty: none. */
  readonly label: string;
  readonly colour: string;
}

/** Dashed lines across a plot, each with its name above it at the right; names that would meet stand side by side. */
export function paintLimits(surface: Surface, limits: readonly Limit[], plot: Box, theme: Theme): void {
  const seen = limits.filter((limit) => limit.y >= plot.y - 1 && limit.y <= plot.y + plot.h);
  const placed: { readonly middle: number; readonly left: number }[] = [];
  for (const { y, colour } of seen) {
    const line = Math.round(y) - 0.5;
    surface.line(plot.x, line, plot.x + plot.w, line, colour, 1.5, [4, 3]);
  }
  for (const { y, label, colour } of seen) {
    if (label === "") continue;
    const line = Math.round(y) - 0.5;
    const middle = line - 14 >= plot.y ? line - 8 : line + 9;
    const near = placed.filter((other) => Math.abs(other.middle - middle) < 14).map((other) => other.left);
    const right = Math.min(plot.x + plot.w - 4, ...near.map((left) => left - 10));
    const left = right - widthOf(label, 11, theme.uiEm);
    if (left < plot.x) continue;
    placed.push({ middle, left });
    surface.fill(left - 3, middle - 6.5, right - left + 6, 13, theme.bg, 0.92);
    surface.text(label, right, middle, { colour, size: 11, align: "right" });
  }
}
