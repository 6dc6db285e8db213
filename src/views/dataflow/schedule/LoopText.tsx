/** The loops of a schedule as a line of text: counts fold and unfold, names lead to their firing. */

import { type ReactNode, useMemo } from "react";
import { useStore } from "zustand";
import { formatCount } from "../../../core/units.ts";
import type { LoopTree } from "../../../look/dataflow/loop-tree.ts";
import type { ScheduleView } from "../../../look/dataflow/schedule-view.ts";
import { request } from "../../../store/requests.ts";
import { scheduleLooking, toggleLoop } from "../../../store/schedule-looking.ts";
import { sessionStore } from "../../../store/session.ts";
import css from "../Schedule.module.css";
import { chooseStep } from "./choose-step.ts";

/** Terms that are written: nobody reads on. */
const MOST_WRITTEN = 250;

/** Step at which each term begins first, and the step after its last pass. */
function spansOf(tree: LoopTree): { readonly begin: Int32Array; readonly end: Int32Array } {
  const n = tree.count.length;
  const [begin, end] = [new Int32Array(n), new Int32Array(n)];
  const place = (from: number, past: number, first: number): void => {
    let step = first;
    for (let term = from; term < past; term = tree.past[term] ?? past) {
      begin[term] = step;
      place(term + 1, tree.past[term] ?? term + 1, step);
      step += (tree.count[term] ?? 1) * (tree.steps[term] ?? 1);
      end[term] = step;
    }
  };
  place(0, n, 0);
  return { begin, end };
}

function Name(props: { id: string; count: number; step: number; here: boolean }) {
  const go = () => {
    chooseStep("schedule", props.step);
    request({ kind: "reveal-step", step: props.step });
  };
  return (
    <button type="button" data-here={props.here} onClick={go} title={`Step ${formatCount(props.step)}`}>
      {props.count > 1 && <span className={css.count}>{formatCount(props.count)} </span>}
      {props.id}
    </button>
  );
}

export function LoopText({ view }: { view: ScheduleView }) {
  const open = useStore(scheduleLooking, (s) => s.open);
  const cursor = useStore(sessionStore, (s) => s.cursor);
  const tree = view.loops;
  const spans = useMemo(() => (tree === null ? null : spansOf(tree)), [tree]);
  if (tree === null || spans === null || tree.count.length === 0) return null;
  const written = Math.min(tree.count.length, MOST_WRITTEN);
  const write = (from: number, past: number): ReactNode[] => {
    const parts: ReactNode[] = [];
    for (let term = from; term < Math.min(past, written); term = tree.past[term] ?? past) {
      if (parts.length > 0) parts.push(" ");
      const count = tree.count[term] ?? 1;
      const actor = tree.actor[term] ?? -1;
      if (actor >= 0) {
        const step = spans.begin[term] ?? 0;
        const here = cursor !== null && cursor >= step && cursor < (spans.end[term] ?? 0);
        parts.push(
          <Name key={term} id={view.actors.id[actor] ?? ""} count={count} step={step} here={here} />,
        );
      } else
        parts.push(
          <span key={term}>
            <button
              type="button"
              className={css.count}
              aria-expanded={open.has(term)}
              aria-label={`Loop of ${formatCount(count)}`}
              title={open.has(term) ? "Fold this loop" : "Unfold this loop"}
              onClick={() => toggleLoop(term)}
            >
              {formatCount(count)}
            </button>
            <span className={css.bracket}>(</span>
            {write(term + 1, tree.past[term] ?? term + 1)}
            <span className={css.bracket}>)</span>
          </span>,
        );
    }
    return parts;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={css.loops} aria-label="Schedule in loops" tabIndex={0} data-testid="schedule-loops">
      {write(0, tree.count.length)}
      {written < tree.count.length && (
        <span className={css.more}>… and {formatCount(tree.count.length - written)} more terms</span>
      )}
    </section>
  );
}
