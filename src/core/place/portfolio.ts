/** The greedy portfolio: many orders, two rules of fit, and the lowest of all that comes out. */

import type { Watch } from "../watch.ts";
import { fill, type Gap } from "./greedy.ts";
import { measuresOf, PLACEMENT_ORDERS } from "./orders.ts";
import { peakOf } from "./peak.ts";
import type { Better, Packing, Placed, Placement } from "./placement.ts";
import { placingsFor } from "./placings.ts";
import { canSweep, sweep } from "./sweep.ts";

/** Of very many storages only as many variants are tried as take seconds: so many looks at a placed one, in all. */
const MOST_WORK = 2e8;

const GAPS: readonly Gap[] = ["lowest", "tightest"];

export interface BestOfMany {
  readonly offset: Float64Array;
  /** Bytes. */
  readonly peak: number;
  /** What gave it. */
  readonly sequence: Int32Array;
  readonly endedEarly: boolean;
}

/** Variants in a fixed sequence; each is given up as soon as it is no better than the best, and the bound ends them all. */
export function bestOfMany(packing: Packing, watch: Watch, better?: Better): BestOfMany {
  const measures = measuresOf(packing);
  const { placings, cost } = placingsFor(packing);
  const sweeps = canSweep(packing);
  let best: BestOfMany | undefined;
  let work = 0;
  for (const order of PLACEMENT_ORDERS) {
    const swept = order.byTime === true && sweeps;
    work += swept ? 0 : GAPS.length * cost;
    if (best !== undefined && !swept && work > MOST_WORK) continue;
    const sequence = order.of(packing, measures);
    for (const gap of GAPS) {
      if (best !== undefined && watch.stop?.() === true) return { ...best, endedEarly: true };
      const limit = best?.peak ?? Number.POSITIVE_INFINITY;
      let offset: Float64Array = new Float64Array(packing.count);
      let peak = 0;
      if (swept) {
        offset = sweep(packing, sequence, gap, watch).offset;
        peak = peakOf(packing, offset);
      } else peak = fill(packing, placings, sequence, gap, limit, offset, watch);
      if (best !== undefined && peak >= limit) continue;
      best = { offset, peak, sequence, endedEarly: false };
      better?.(offset.slice());
      if (peak <= packing.lowerBound) return best;
    }
  }
  if (best === undefined) throw new Error("the portfolio has no orders");
  return best;
}

function run(packing: Packing, watch: Watch, better?: Better): Placed {
  const { offset, endedEarly } = bestOfMany(packing, watch, better);
  return { offset, proven: false, ...(endedEarly ? { endedEarly } : {}) };
}

export const portfolio: Placement = {
  id: "portfolio",
  title: "greedy portfolio",
  says: "Twenty-two greedy packings, eleven orders with two rules of fit each, and the lowest of them: the best that takes no search.",
  run,
};
