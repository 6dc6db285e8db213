/** Selects a firing in all panes and puts the cursor on it. */

import { outcomeStore } from "../../../store/outcome.ts";
import { select, setCursor } from "../../../store/session.ts";

export function chooseStep(step: number): void {
  const node = outcomeStore.getState().picture?.plan.nodes.order[step];
  // the schedule that was looked at may be that of an older plan, with more firings
  if (node === undefined) return;
  setCursor(step);
  select({ kind: "node", index: node });
}
