/** What rows are sorted by, as numbers: of a storage, of a buffer with its tenants, of a band of many. */

import { piecesIn } from "../../core/needs.ts";
import type { Plan } from "../../core/plan.types.ts";
import { oncePerPlan } from "../plan-tables.ts";
import { type Bands, bandMost, bandSteps } from "./bands.ts";
import { makeSavings, type Need } from "./savings.ts";

export const ROW_SORTS = ["start", "size", "lifetime", "offset", "savings"] as const;
/**
 * By the first step; by bytes; by steps alive; by the lowest address; by the bytes that the most alive at once in its arena
 * would fall by if it were not there.
 */
export type RowSort = (typeof ROW_SORTS)[number];

type Measure = (i: number) => number;

const savings = oncePerPlan((plan) => plan.live.map(makeSavings));

function savedBy(plan: Plan, arena: number, need: Need): number {
  return savings(plan)[arena]?.(need) ?? 0;
}

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
      return (s) =>
        savedBy(plan, arena[s] ?? 0, { ...pieces, from: pieces.from[s] ?? 0, to: pieces.from[s + 1] ?? 0 });
    }
  }
}

/** What the tenants of a buffer need, one after the other. */
function needOf(plan: Plan, b: number): Need {
  const { from, items } = plan.buffers.storages;
  const pieces = piecesIn(plan);
  const rows: number[] = [];
  for (let i = from[b] ?? 0; i < (from[b + 1] ?? 0); i++) {
    const s = items[i] ?? 0;
    for (let k = pieces.from[s] ?? 0; k < (pieces.from[s + 1] ?? 0); k++) rows.push(k);
  }
  return {
    from: 0,
    to: rows.length,
    start: Int32Array.from(rows, (k) => pieces.start[k] ?? 0),
    end: Int32Array.from(rows, (k) => pieces.end[k] ?? 0),
    bytes: Float64Array.from(rows, (k) => pieces.bytes[k] ?? 0),
  };
}

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
    case "savings":
      return (b) => savedBy(plan, arena[b] ?? 0, needOf(plan, b));
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
    case "savings":
      return (g) => {
        const to = Math.max(from[g] ?? 0, (from[g + 1] ?? 0) - 1);
        return savedBy(plan, arena[g] ?? 0, {
          from: from[g] ?? 0,
          to,
          start: step,
          end: step.subarray(1),
          bytes,
        });
      };
  }
}
