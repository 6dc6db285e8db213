/** What each alignment costs: the program planned once for each choice, all by one placement so that they compare. */

import { planDocument } from "../../plan.ts";
import { ok, type Result } from "../../result.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../settings.ts";
import type { Watch } from "../../watch.ts";
import { NO_WATCH } from "../../watch.ts";
import type { MethodsDocument } from "./document.ts";
import type { AlignmentCost } from "./program.types.ts";
import { sharedStateOf } from "./sharing/shared.ts";
import { totalsOf } from "./totals.ts";

const ALIGNMENTS: readonly number[] = [1, 4, 16, 64, 128];

/** A placement without search, whose peaks hardly hang on luck. */
const QUICK = "greedy-by-size";

/** One row each of ALIGNMENTS, for all arenas alike. Fails as planning does; rows whose locked places cannot hold are left out. */
export function alignmentCosts(
  document: MethodsDocument,
  settings: Settings = DEFAULT_SETTINGS,
  watch: Watch = NO_WATCH,
): Result<readonly AlignmentCost[]> {
  const rows: Omit<AlignmentCost, "more">[] = [];
  for (const alignment of ALIGNMENTS) {
    const shared = sharedStateOf(document, alignment);
    if (!shared.ok) {
      if (shared.problem.code.startsWith("locked-")) continue;
      return shared;
    }
    const plan = planDocument(document, { ...settings, place: QUICK, alignment }, watch);
    if (!plan.ok) return plan;
    const totals = totalsOf(document, plan.value.arenas, shared.value.area);
    rows.push({ alignment, privateSummed: totals.privateSummed, shared: totals.shared });
  }
  const all = rows.map((row) => row.privateSummed + row.shared);
  const least = Math.min(...all);
  return ok(rows.map((row, i) => ({ ...row, more: (all[i] ?? 0) - least })));
}
