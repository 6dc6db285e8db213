/** What a FIFO holds in each column of a picture: its least and most over all steps that the column stands for. */

import type { LoopColumns } from "../../look/dataflow/loop-tree.ts";
import type { ScheduleFifos } from "../../look/dataflow/schedule-view.ts";

interface HeldColumns {
  readonly least: Float64Array;
  readonly most: Float64Array;
}

const known = new WeakMap<LoopColumns, Map<number, HeldColumns>>();

/** Made once for each FIFO that is looked at. */
export function heldColumns(columns: LoopColumns, fifos: ScheduleFifos, f: number): HeldColumns {
  const made = known.get(columns) ?? new Map<number, HeldColumns>();
  known.set(columns, made);
  const before = made.get(f);
  if (before !== undefined) return before;
  const { columnOf, count } = columns;
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const { curves } = fifos;
  let now = fifos.delay[f] ?? 0;
  let k = curves?.from[f] ?? 0;
  const end = curves?.from[f + 1] ?? 0;
  for (let step = 0; step < columnOf.length; step++) {
    while (k < end && (curves?.step[k] ?? 0) <= step) now = curves?.samples[k++] ?? 0;
    const c = columnOf[step] ?? 0;
    if (now < (least[c] ?? 0)) least[c] = now;
    if (now > (most[c] ?? 0)) most[c] = now;
  }
  const held = { least, most };
  made.set(f, held);
  return held;
}

/** Samples after a step. */
export function heldAt(fifos: ScheduleFifos, f: number, step: number): number {
  const { curves } = fifos;
  if (curves === null) return Number.NaN;
  const begin = curves.from[f] ?? 0;
  const k = firstAfter(curves.step, begin, curves.from[f + 1] ?? 0, step);
  return k === begin ? (fifos.delay[f] ?? 0) : (curves.samples[k - 1] ?? 0);
}

/** The first place in [low, high) of an ascending list with a greater value; `high` where there is none. */
export function firstAfter(list: Int32Array, low: number, high: number, value: number): number {
  let [a, b] = [low, high];
  while (a < b) {
    const middle = (a + b) >> 1;
    if ((list[middle] ?? 0) <= value) a = middle + 1;
    else b = middle;
  }
  return a;
}
