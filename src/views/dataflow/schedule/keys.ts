/** Keys of the focused picture of a schedule: left and right walk the steps, up and down the FIFOs. */

import type { ScheduleView } from "../../../look/dataflow/schedule-view.ts";
import { isOfPicture } from "../../../store/dataflow.ts";
import { request } from "../../../store/requests.ts";
import { scheduleLooking, toggleLoop } from "../../../store/schedule-looking.ts";
import { select, sessionStore, setCursor } from "../../../store/session.ts";
import { chooseStep } from "./choose-step.ts";
import { columnsNow, cursorNow, viewNow } from "./state.ts";

function withView(act: (view: ScheduleView) => void): () => boolean {
  return () => {
    const view = viewNow();
    if (view !== undefined) act(view);
    return view !== undefined;
  };
}

function goTo(step: number): void {
  setCursor(step);
  request({ kind: "reveal-step", step });
}

function walk(by: number): () => boolean {
  return withView((view) => goTo(Math.min(Math.max(cursorNow(view) + by, 0), view.firings - 1)));
}

function walkFifos(by: 1 | -1): () => boolean {
  return withView(({ fifos }) => {
    if (!isOfPicture("schedule")) return;
    const { selection } = sessionStore.getState();
    const at = selection?.kind === "tensor" ? selection.index : by > 0 ? -1 : fifos.id.length;
    const next = at + by;
    if (next >= 0 && next < fifos.id.length) select({ kind: "tensor", index: next });
  });
}

/** Unfolds the innermost folded loop round the cursor, or folds the innermost that is unfolded. */
const toggleAtCursor = withView((view) => {
  const { open, time } = scheduleLooking.getState();
  if (view.loops === null || time === "steps") return;
  const columns = columnsNow(view.loops, open);
  const column = columns.columnOf[cursorNow(view)] ?? 0;
  const around = columns.bars.filter(({ from, to }) => column >= from && column < to);
  const folded = around.filter(({ isOpen }) => !isOpen).at(-1)?.term;
  const run = (columns.repeats[column] ?? 1) > 1 ? columns.term[column] : undefined;
  const term = run ?? folded ?? around.at(-1)?.term;
  if (term !== undefined) toggleLoop(term);
});

/** By their names in draw/focus.ts. */
export const SCHEDULE_KEYS: Readonly<Record<string, () => boolean>> = {
  ArrowLeft: walk(-1),
  ArrowRight: walk(1),
  "Shift+ArrowLeft": walk(-10),
  "Shift+ArrowRight": walk(10),
  ArrowUp: walkFifos(-1),
  ArrowDown: walkFifos(1),
  Home: withView(() => goTo(0)),
  End: withView((view) => goTo(view.firings - 1)),
  Enter: withView((view) => chooseStep("schedule", cursorNow(view))),
  " ": toggleAtCursor,
};
