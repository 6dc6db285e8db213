/**
 * What is under the pointer. A plain pass over the columns: 100,000 storages take about 0.2 ms, once a frame at most,
 * so there is no index to build, keep or transfer.
 */

import { liveAt } from "../core/explain.ts";
import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import type { BarsFrame } from "./bars.ts";
import { under } from "./scale.ts";

/**
 * The storage at a step and an address, −1 when there is a hole. `slackSteps` and `slackBytes` (half a pixel or so)
 * let thin rectangles be caught; a storage that is really there wins over a near one, a later start over an earlier.
 */
export function storageAt(
  plan: Plan,
  arena: number,
  step: number,
  address: number,
  slackSteps: number,
  slackBytes: number,
): number {
  const { offset } = plan.storages;
  const { count, owner, start, end, low: lows, high: highs, arena: arenaOf } = piecesIn(plan);
  let near = -1;
  let hit = -1;
  for (let k = 0; k < count; k++) {
    const from = start[k] ?? 0;
    if (step < from - slackSteps || step >= (end[k] ?? 0) + slackSteps || arenaOf[k] !== arena) continue;
    const s = owner[k] ?? 0;
    const low = (offset[s] ?? 0) + (lows[k] ?? 0);
    const high = (offset[s] ?? 0) + (highs[k] ?? 0);
    if (address < low - slackBytes || address >= high + slackBytes || high === low) continue;
    if (step >= from && step < (end[k] ?? 0) && address >= low && address < high) hit = s;
    else near = s;
  }
  return hit >= 0 ? hit : near;
}

/** The row at a height of the timeline's rows, −1 below the last. */
export function rowUnder(frame: Pick<BarsFrame, "rows" | "box" | "rowHeight" | "scroll">, y: number): number {
  const row = Math.floor((y - frame.box.y + frame.scroll) / frame.rowHeight);
  return y >= frame.box.y && row >= 0 && row < frame.rows.count ? row : -1;
}

/** The storage whose bar is under a point of the timeline's rows, −1 when none is within a pixel. */
export function barUnder(frame: BarsFrame, x: number, y: number): number {
  const row = rowUnder(frame, y);
  if (row < 0) return -1;
  const { from, items } = frame.rows.storages;
  const { start, end } = frame.geometry;
  const step = under(frame.time, x);
  // Bars of a pixel or so are caught from a pixel and a half away.
  const slack = frame.time.per < 3 ? 1.5 / frame.time.per : 0;
  let low = from[row] ?? 0;
  let high = from[row + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((end[items[middle] ?? 0] ?? 0) > step - slack) high = middle;
    else low = middle + 1;
  }
  let best = -1;
  for (let i = low; i < (from[row + 1] ?? 0); i++) {
    const s = items[i] ?? 0;
    if ((start[s] ?? 0) > step + slack) break;
    if (step >= (start[s] ?? 0) && step < (end[s] ?? 0)) return s;
    best = s;
  }
  return best;
}

/** Storages of one arena alive at a step that take room, by address from the lowest. */
export function aliveAt(plan: Plan, arena: number, step: number): number[] {
  return liveAt(plan, step, arena).filter((s) => (plan.storages.padded[s] ?? 0) > 0);
}

/** The hole round an address at a step: its steps at that address, and its addresses at that step. */
export function holeAt(
  plan: Plan,
  arena: number,
  step: number,
  address: number,
): { readonly start: number; readonly end: number; readonly low: number; readonly high: number } {
  const { offset } = plan.storages;
  const { count, owner, start, end, low, high, arena: arenaOf } = piecesIn(plan);
  const hole = { start: 0, end: plan.steps, low: 0, high: plan.arenas[arena]?.peak ?? 0 };
  for (let k = 0; k < count; k++) {
    if (arenaOf[k] !== arena) continue;
    const base = offset[owner[k] ?? 0] ?? 0;
    const from = base + (low[k] ?? 0);
    const to = base + (high[k] ?? 0);
    if (address >= from && address < to) {
      if ((end[k] ?? 0) <= step) hole.start = Math.max(hole.start, end[k] ?? 0);
      if ((start[k] ?? 0) > step) hole.end = Math.min(hole.end, start[k] ?? 0);
    }
    if ((start[k] ?? 0) <= step && (end[k] ?? 0) > step) {
      if (to <= address) hole.low = Math.max(hole.low, to);
      else if (from > address) hole.high = Math.min(hole.high, from);
    }
  }
  return hole;
}
