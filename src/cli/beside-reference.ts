/** What CMSIS-Stream makes of a dataflow graph beside the plan that was asked for, for people. */

import { referencePlan } from "../core/dialects/dataflow/compat/reference.ts";
import { referenceSettings } from "../core/dialects/dataflow/options.ts";
import type { DataflowDocument, PlanDocument } from "../core/document.ts";
import { sayProblem } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { formatBytesExactly, formatCount, formatPercent } from "../core/units.ts";
import { plural } from "./text.ts";

/** Rows for the summary: its bytes, its schedule, what it moves; why there are none where it refuses the graph. */
export function besideReference(
  document: DataflowDocument,
  plan: PlanDocument,
  settings: Settings,
): readonly string[][] {
  const how = referenceSettings(document, settings);
  const made = referencePlan(document, how);
  if (!made.ok) return [["CMSIS-Stream", "no plan", sayProblem(made.problem)]];
  const { totalBytes, buffers, firings, fifos } = made.value;
  const arrays = fifos.filter(({ isArray }) => isArray).length;
  const shared = how.memoryOptimization && how.mode === "synchronous";
  return [
    [
      "CMSIS-Stream",
      formatBytesExactly(totalBytes),
      `in ${plural(buffers.length, "buffer")}${shared ? "" : ", none shared"}; ${sayDifference(plan.stats.peakBytes, totalBytes)}`,
    ],
    [
      "",
      plural(firings.length, "firing"),
      `${formatCount(arrays)} of ${plural(fifos.length, "FIFO")} are arrays; here ${formatCount(plan.fifos?.filter(({ array }) => array).length ?? 0)}`,
    ],
  ];
}

function sayDifference(own: number, reference: number): string {
  if (own === reference) return "the same as here";
  const share = formatPercent(reference === 0 ? 1 : Math.abs(own - reference) / reference);
  return own < reference ? `here ${share} less` : `here ${share} more`;
}
