/** For tests of looks: a document planned by the core itself. */

import type { SourceDocument } from "../../core/document.ts";
import { readGraph } from "../../core/graph.ts";
import { planAndCheck } from "../../core/plan-checked.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import type { Drawn } from "../look.types.ts";

/** Search steps: enough for small documents, few enough for hundreds of them. */
const TEST_BUDGET = 5_000;

/** Each buffer has the colour slot of its index. Throws when the document is not sound. */
export function planOf(document: SourceDocument, settings: Partial<Settings> = {}): Drawn {
  const made = planAndCheck(
    document,
    { ...DEFAULT_SETTINGS, budget: TEST_BUDGET, ...settings },
    "",
    NO_WATCH,
  );
  const graph = document.kind === "graph" ? readGraph(document) : null;
  if (!made.ok || graph?.ok === false) throw new Error("the test's document is broken");
  const { plan } = made.value;
  const ordinal = new Int32Array(plan.storages.count);
  return {
    plan,
    graph: graph === null ? null : graph.value,
    colour: Int32Array.from({ length: plan.buffers.count }, (_, b) => b % 7),
    ordinal,
  };
}
