/** Where things stand in the picture of a scratchpad: addresses over the schedule, and two lanes in time beneath. */

import { LEFT_GUTTER } from "../axis.ts";
import type { Box } from "../scale.ts";

/** Pixels right of the plots. */
const RIGHT = 14;
const TOP = 14;
const AXIS = 20;
const LANE = 20;
const GAP = 4;
/** Heights from which there is room for the lanes. */
const LEAST = 130;

export interface ScratchpadBoxes {
  readonly plot: Box;
  /** Numbers of operations. */
  readonly axis: Box;
  readonly dma: Box;
  readonly compute: Box;
  /** Numbers of time. */
  readonly time: Box;
}

export function scratchpadBoxes(width: number, height: number): ScratchpadBoxes {
  const x = LEFT_GUTTER;
  const w = Math.max(1, width - LEFT_GUTTER - RIGHT);
  const lane = height < LEAST ? 0 : LANE;
  const beneath = lane === 0 ? 0 : 2 * lane + 2 * GAP + AXIS;
  const plot = { x, y: TOP, w, h: Math.max(1, height - TOP - AXIS - beneath) };
  const axis = { x, y: plot.y + plot.h, w, h: AXIS };
  const dma = { x, y: axis.y + axis.h + GAP, w, h: lane };
  const compute = { x, y: dma.y + lane + GAP, w, h: lane };
  return { plot, axis, dma, compute, time: { x, y: compute.y + lane, w, h: lane === 0 ? 0 : AXIS } };
}
