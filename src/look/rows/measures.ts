/** What rows are sorted by, as numbers: of a storage, of a buffer with its tenants, of a band of many. */

import { piecesIn } from "../../core/needs.ts";
import type { Plan } from "../../core/plan.types.ts";
import { oncePerPlan } from "../plan-tables.ts";
import { type Bands, bandMost, bandSteps } from "./bands.ts";
import { makeSavings, type Needs } from "./savings.ts";

export const ROW_SORTS = ["start", "size", "lifetime", "offset", "savings"] as const;
/**
 * By the first step; by bytes; by steps alive; by the lowest address; by the bytes that the most alive at once in its arena
 * would fall by if it were not there.
 */
export type RowSort = (typeof ROW_SORTS)[number];

type Measure = (i: number) => number;

const savings = oncePerPlan((plan) => plan.live.map(makeSavings));

export function storageMeasure(plan: Plan, sort: RowSort): Measure {
  const { start, end, bytes, offset, arena } = plan.storages;
  switch (sort) {
    case "start":
      return (s) => start[s] ?? 0;
    case "size":
      return (s) => bytes[s] ?? 0;
    case "lifetime":
      return (s) => (end[s] ?? 0) - (start[s] ?? 0);
    case "offset":
      return (s) => offset[s] ?? 0;
    case "savings": {
      const pieces = piecesIn(plan);
      const ask = savings(plan);
      return (s) => ask[arena[s] ?? 0]?.(pieces, pieces.from[s] ?? 0, pieces.from[s + 1] ?? 0) ?? 0;
    }
  }
}

interface Tenancies extends Needs {
  /** Rows of buffer b: [from[b], from[b + 1]). */
  readonly from: Int32Array;
}

/** What the tenants of each buffer need, one after the other. */
const tenancies = oncePerPlan((plan): Tenancies => {
  const { count, storages } = plan.buffers;
  const pieces = piecesIn(plan);
  const from = new Int32Array(count + 1);
  const order = new Int32Array(pieces.count);
  let rows = 0;
  for (let b = 0; b < count; b++) {
    for (let i = storages.from[b] ?? 0; i < (storages.from[b + 1] ?? 0); i++) {
      const s = storages.items[i] ?? 0;
      for (let k = pieces.from[s] ?? 0; k < (pieces.from[s + 1] ?? 0); k++) order[rows++] = k;
    }
    from[b + 1] = rows;
  }
  const bytes = new Float64Array(rows);
  for (let i = 0; i < rows; i++) bytes[i] = pieces.bytes[order[i] ?? 0] ?? 0;
  return {
    from,
    start: order.map((k) => pieces.start[k] ?? 0),
    end: order.map((k) => pieces.end[k] ?? 0),
    bytes,
  };
});

export function bufferMeasure(plan: Plan, sort: RowSort): Measure {
  const { bytes, offset, arena, storages } = plan.buffers;
  const { start, end } = plan.storages;
  switch (sort) {
    case "start":
      return (b) => start[storages.items[storages.from[b] ?? 0] ?? 0] ?? 0;
    case "size":
      return (b) => bytes[b] ?? 0;
    case "lifetime":
      return (b) => {
        let steps = 0;
        for (let i = storages.from[b] ?? 0; i < (storages.from[b + 1] ?? 0); i++) {
          const s = storages.items[i] ?? 0;
          steps += (end[s] ?? 0) - (start[s] ?? 0);
        }
        return steps;
      };
    case "offset":
      return (b) => offset[b] ?? 0;
    case "savings": {
      const needs = tenancies(plan);
      const ask = savings(plan);
      return (b) => ask[arena[b] ?? 0]?.(needs, needs.from[b] ?? 0, needs.from[b + 1] ?? 0) ?? 0;
    }
  }
}

/** Of groups of storages: `lowest` is the lowest offset of each, `arena` the one that each lies in. */
export function bandMeasure(
  plan: Plan,
  bands: Bands,
  lowest: Float64Array,
  arena: Int32Array,
  sort: RowSort,
): Measure {
  const { from, step, bytes } = bands;
  switch (sort) {
    case "start":
      return (g) => step[from[g] ?? 0] ?? 0;
    case "size":
      return (g) => bandMost(bands, g);
    case "lifetime":
      return (g) => bandSteps(bands, g);
    case "offset":
      return (g) => lowest[g] ?? 0;
    case "savings": {
      const needs = { start: step, end: step.subarray(1), bytes };
      const ask = savings(plan);
      // the last row of a band is its end
      return (g) =>
        ask[arena[g] ?? 0]?.(needs, from[g] ?? 0, Math.max(from[g] ?? 0, (from[g + 1] ?? 0) - 1)) ?? 0;
    }
  }
}
