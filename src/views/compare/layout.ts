/** Where things stand while two plans are compared: one above the other, or both in one picture. */

import { LEFT_GUTTER } from "../../draw/axis.ts";
import type { Box } from "../../draw/scale.ts";

/** Pixels right of the plots. */
const RIGHT = 14;
const CAPTION = 18;
const STEP_AXIS = 22;
const GAP = 4;
const AIR = 6;
/** Share of a half that the live curve takes, and the least and most pixels of it. */
const CURVE = 0.24;
const CURVE_PIXELS = [18, 64] as const;

export interface HalfBoxes {
  readonly caption: Box;
  readonly curve: Box;
  readonly plot: Box;
}

export interface CompareBoxes {
  /** A above B; of an overlay both are the same boxes. */
  readonly a: HalfBoxes;
  readonly b: HalfBoxes;
  readonly steps: Box;
}

function half(y: number, w: number, h: number): HalfBoxes {
  const inside = Math.max(2, h - CAPTION - GAP);
  const curve = Math.min(CURVE_PIXELS[1], Math.max(CURVE_PIXELS[0], Math.round(inside * CURVE)), inside - 1);
  return {
    caption: { x: LEFT_GUTTER, y, w, h: CAPTION },
    curve: { x: LEFT_GUTTER, y: y + CAPTION, w, h: curve },
    plot: { x: LEFT_GUTTER, y: y + CAPTION + curve + GAP, w, h: Math.max(1, inside - curve) },
  };
}

export function compareBoxes(width: number, height: number, layout: "split" | "overlay"): CompareBoxes {
  const w = Math.max(1, width - LEFT_GUTTER - RIGHT);
  const h = Math.max(2, height - STEP_AXIS);
  const steps = { x: LEFT_GUTTER, y: h, w, h: STEP_AXIS };
  if (layout === "overlay") {
    const whole = half(0, w, h);
    return { a: whole, b: whole, steps };
  }
  const each = Math.floor(h / 2);
  // the lowest address of A keeps clear of the title of B
  return { a: half(0, w, each - AIR), b: half(each, w, h - each - AIR), steps };
}
