/** Selects a firing in all panes and puts the cursor on it. */

import { type DataflowAnswers, isOfPicture } from "../../../store/dataflow.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { select, setCursor } from "../../../store/session.ts";

/** Of an answer, unless that is of an older plan, where others fire at that step. */
export function chooseStep(field: keyof DataflowAnswers, step: number): void {
  if (!isOfPicture(field)) return;
  const node = outcomeStore.getState().picture?.plan.nodes.order[step];
  if (node === undefined) return;
  setCursor(step);
  select({ kind: "node", index: node });
}
