/** Every step that was done to the open document; taking one shows the document as it was then. */

import { type KeyboardEvent, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { goToStep, historyStore } from "../../store/history.ts";
import css from "./HistoryList.module.css";

const MOVES: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at, count) => Math.min(at + 10, count - 1),
  PageUp: (at) => Math.max(at - 10, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Arrows walk the list, Enter and Space take a step: they press its button. */
function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const move = MOVES[event.key];
  if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = buttons.findIndex((button) => button.matches(":focus"));
  buttons[move(at, buttons.length)]?.focus();
  event.preventDefault();
}

export function HistoryList() {
  const { steps, at } = useStore(historyStore);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const present = list.current?.querySelectorAll("button")[at];
    present?.scrollIntoView({ block: "nearest" });
    // undo and redo move the mark while somebody is in the list
    present?.focus();
  }, [at]);
  if (steps.length === 0) return <p className={css.empty}>No document is open.</p>;
  return (
    <>
      <ol className={css.list} ref={list} onKeyDown={walk} data-testid="history">
        {steps.map((step, i) => (
          // steps have no names of their own, and one that stays keeps its place
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={i}>
            <button
              type="button"
              className={css.step}
              data-undone={i > at || undefined}
              data-first={i === at || undefined}
              aria-current={i === at ? "step" : undefined}
              tabIndex={i === at ? 0 : -1}
              onClick={() => goToStep(i)}
            >
              <span className={css.number}>{i}</span>
              <span className={css.says}>
                {step.says}
                {i > at && <span className="sr-only">, undone</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {steps.length === 1 && <p className={css.empty}>Nothing has been changed yet.</p>}
    </>
  );
}
