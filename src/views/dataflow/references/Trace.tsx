/** One iteration firing by firing: buffers taken and copied, how many live, and what lies in FIFOs at the chosen step. */

import { type KeyboardEvent, useMemo, useRef } from "react";
import { useStore } from "zustand";
import type { References, TraceRow } from "../../../look/dataflow/references.types.ts";
import { contentAfter } from "../../../look/dataflow/references-content.ts";
import { sessionStore } from "../../../store/session.ts";
import { type Column, SortTable } from "../../../ui/SortTable.tsx";
import css from "../References.module.css";
import { chooseStep } from "../schedule/choose-step.ts";
import { FifoName } from "./Names.tsx";
import { bufferName } from "./words.ts";

export function Trace({ view }: { view: References }) {
  const cursor = useStore(sessionStore, (s) => s.cursor);
  const root = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => columnsOf(view), [view]);
  const { trace } = view;
  const onKeyDown = (e: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (by === undefined || !(e.target as HTMLElement).matches("tr[data-index]")) return;
    const to = trace[(cursor ?? -1) + by];
    e.preventDefault();
    e.stopPropagation();
    if (to === undefined) return;
    chooseStep("references", to.step);
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>("tr[data-chosen]")?.focus());
  };
  return (
    <div className={css.trace} ref={root} onKeyDownCapture={onKeyDown}>
      <SortTable<TraceRow>
        label="Trace of references"
        rows={trace}
        columns={columns}
        keyOf={(row) => String(row.step)}
        toneOf={(row) => (row.hazard ? "bad" : undefined)}
        isChosen={(row) => row.step === cursor}
        onChoose={(row) => chooseStep("references", row.step)}
        {...(cursor === null ? {} : { seek: String(cursor) })}
      />
      {view.cut && <p className={css.note}>The trace is too long to be shown to its end.</p>}
      <Contents view={view} step={cursor} />
    </div>
  );
}

function columnsOf({ buffers }: References): readonly Column<TraceRow>[] {
  const name = (buffer: number) => `${bufferName(buffer)}${buffers[buffer]?.copy === true ? " copy" : ""}`;
  return [
    {
      id: "step",
      title: "Step",
      says: "Position of the firing in the schedule",
      width: 46,
      numeric: true,
      by: (row) => row.step,
      cell: (row) => row.step,
    },
    {
      id: "firing",
      title: "Firing",
      says: "Who fires; red where it writes into a buffer that others hold",
      by: (row) => row.firing,
      cell: (row) => <span title={row.firing}>{row.hazard ? `⚠ ${row.firing}` : row.firing}</span>,
    },
    {
      id: "taken",
      title: "Taken",
      says: "Buffers that it takes from the pool, and which of them are copies",
      width: 78,
      by: (row) => row.taken.length,
      cell: (row) => row.taken.map(name).join(", "),
    },
    {
      id: "during",
      title: "Live",
      says: "Buffers alive while it fires: new ones are taken before old ones come back",
      width: 46,
      numeric: true,
      by: (row) => row.liveDuring,
      cell: (row) => row.liveDuring,
    },
    {
      id: "after",
      title: "After",
      says: "Buffers alive when it has fired",
      width: 48,
      numeric: true,
      by: (row) => row.liveAfter,
      cell: (row) => row.liveAfter,
    },
  ];
}

/** Nothing without a cursor: the arena is cut at its peak then, which is no step of the trace that somebody chose. */
function Contents({ view, step }: { view: References; step: number | null }) {
  const holding = useMemo(() => {
    if (step === null) return [];
    const all = [...contentAfter(view, step).values()].sort((a, b) => a.fifo - b.fifo);
    return all.filter(({ waiting, kept }) => waiting.length + kept.length > 0);
  }, [view, step]);
  const firing = view.trace.find((row) => row.step === step)?.firing;
  return (
    <div className={css.contents} data-testid="reference-contents" aria-live="polite">
      {step === null || firing === undefined ? (
        <span className={css.quiet}>Choose a firing to see what FIFOs hold after it; arrow keys go on.</span>
      ) : (
        <>
          <span className={css.quiet}>After {firing}: </span>
          {holding.length === 0 && "FIFOs are empty"}
          {holding.map(({ fifo, waiting, kept }, k) => (
            <span key={fifo}>
              {k > 0 && " · "}
              <FifoName fifo={view.fifos[fifo]} index={fifo} /> {waiting.map(bufferName).join(" ")}
              {kept.length > 0 && (
                <span className={css.quiet} title="Read already, but still held by the slot">
                  {" "}
                  still {kept.map(bufferName).join(" ")}
                </span>
              )}
            </span>
          ))}
        </>
      )}
    </div>
  );
}
