/** The table that fill indices of draw lists point into: tenants first, then heat from little to much, then the ground. */

import { interpolateRgb } from "d3";
import { heatColour, inkOn, type Scheme, tenantPaint } from "./palette.ts";
import type { Theme } from "./theme.ts";
import { TONE_ALPHA } from "./tone.ts";

const SLOTS = 7;
const SHADES = 4;
const HEAT_FIRST = SLOTS * SHADES;
const HEAT_STEPS = 48;
/** Fill of the ground itself: to wash over something. */
export const GROUND = HEAT_FIRST + HEAT_STEPS;

export interface Paints {
  readonly fills: readonly string[];
  readonly inks: readonly string[];
  /** Inks on fills that are mixed with the ground as tones are (tone.ts) while something is selected. */
  readonly tonedInks: readonly (readonly string[])[];
}

/** Index of the fill of tenant number `ordinal` of a buffer with colour slot `slot`. */
export function tenantFill(slot: number, ordinal: number): number {
  return (slot % SLOTS) * SHADES + (ordinal % SHADES);
}

/** Index of the heat colour of a share, 0 … 1. */
export function heatFill(share: number): number {
  return HEAT_FIRST + Math.min(HEAT_STEPS - 1, Math.max(0, Math.floor(share * HEAT_STEPS)));
}

function make(scheme: Scheme, ground: string): Paints {
  const fills: string[] = [];
  const inks: string[] = [];
  for (let i = 0; i < HEAT_FIRST; i++) {
    const paint = tenantPaint(Math.floor(i / SHADES), i % SHADES, scheme);
    fills.push(paint.fill);
    inks.push(paint.ink);
  }
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
