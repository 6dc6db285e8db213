/** The list of nodes before and after a pass: what came, what went, what reads another now; lives as little bars. */

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import type { Life, NodeRow } from "../../look/methods/node-rows.ts";
import type { Stage } from "../../look/methods/stages.types.ts";
import { methodsAnswers } from "../../store/methods-answers.ts";
import { methodsOptions } from "../../store/methods-options.ts";
import { point } from "../../store/session.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { namesIn, pointTo, showNamed } from "./links.ts";
import { useShownMethod } from "./MethodChoice.tsx";
import css from "./NodeList.module.css";
import { Waiting } from "./Waiting.tsx";

/** Height of a row in pixels, as in the style sheet. */
const ROW = 21;

const MARKS = { same: " ", added: "+", removed: "−", changed: "~" } as const;
const MARK_WORDS = { same: "", added: "added", removed: "removed", changed: "changed" } as const;

type Which = "all" | "changed";
const WHICH = [
  { id: "all", title: "all", says: "All nodes" },
  { id: "changed", title: "changed", says: "Only what the pass added, removed or changed" },
] as const;

function Bar(props: { life: Life | null; of: number; old?: true; apart?: boolean }) {
  if (props.life === null) return null;
  const { from, to } = props.life;
  return (
    <span
      className={props.old ? css.old : css.life}
      data-apart={props.apart || undefined}
      style={{ left: `${(from / props.of) * 100}%`, width: `${((to - from) / props.of) * 100}%` }}
    />
  );
}

function sameLife(a: Life | null, b: Life | null): boolean {
  return a === b || (a !== null && b !== null && a.from === b.from && a.to === b.to);
}

function lifeText(life: Life | null): string {
  return life === null
    ? ""
    : `, needed at positions ${formatCount(life.from)} to ${formatCount(life.to - 1)}`;
}

function title(row: NodeRow): string {
  const args = row.args.length === 0 ? "" : ` reads ${row.args.join(", ")}`;
  const before = row.argsBefore === null ? "" : `, before ${row.argsBefore.join(", ")}`;
  const bytes = row.bytes === 0 ? "" : `, ${formatBytesExactly(row.bytes)}`;
  return `${row.id}: ${row.kind} ${row.op}${args}${before}${bytes}${lifeText(row.life)}`;
}

function Row(props: {
  row: NodeRow;
  of: number;
  top: number;
  chosen: boolean;
  method: string;
  elsewhere: Readonly<Record<string, string>>;
}) {
  const { row, of } = props;
  const at = namesIn(props.method, row.from ?? row.id, props.elsewhere);
  return (
    <li
      className={css.row}
      style={{ transform: `translateY(${props.top}px)` }}
      data-mark={row.mark}
      data-chosen={props.chosen || undefined}
    >
      <button
        type="button"
        title={title(row)}
        onClick={() => {
          methodsOptions.setState({ node: row.id });
          showNamed(at);
        }}
        onPointerEnter={() => pointTo(at)}
        onPointerLeave={() => point(null)}
      >
        <span className={css.mark} aria-hidden="true">
          {MARKS[row.mark]}
        </span>
        <span className="sr-only">{MARK_WORDS[row.mark]}</span>
        <span className={css.position}>{row.mark === "removed" ? "" : formatCount(row.position)}</span>
        <span className={css.kind} data-kind={row.kind}>
          {row.kind}
        </span>
        <span className={css.name}>
          <b>{row.id}</b>
          {row.op !== row.kind && row.op !== row.id && <span className={css.op}> {row.op}</span>}
          {row.argsBefore !== null && (
            <span className={css.retargeted}>
              {" "}
              {row.args.join(", ")} <s>{row.argsBefore.filter((a) => !row.args.includes(a)).join(", ")}</s>
            </span>
          )}
        </span>
        <span className={css.bytes}>{row.bytes === 0 ? "" : formatBytes(row.bytes)}</span>
        <span className={css.lane} aria-hidden="true">
          {!sameLife(row.life, row.lifeBefore) && <Bar life={row.lifeBefore} of={of} old />}
          <Bar life={row.life} of={of} apart={row.apart} />
        </span>
      </button>
    </li>
  );
}

export function NodeList(props: { stage: Stage; elsewhere: Readonly<Record<string, string>> }) {
  const { stage } = props;
  const method = useShownMethod();
  const { value, working, problem } = useStore(methodsAnswers, (s) => s.nodes);
  const chosen = useStore(methodsOptions, (s) => s.node);
  const [which, setWhich] = useState<Which>("all");
  const scroller = useRef<HTMLDivElement>(null);
  const known = value?.pass === stage.id ? value : null;
  const rows = (known?.rows ?? []).filter((row) => which === "all" || row.mark !== "same");
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const at = chosen === null ? -1 : rows.findIndex((row) => row.id === chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [at, virtual]);
  return (
    <section className={css.pane} aria-label="Nodes before and after the pass">
      <div className={css.head}>
        <span>
          {formatCount(rows.length)} {rows.length === 1 ? "node" : "nodes"}
        </span>
        <span className={css.legend} aria-hidden="true">
          <i data-mark="added">+</i> added <i data-mark="removed">−</i> removed <i data-mark="changed">~</i>{" "}
          changed
        </span>
        <Segmented label="Which nodes are listed" value={which} choices={WHICH} onChange={setWhich} />
      </div>
      <Waiting working={working && known === null} problem={problem} what="The list of nodes" />
      <div ref={scroller} className={css.scroller}>
        <ul className={css.list} aria-label="Nodes" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <Row
                key={`${row.mark === "removed" ? "−" : ""}${row.id}`}
                row={row}
                of={Math.max(1, known?.length ?? 1)}
                top={start}
                chosen={index === at}
                method={method}
                elsewhere={props.elsewhere}
              />
            );
          })}
        </ul>
        {known !== null && rows.length === 0 && (
          <p className={css.none}>
            {which === "changed" ? "The pass changes no node." : "There are no nodes."}
          </p>
        )}
      </div>
    </section>
  );
}
