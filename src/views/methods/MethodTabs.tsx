/** The methods of a program as tabs over the pictures: each shows its steps, its memories and its part of the graph. */

import { type KeyboardEvent, useRef } from "react";
import { useStore } from "zustand";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { methodSpans, sharedArenas } from "../../store/method-spans.ts";
import { chooseMethod, methodsStore, nextMethod } from "../../store/methods.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import css from "./MethodTabs.module.css";

function sharedBytes(picture: Picture): number {
  return sharedArenas(picture).reduce((sum, a) => sum + (picture.plan.arenas[a]?.peak ?? 0), 0);
}

function Tab(props: { id: string | null; title: string; bytes: number; says: string; chosen: boolean }) {
  return (
    <button
      type="button"
      role="tab"
      className={css.tab}
      aria-selected={props.chosen}
      tabIndex={props.chosen ? 0 : -1}
      title={props.says}
      onClick={() => chooseMethod(props.id)}
    >
      <span className={css.name}>{props.title}</span>
      <span className={css.bytes}>{formatBytes(props.bytes)}</span>
    </button>
  );
}

const STEP: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowLeft: -1 };

export function MethodTabs() {
  const picture = useStore(outcomeStore, (s) => s.picture);
  const method = useStore(methodsStore, (s) => s.method);
  const list = useRef<HTMLDivElement>(null);
  const spans = methodSpans(picture);
  if (picture === null || spans.length === 0) return null;
  const onKeyDown = (e: KeyboardEvent) => {
    const by = STEP[e.key];
    if (by === undefined || e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return;
    nextMethod(by);
    // the tab that is chosen now takes the focus along
    queueMicrotask(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
    e.preventDefault();
    e.stopPropagation();
  };
  const shared = sharedBytes(picture);
  return (
    <div className={css.bar} data-testid="method-tabs">
      <div
        ref={list}
        className={css.list}
        role="tablist"
        aria-label="Methods of the program"
        onKeyDown={onKeyDown}
      >
        <Tab
          id={null}
          title="All"
          bytes={picture.plan.stats.peakBytes}
          says={`All ${formatCount(spans.length)} methods one after the other, each in memory of its own, and what they share: ${formatBytesExactly(picture.plan.stats.peakBytes)}`}
          chosen={method === null}
        />
        {spans.map((span) => (
          <Tab
            key={span.id}
            id={span.id}
            title={span.id}
            bytes={span.peak}
            says={`${span.id}: ${formatCount(span.steps[1] - span.steps[0])} steps, ${formatBytesExactly(span.peak)} in memory of its own`}
            chosen={method === span.id}
          />
        ))}
      </div>
      {shared > 0 && (
        <span
          className={css.shared}
          title={`State of several methods, there once for all: ${formatBytesExactly(shared)}`}
        >
          shared {formatBytes(shared)}
        </span>
      )}
    </div>
  );
}
