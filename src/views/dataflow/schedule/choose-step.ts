/** Selects a firing in all panes and puts the cursor on it. */

import { outcomeStore } from "../../../store/outcome.ts";
import { select, setCursor } from "../../../store/session.ts";

export function chooseStep(step: number): void {
  const node = outcomeStore.getState().picture?.plan.nodes.order[step];
  setCursor(step);
  if (node !== undefined) select({ kind: "node", index: node });
}
