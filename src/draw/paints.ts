/** The table that fill indices of draw lists point into (look/fills.ts), in the colours of a theme. */

import { interpolateRgb } from "d3";
import { GROUND } from "../look/fills.ts";
import { fillPaint, inkOn, type Scheme } from "./palette.ts";
import type { Theme } from "./theme.ts";
import { TONE_ALPHA } from "./tone.ts";

export interface Paints {
  readonly fills: readonly string[];
  readonly inks: readonly string[];
  /** Inks on fills that are mixed with the ground as tones are (tone.ts) while something is selected. */
  readonly tonedInks: readonly (readonly string[])[];
}

function make(scheme: Scheme, ground: string): Paints {
  const paints = Array.from({ length: GROUND }, (_, i) => fillPaint(i, scheme));
  const fills = [...paints.map(({ fill }) => fill), ground];
  const inks = [...paints.map(({ ink }) => ink), inkOn(ground)];
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
