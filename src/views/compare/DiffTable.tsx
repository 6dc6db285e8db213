/** What moved, grew, came and went, a row a storage; only the rows in sight exist. */

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { deltaText } from "../../core/compare/headline.ts";
import type { Plan } from "../../core/plan.types.ts";
import {
  formatAddress,
  formatBytes,
  formatBytesExactly,
  formatCount,
  formatSteps,
} from "../../core/units.ts";
import { type Compared, comparingStore } from "../../store/comparing.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import { targetOf } from "./across.ts";
import css from "./Compare.module.css";
import { FILL } from "./fills.ts";
import { choosePair, pointPair } from "./hand.ts";
import { Sample } from "./Legend.tsx";
import { show } from "./obey.ts";
import { type DiffRows, kindOfRow } from "./rows.ts";
import { compareState, hoveredPair, selectedPair } from "./state.ts";
import { nameIn, whatText } from "./words.ts";

/** Heights of a row and of the head, in pixels, as in the style sheet. */
const ROW = 24;
const HEAD = 24;

const HEADS = [
  { title: "what", width: 180 },
  { title: "name", width: 0 },
  { title: "size in A", width: 84, numeric: true },
  { title: "in B", width: 80, numeric: true },
  { title: "difference", width: 84, numeric: true },
  { title: "address in A", width: 100, numeric: true },
  { title: "in B", width: 96, numeric: true },
  { title: "alive", width: 132 },
] as const;

/** A row as something of the present plan, or as a storage that the held one has alone. */
function meaningOf(
  compared: Compared,
  rows: DiffRows,
  r: number,
): { readonly target: Target | null; readonly lone: number | null } {
  const [present = -1, held = -1] = compared.swapped ? [rows.a[r], rows.b[r]] : [rows.b[r], rows.a[r]];
  return present >= 0 ? { target: targetOf(compared, present), lone: null } : { target: null, lone: held };
}

/** Brings what a row is about into view. */
function reveal(compared: Compared, rows: DiffRows, r: number): void {
  const now = compareState({ width: 1000, height: 600 });
  if (now === undefined) return;
  const { target, lone } = meaningOf(compared, rows, r);
  show(now, target, lone, false);
}

function moved(key: string, current: number, count: number, page: number): number | undefined {
  const by: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current < 0 ? count - 1 : current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: count - 1,
  };
  const to = by[key];
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to));
}

export function DiffTable(props: { compared: Compared; rows: DiffRows; view: Int32Array }) {
  const { compared, rows, view } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const lone = useStore(comparingStore, (s) => s.selection);
  const loneHover = useStore(comparingStore, (s) => s.hover);
  const selection = useStore(sessionStore, (s) => s.selection);
  const hover = useStore(sessionStore, (s) => s.hover);
  const virtual = useVirtualizer({
    count: view.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
  });
  const pair = selectedPair(compared, selection, lone);
  const pointed = hoveredPair(compared, hover, loneHover);
  const holds = (of: typeof pair, r: number) =>
    of !== null && (of.b.has(rows.b[r] ?? -1) || of.a.has(rows.a[r] ?? -1));
  // not for every row that is pointed at: of a large plan it takes long
  const current = useMemo(
    () =>
      pair === null ? -1 : view.findIndex((r) => pair.b.has(rows.b[r] ?? -1) || pair.a.has(rows.a[r] ?? -1)),
    [pair, view, rows],
  );
  const choose = (place: number) => {
    const { target, lone: alone } = meaningOf(compared, rows, view[place] ?? 0);
    choosePair(target, alone);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.target !== e.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 2);
    const to = moved(e.key, current, view.length, page);
    if (to !== undefined) {
      choose(to);
      virtual.scrollToIndex(to, { align: "auto" });
    } else if (e.key === "Enter" && current >= 0) reveal(compared, rows, view[current] ?? 0);
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  const inSight = virtual.getVirtualItems();
  const above = (inSight[0]?.start ?? HEAD) - HEAD;
  const below = virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0);
  const seen = current >= (inSight[0]?.index ?? 0) && current <= (inSight.at(-1)?.index ?? -1);
  return (
    <div ref={scroller} className={css.scroller} onPointerLeave={() => pointPair(null, null)}>
      <table
        className={css.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are selected is a grid
        role="grid"
        tabIndex={0}
        aria-label="Differences"
        aria-rowcount={view.length + 1}
        aria-activedescendant={seen && current >= 0 ? `diff-${view[current] ?? 0}` : undefined}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {HEADS.map(({ width }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the heads never change
            <col key={i} style={width === 0 ? {} : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {HEADS.map((head, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the heads never change
              <th key={i} scope="col" data-numeric={"numeric" in head}>
                {head.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Space height={above} />}
          {inSight.map(({ index }) => {
            const r = view[index] ?? 0;
            const { target, lone: alone } = meaningOf(compared, rows, r);
            return (
              <tr
                key={r}
                id={`diff-${r}`}
                aria-rowindex={index + 2}
                aria-selected={holds(pair, r)}
                data-hovered={holds(pointed, r)}
                data-kind={kindOfRow(compared.comparison, rows, r)}
                onClick={() => choose(index)}
                onDoubleClick={() => reveal(compared, rows, r)}
                onPointerEnter={() => pointPair(target, alone)}
              >
                <Cells compared={compared} rows={rows} r={r} />
              </tr>
            );
          })}
          {below > 0 && <Space height={below} />}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows out of sight. */
function Space(props: { height: number }) {
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is no row to whoever listens
    <tr role="presentation">
      <td role="presentation" style={{ height: props.height }} />
    </tr>
  );
}

/** Steps of a life, the last included: `21–32`. */
function span({ storages }: Plan, s: number): string {
  const [from, to] = [storages.start[s] ?? 0, (storages.end[s] ?? 0) - 1];
  return from >= to ? formatCount(from) : `${formatCount(from)}–${formatCount(to)}`;
}

function Cells(props: { compared: Compared; rows: DiffRows; r: number }) {
  const { rows, r } = props;
  const { comparison } = props.compared;
  const base = useStore(sessionStore, (s) => s.addressBase);
  const [s, t] = [rows.a[r] ?? -1, rows.b[r] ?? -1];
  const { a, b, bitsA, bitsB } = comparison;
  const kind = kindOfRow(comparison, rows, r);
  const lower = kind === "moved" && (b.storages.offset[t] ?? 0) < (a.storages.offset[s] ?? 0);
  const fill = kind === "moved" ? (lower ? FILL.movedDown : FILL.movedUp) : FILL[kind];
  const what = whatText(t >= 0 ? (bitsB[t] ?? 0) : (bitsA[s] ?? 0));
  const name = t >= 0 ? nameIn(b, t) : nameIn(a, s);
  const [before, after] = [
    s >= 0 ? (a.storages.bytes[s] ?? 0) : null,
    t >= 0 ? (b.storages.bytes[t] ?? 0) : null,
  ];
  const size = (bytes: number | null) => (bytes === null ? "–" : formatBytes(bytes));
  const exactly = (bytes: number | null) => (bytes === null ? undefined : formatBytesExactly(bytes));
  const delta = (after ?? 0) - (before ?? 0);
  const address = (plan: Plan, i: number) =>
    i < 0
      ? "–"
      : formatAddress(
          plan.storages.offset[i] ?? 0,
          plan.arenas[plan.storages.arena[i] ?? 0]?.peak ?? 0,
          base,
        );
  const alive = (plan: Plan, i: number) =>
    i < 0 ? "–" : formatSteps(plan.storages.start[i] ?? 0, plan.storages.end[i] ?? 0);
  const [then, now] = [span(a, s), span(b, t)];
  const life = s < 0 ? now : t < 0 || then === now ? then : `${then} → ${now}`;
  return (
    <>
      <td title={what}>
        <Sample fill={fill} className={css.rowSample} />
        {what}
      </td>
      <td title={name}>{name}</td>
      <td data-numeric title={exactly(before)}>
        {size(before)}
      </td>
      <td data-numeric title={exactly(after)}>
        {size(after)}
      </td>
      <td
        data-numeric
        className={delta > 0 ? css.more : delta < 0 ? css.less : undefined}
        title={exactly(delta)}
      >
        {deltaText(delta, "bytes")}
      </td>
      <td data-numeric>{address(a, s)}</td>
      <td data-numeric>{address(b, t)}</td>
      <td title={`${alive(a, s)} in A, ${alive(b, t)} in B`}>{life}</td>
    </>
  );
}
