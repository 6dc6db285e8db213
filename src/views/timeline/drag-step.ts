/** A step of the timeline in the hand of somebody who drags it: loaded after the start of the page. */

import type { GraphDocument } from "../../core/document.ts";
import { moveStep, stepRange } from "../../core/edit/order.ts";
import type { Tip } from "../../draw/describe.ts";
import type { Held } from "../../draw/gestures.ts";
import { allowed, type Move } from "../../draw/paint-move.ts";
import { timelineFrame } from "../../draw/paint-timeline.ts";
import { stepUnder } from "../../draw/scale.ts";
import { edit } from "../../store/editing.ts";
import { speak } from "../../store/spoken.ts";
import type { MovingTools, Taken } from "./moving.ts";

export { paintMove } from "../../draw/paint-move.ts";

type StepRange = ReturnType<typeof stepRange>;

function rangeText({ after, before }: StepRange): string {
  const parts = [
    ...(after === undefined ? [] : [`after ${after}`]),
    ...(before === undefined ? [] : [`before ${before}`]),
  ];
  return parts.length === 0 ? "anywhere" : parts.join(", ");
}

function tipOf(move: Move, range: StepRange): Tip {
  if (allowed(move))
    return {
      title: move.name,
      rows: [
        ["to step", String(move.to)],
        ["must run", rangeText(range)],
      ],
    };
  const early = move.to < range.from;
  const says = early ? `after ${range.after ?? "none"}` : `before ${range.before ?? "none"}`;
  return { title: move.name, rows: [["not here", `must run ${says}`]] };
}

/** `show` hears where it is, and null when it is let go. */
export function holdStep(
  { canvas, tooltip, state: stateNow }: MovingTools,
  { id, step, order }: Taken,
  document: GraphDocument,
  show: (move: Move | null) => void,
): Held {
  const range = stepRange(document, order, id);
  let move: Move | null = null;
  const end = (): Move | null => {
    const ended = move;
    move = null;
    tooltip.show(null, canvas, 0, 0);
    show(null);
    return ended;
  };
  return {
    move(x, y) {
      const state = stateNow();
      if (state === undefined) return;
      const to = stepUnder(timelineFrame(state).time, x, order.length);
      move = { name: id, from: step, to, range: [range.from, range.to], x };
      tooltip.show(tipOf(move, range), canvas, x, y);
      show(move);
    },
    drop() {
      const dropped = end();
      if (dropped === null || dropped.to === dropped.from) return;
      edit((now) => moveStep(now, order, id, dropped.to), { settings: { order: "given" } });
    },
    abandon() {
      if (end() !== null) speak("Not moved.");
    },
  };
}
