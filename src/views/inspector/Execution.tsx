/** An execution that every dependency allows, in which two tensors need their bytes at once: to be walked step by step. */

import { type KeyboardEvent, useEffect, useState } from "react";
import { rowOf } from "../../core/lists.ts";
import type { CounterExecution } from "../../core/reuse/question.types.ts";
import { formatCount } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { type Mark, showSpot } from "../../store/spot.ts";
import css from "./Inspector.module.css";
import own from "./Pair.module.css";
import { nodeText, PAIR_SPOT } from "./pairs.ts";

/** Steps listed on either side of the one that is shown. */
const AROUND = 3;

function marks({ order, step, running, neededBy }: CounterExecution, at: number): Map<number, Mark> {
  const nodes = new Map<number, Mark>();
  for (let s = 0; s < at; s++) nodes.set(order[s] ?? 0, "done");
  nodes.set(order[at] ?? 0, "running");
  if (at < step) return nodes;
  if (neededBy >= 0) nodes.set(neededBy, "path");
  for (const n of running) nodes.set(n, "clash");
  return nodes;
}

export function Execution(props: { picture: Picture; counter: CounterExecution }) {
  const { picture, counter } = props;
  const last = counter.step;
  const [at, setAt] = useState(last);
  useEffect(() => {
    const tensors = new Set([counter.needed, counter.written]);
    showSpot(PAIR_SPOT, { nodes: marks(counter, at), tensors });
  }, [counter, at]);
  const go = (to: number) => {
    setAt(Math.min(Math.max(0, to), last));
  };
  const onKeyDown = (e: KeyboardEvent) => {
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last }[e.key];
    if (to === undefined) return;
    go(to);
    e.preventDefault();
    e.stopPropagation();
  };
  const from = Math.max(0, Math.min(at - AROUND, last - 2 * AROUND));
  const to = Math.min(last, from + 2 * AROUND);
  const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return (
    <div className={css.execution} data-testid="execution">
      <div className={own.walk}>
        <span>
          This order breaks it: step {formatCount(at)} of {formatCount(last)}
        </span>
        <button
          type="button"
          className={own.walkButton}
          aria-label="Previous step of the execution"
          disabled={at === 0}
          onClick={() => go(at - 1)}
        >
          ◂
        </button>
        <button
          type="button"
          className={own.walkButton}
          aria-label="Next step of the execution"
          disabled={at === last}
          onClick={() => go(at + 1)}
        >
          ▸
        </button>
      </div>
      <div
        className={own.steps}
        role="listbox"
        tabIndex={0}
        aria-label="Steps of the execution"
        aria-activedescendant={`execution-${at}`}
        onKeyDown={onKeyDown}
      >
        {from > 0 && <p className={css.quiet}>{formatCount(from)} steps before</p>}
        {steps.map((s) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
          <div
            key={s}
            id={`execution-${s}`}
            role="option"
            tabIndex={-1}
            aria-selected={s === at}
            className={own.step}
            data-clash={s === last}
            onClick={() => go(s)}
          >
            <span className={own.stepNumber}>{formatCount(s)}</span>
            <span className={own.stepText}>{stepText(picture, counter, s)}</span>
          </div>
        ))}
        {to < last && <p className={css.quiet}>{formatCount(last - to)} steps to the clash</p>}
      </div>
      <p className={css.sentence}>{after(picture, counter)}</p>
    </div>
  );
}

function quoted(picture: Picture, tensor: number): string {
  return picture.plan.tensors.id[tensor] ?? "";
}

/** What happens at a step, as far as the two tensors are concerned. */
function stepText(picture: Picture, counter: CounterExecution, s: number): string {
  const { graph } = picture;
  const node = counter.order[s] ?? 0;
  const does = nodeText(picture, node);
  if (graph === null) return does;
  const outputs = rowOf(graph.outputs, node);
  const inputs = rowOf(graph.inputs, node);
  if (s === counter.step) return `${does} writes ${quoted(picture, counter.written)}: clash`;
  if (outputs.includes(counter.needed)) return `${does} makes ${quoted(picture, counter.needed)}`;
  if (inputs.includes(counter.needed)) return `${does} reads ${quoted(picture, counter.needed)}`;
  return does;
}

function after(picture: Picture, counter: CounterExecution): string {
  const needed = quoted(picture, counter.needed);
  if (counter.running.length > 1) {
    const [one, two] = counter.running.map((n) => nodeText(picture, n));
    return `${one} and ${two} run side by side and write both.`;
  }
  return counter.neededBy >= 0
    ? `${nodeText(picture, counter.neededBy)} still has to read ${needed}, whose bytes are gone.`
    : `${needed} must stay, and its bytes are gone.`;
}
