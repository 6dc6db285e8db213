/** Colours of tenants: hue by buffer (Okabe–Ito, safe for colour-blind eyes), lightness by tenant, ink by luminance. */

import { hcl } from "d3";
import { CLASS_FIRST, HEAT_FIRST, HEAT_STEPS, SHADES } from "../look/fills.ts";

export type Scheme = "light" | "dark";

export interface Paint {
  readonly fill: string;
  /** Text on the fill, with a contrast of at least 4.5. */
  readonly ink: string;
}

/** Okabe–Ito without black; yellow darkened so that it shows on white. */
const HUES = ["#0072B2", "#D55E00", "#56B4E9", "#009E73", "#B8A20A", "#CC79A7", "#E69F00"] as const;
/** Lightness steps that tenants of one buffer go through, in HCL units around the hue's own. */
const STEPS = [0, 14, -12, 7] as const;

function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** WCAG relative luminance of a CSS colour, 0 … 1. */
export function luminance(colour: string): number {
  const { r, g, b } = hcl(colour).rgb();
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Black or white, whichever reads better on `fill`. */
export function inkOn(fill: string): string {
  const y = luminance(fill);
  return (y + 0.05) / 0.05 >= 1.05 / (y + 0.05) ? "#000000" : "#ffffff";
}

function paint(hue: string, step: number, scheme: Scheme): Paint {
  const c = hcl(hue);
  const l = Math.min(scheme === "light" ? 78 : 74, Math.max(scheme === "light" ? 38 : 34, c.l + step));
  const fill = hcl(c.h, c.c, l).rgb().clamp().formatHex();
  return { fill, ink: inkOn(fill) };
}

const TABLES: Record<Scheme, readonly (readonly Paint[])[]> = {
  light: HUES.map((h) => STEPS.map((s) => paint(h, s, "light"))),
  dark: HUES.map((h) => STEPS.map((s) => paint(h, s, "dark"))),
};

/** Paint of the tenant number `ordinal` of a buffer with colour slot `slot` (store/colours.ts). */
export function tenantPaint(slot: number, ordinal: number, scheme: Scheme): Paint {
  const row = TABLES[scheme][slot % HUES.length] ?? [];
  return row[ordinal % STEPS.length] ?? { fill: "#888888", ink: "#000000" };
}

/** Paint of class number `index` of a legend; the last is a quiet grey for all others. */
export function classPaint(index: number, scheme: Scheme): Paint {
  const hue = HUES[index];
  if (hue !== undefined) return paint(hue, 0, scheme);
  const fill = scheme === "light" ? "#8c8c8c" : "#7d7d7d";
  return { fill, ink: inkOn(fill) };
}

/** Cividis at 0 … 1, by the polynomials that d3-scale-chromatic fits to it: the whole of that package would come with it. */
function cividis(t: number): string {
  const red = -4.54 - t * (35.34 - t * (2381.73 - t * (6402.7 - t * (7024.72 - t * 2710.57))));
  const green = 32.49 + t * (170.73 + t * (52.82 - t * (131.46 - t * (176.58 - t * 67.37))));
  const blue = 81.24 + t * (442.36 - t * (2482.43 - t * (6167.24 - t * (6614.94 - t * 2475.67))));
  const channels = [red, green, blue].map((c) => Math.max(0, Math.min(255, Math.round(c))));
  return `rgb(${channels.join(", ")})`;
}

/** A sequential colour, 0 … 1 from little to much, readable in both schemes and by colour-blind eyes. */
export function heatColour(share: number): string {
  // The darkest eighth of the scale would sink into the dark theme's ground.
  return cividis(0.13 + 0.87 * Math.min(1, Math.max(0, share)));
}

/** Paint of a fill index (look/fills.ts) before the ground, in a scheme. */
export function fillPaint(fill: number, scheme: Scheme): Paint {
  if (fill < CLASS_FIRST) return tenantPaint(Math.floor(fill / SHADES), fill % SHADES, scheme);
  if (fill < HEAT_FIRST) return classPaint(fill - CLASS_FIRST, scheme);
  const colour = heatColour((fill - HEAT_FIRST + 0.5) / HEAT_STEPS);
  return { fill: colour, ink: inkOn(colour) };
}
