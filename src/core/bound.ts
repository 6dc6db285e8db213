/** Live bytes over time as breakpoints, and what follows from them: the lower bound and the step of the peak. */

import type { Curve } from "./plan.types.ts";
import { positionsBy } from "./sort-by.ts";

/** Half-open lifetimes in steps with what each occupies in bytes. */
export interface Lives {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly bytes: Float64Array;
}

/** Two rows at least unless `steps` is 0: the first at step 0, the last at `steps` with 0 bytes. Memory goes by the storages, not the steps. */
export function liveCurve(lives: Lives, steps: number): Curve {
  const { start, end, bytes } = lives;
  const byStart = positionsBy(start);
  const byEnd = positionsBy(end);
  // rows in the order of births and of deaths, so that the walk below reads them one after the other
  const births = byStart.map((i) => start[i] ?? 0);
  const deaths = byEnd.map((i) => end[i] ?? 0);
  const step = new Int32Array(births.length + deaths.length + 2);
  const height = new Float64Array(step.length);
  let rows = 0;
  let born = 0;
  let dead = 0;
  let live = 0;
  let now = 0;
  while (now < steps) {
    for (; born < births.length && (births[born] ?? 0) <= now; born++) live += bytes[byStart[born] ?? 0] ?? 0;
    for (; dead < deaths.length && (deaths[dead] ?? 0) <= now; dead++) live -= bytes[byEnd[dead] ?? 0] ?? 0;
    if (rows === 0 || live !== height[rows - 1]) {
      step[rows] = now;
      height[rows++] = live;
    }
    now = Math.min(births[born] ?? steps, deaths[dead] ?? steps);
  }
  step[rows++] = steps;
  return { step: step.slice(0, rows), bytes: height.slice(0, rows) };
}

/** The most bytes of a curve and the first step that has them; step 0 when it has none. */
export function highest(curve: Curve): { readonly bytes: number; readonly step: number } {
  let bytes = 0;
  let step = 0;
  for (let i = 0; i < curve.step.length; i++) {
    if ((curve.bytes[i] ?? 0) <= bytes) continue;
    bytes = curve.bytes[i] ?? 0;
    step = curve.step[i] ?? 0;
  }
  return { bytes, step };
}

/** Index of the piece of the curve that holds `step`; −1 before the first. */
export function pieceAt(curve: Curve, step: number): number {
  let low = 0;
  let high = curve.step.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve.step[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Bytes alive at a step. */
export function liveAtStep(curve: Curve, step: number): number {
  return curve.bytes[pieceAt(curve, step)] ?? 0;
}
