/** The grid itself: only the rows in sight exist; sorted by its heads, walked by the keyboard, linked to all panes. */

import { rowSortingFeature, type SortingState, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { request } from "../../store/requests.ts";
import { point, select, sessionStore } from "../../store/session.ts";
import { columnsFor } from "./columns.ts";
import { moved } from "./keys.ts";
import { useLit } from "./lit.ts";
import css from "./PlanTable.module.css";
import type { Sort } from "./PlanTable.tsx";
import { Row } from "./Row.tsx";
import { type Rows, targetOfRow } from "./rows.ts";

/** Heights of a row and of the head, in pixels, as in the style sheet. */
const ROW = 24;
const HEAD = 26;

const FEATURES = tableFeatures({ rowSortingFeature });

/** The table library keeps the heads and their sorting; rows are read from typed arrays and never become its objects. */
const NO_ITEMS: Record<string, never>[] = [];

export function Grid(props: {
  rows: Rows;
  view: Int32Array;
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
}) {
  const { rows, view, sort, onSort } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const base = useStore(sessionStore, (s) => s.addressBase);
  const { selected, hovered, current } = useLit(rows, view);
  const virtual = useVirtualizer({
    count: view.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
  });
  const inSight = virtual.getVirtualItems();
  const above = (inSight[0]?.start ?? HEAD) - HEAD;
  const below = virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0);
  const first = inSight[0]?.index ?? 0;
  const last = inSight.at(-1)?.index ?? -1;
  const shown = useMemo(() => columnsFor(rows), [rows]);
  const heads = useMemo(
    () => shown.map((c) => ({ id: c.id, header: c.title, accessorFn: () => "" })),
    [shown],
  );
  const look = useMemo(
    () => ({ base, most: rows.picture.plan.arenas.reduce((high, a) => Math.max(high, a.peak), 0) }),
    [rows, base],
  );
  const sorting: SortingState = sort === null ? [] : [{ id: sort.column, desc: sort.descending }];
  const table = useTable({
    features: FEATURES,
    columns: heads,
    data: NO_ITEMS,
    state: { sorting },
    manualSorting: true,
    sortDescFirst: false,
    onSortingChange: (update) => {
      const next = (typeof update === "function" ? update(sorting) : update)[0];
      onSort(next === undefined ? null : { column: next.id, descending: next.desc });
    },
  });

  // what is selected elsewhere comes into sight; sorting and filtering leave the view where it is
  const selection = useStore(sessionStore, (s) => s.selection);
  const shownFor = useRef<unknown>(undefined);
  useEffect(() => {
    if (shownFor.current === selection) return;
    shownFor.current = selection;
    if (current >= 0) virtual.scrollToIndex(current, { align: "auto" });
  }, [selection, current, virtual]);

  const onKeyDown = (e: KeyboardEvent) => {
    if (e.target !== e.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 2);
    const to = moved(e.key, current, view.length, page);
    if (to !== undefined) {
      select(targetOfRow(rows, view[to] ?? 0));
      virtual.scrollToIndex(to, { align: "auto" });
    } else if (e.key === "Enter" && current >= 0) {
      request({ kind: "reveal", target: targetOfRow(rows, view[current] ?? 0) });
    } else return;
    e.preventDefault();
    e.stopPropagation();
  };

  const toGrid = useCallback(() => grid.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={scroller} className={css.scroller} onPointerLeave={() => point(null)}>
      <table
        ref={grid}
        className={css.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are selected is a grid
        role="grid"
        tabIndex={0}
        aria-label="Planned tensors"
        aria-rowcount={view.length + 1}
        aria-activedescendant={
          current >= first && current <= last ? `table-row-${view[current] ?? 0}` : undefined
        }
        style={{ minWidth: shown.reduce((sum, c) => sum + c.width, 0) }}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {shown.map((c, i) => (
            <col key={c.id} style={i === 0 ? {} : { width: c.width }} />
          ))}
        </colgroup>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header, i) => {
                const by = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-numeric={shown[i]?.kind === "number"}
                    aria-sort={by === "asc" ? "ascending" : by === "desc" ? "descending" : "none"}
                  >
                    <button
                      type="button"
                      title={shown[i]?.says}
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <table.FlexRender header={header} />
                      <span aria-hidden="true">{by === "asc" ? " ▴" : by === "desc" ? " ▾" : ""}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {above > 0 && <Space height={above} />}
          {inSight.map(({ index }) => {
            const r = view[index] ?? 0;
            return (
              <Row
                key={r}
                rows={rows}
                row={r}
                place={index}
                columns={shown}
                look={look}
                selected={selected(r)}
                hovered={hovered(r)}
                onChosen={toGrid}
              />
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
