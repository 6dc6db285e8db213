/** The table that fill indices of draw lists point into (look/fills.ts), in the colours of a theme. */

import { interpolateRgb } from "d3";
import { CLASS_FIRST, CLASSES, HEAT_FIRST, HEAT_STEPS, SHADES } from "../look/fills.ts";
import { classPaint, heatColour, inkOn, type Paint, type Scheme, tenantPaint } from "./palette.ts";
import type { Theme } from "./theme.ts";
import { TONE_ALPHA } from "./tone.ts";

export interface Paints {
  readonly fills: readonly string[];
  readonly inks: readonly string[];
  /** Inks on fills that are mixed with the ground as tones are (tone.ts) while something is selected. */
  readonly tonedInks: readonly (readonly string[])[];
}

function make(scheme: Scheme, ground: string): Paints {
  const fills: string[] = [];
  const inks: string[] = [];
  const add = ({ fill, ink }: Paint) => {
    fills.push(fill);
    inks.push(ink);
  };
  for (let i = 0; i < CLASS_FIRST; i++) add(tenantPaint(Math.floor(i / SHADES), i % SHADES, scheme));
  for (let i = 0; i < CLASSES; i++) add(classPaint(i, scheme));
  for (let i = 0; i < HEAT_STEPS; i++) fills.push(heatColour((i + 0.5) / HEAT_STEPS));
  fills.push(ground);
  for (const fill of fills.slice(HEAT_FIRST)) inks.push(inkOn(fill));
  const tonedInks = TONE_ALPHA.map((alpha) =>
    fills.map((fill) => inkOn(interpolateRgb(ground, fill)(alpha))),
  );
  return { fills, inks, tonedInks };
}

const made = new WeakMap<Theme, Paints>();

export function paintsOf(theme: Theme): Paints {
  let paints = made.get(theme);
  if (paints === undefined) {
    paints = make(theme.scheme, theme.bg);
    made.set(theme, paints);
  }
  return paints;
}
