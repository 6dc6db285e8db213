/**
 * The independent checker: proves of every plan what the vocabulary promises, before anyone sees it. It shares no code
 * with the planners but the types of the documents, so that one mistake cannot be made twice.
 */

import { checkAntichains } from "./check/any-order.ts";
import { checkBuffers } from "./check/buffers.ts";
import { checkDataflow } from "./check/dataflow.ts";
import { checkGaps } from "./check/gaps.ts";
import { checkGraph } from "./check/graph.ts";
import { checkLayout } from "./check/layout.ts";
import { checkLifetimes } from "./check/lifetimes.ts";
import { lookAt } from "./check/look.ts";
import { loweredForCheck } from "./check/lowered.ts";
import { checkMethodOrder } from "./check/method-order.ts";
import { checkNumbers } from "./check/numbers.ts";
import { checkOverlap } from "./check/overlap.ts";
import { Report } from "./check/report.ts";
import { checkSanity } from "./check/sanity.ts";
import type { Violation } from "./check.types.ts";
import type { PlanDocument, SourceDocument } from "./document.ts";

/**
 * All that is wrong with a plan, a hundred sentences of each kind at most; `[]` is a proof. Without the document the
 * plan is held against itself; with it, also against what had to be planned. Never throws on a value of these shapes.
 */
export function check(plan: PlanDocument, document?: SourceDocument): Violation[] {
  const report = new Report();
  if (!checkSanity(plan, report)) return report.list();
  const look = lookAt(plan, report);
  checkLayout(look);
  checkGaps(plan, report);
  checkOverlap(look);
  checkBuffers(look);
  checkNumbers(look);
  if (look.rules.anyOrder) checkAntichains(look);
  checkRepeats(plan, report);
  if (document === undefined) return report.list();
  if (document.kind !== plan.source.kind) {
    report.add(
      "source",
      [],
      () => `this is a plan of a document of kind ${plan.source.kind}, not of one of kind ${document.kind}`,
    );
  } else if (document.kind === "graph") {
    checkGraph(look, document);
  } else if (document.kind === "lifetimes") {
    checkLifetimes(look, document);
  } else if (document.kind === "dataflow") {
    checkDataflow(look, document);
  } else {
    const graph = loweredForCheck(document, look.rules);
    if (graph === undefined) report.add("source", [], () => "the document it is of makes no sense");
    else checkGraph(look, graph);
    if (document.kind === "methods") checkMethodOrder(look, document);
  }
  return report.list();
}

/** Steps are named once each. */
function checkRepeats(plan: PlanDocument, report: Report): void {
  const seen = new Set<string>();
  plan.order.forEach((id, step) => {
    if (seen.has(id)) report.add("order", [`node:${id}`], () => `node ${id} runs again at step ${step}`);
    seen.add(id);
  });
}
