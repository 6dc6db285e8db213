/** Quality: the peak of every placement over the lower bound, on the samples and on what else is given. Exact. */

import type { SourceDocument } from "../src/core/document.ts";
import { PLACEMENTS } from "../src/core/place/index.ts";
import { planAndCheck } from "../src/core/plan-checked.ts";
import { DEFAULT_SETTINGS } from "../src/core/settings.ts";
import { NO_WATCH } from "../src/core/watch.ts";

export interface Row {
  readonly name: string;
  readonly lowerBoundBytes: number;
  /** Peak over lower bound, in the order of PLACEMENTS. */
  readonly ratios: readonly number[];
}

export function measureQuality(document: SourceDocument): Row {
  let lowerBoundBytes = 0;
  const ratios = PLACEMENTS.map(({ id }) => {
    const planned = planAndCheck(document, { ...DEFAULT_SETTINGS, place: id }, "", NO_WATCH);
    if (!planned.ok) throw new Error(planned.problem.message);
    const [wrong] = planned.value.violations;
    if (wrong !== undefined) throw new Error(`${document.name} by ${id}: ${wrong.message}`);
    const { stats } = planned.value.document;
    lowerBoundBytes = stats.lowerBoundBytes;
    return stats.peakBytes / lowerBoundBytes;
  });
  return { name: document.name, lowerBoundBytes, ratios };
}
