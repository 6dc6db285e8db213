/** The grid itself: only the rows in sight exist; sorted by its heads, walked by the keyboard, linked to all panes. */

import { rowSortingFeature, type SortingState, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { request } from "../../store/requests.ts";
import { point, select, sessionStore } from "../../store/session.ts";
import { columnsFor, exactText, textOf } from "./columns.ts";
import { moved } from "./keys.ts";
import { useLit } from "./lit.ts";
import css from "./PlanTable.module.css";
import type { Sort } from "./PlanTable.tsx";
import { type Rows, targetOfRow } from "./rows.ts";

/** Heights of a row and of the head, in pixels, as in the style sheet. */
const ROW = 24;
const HEAD = 26;

const FEATURES = tableFeatures({ rowSortingFeature });

/** What the table library sees of a row: its number; everything else is read from typed arrays. */
interface Item {
  readonly row: number;
}

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
  const data = useMemo(
    () => Array.from(view.subarray(first, last + 1), (row): Item => ({ row })),
    [view, first, last],
  );
  const shown = columnsFor(rows);
  const columns = useMemo(() => {
    const look = { base, most: rows.picture.plan.arenas.reduce((high, a) => Math.max(high, a.peak), 0) };
    return shown.map((column) => ({
      id: column.id,
      header: column.title,
      accessorFn: (item: Item) => textOf(column, rows, item.row, look),
      exactly: (row: number) => exactText(column, rows, row, look),
    }));
  }, [shown, rows, base]);
  const sorting: SortingState = sort === null ? [] : [{ id: sort.column, desc: sort.descending }];
  const table = useTable({
    features: FEATURES,
    columns,
    data,
    state: { sorting },
    manualSorting: true,
    sortDescFirst: false,
    getRowId: (item) => String(item.row),
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
          {table.getRowModel().rows.map((row, k) => {
            const { row: r } = row.original;
            const target = targetOfRow(rows, r);
            return (
              <tr
                key={row.id}
                id={`table-row-${r}`}
                className={css.row}
                aria-rowindex={first + k + 2}
                aria-selected={selected(r)}
                data-hovered={hovered(r)}
                onClick={() => {
                  select(target);
                  grid.current?.focus({ preventScroll: true });
                }}
                onDoubleClick={() => request({ kind: "reveal", target })}
                onPointerEnter={() => point(target)}
              >
                {row.getAllCells().map((cell, i) => (
                  <td key={cell.id} data-numeric={shown[i]?.kind === "number"} title={columns[i]?.exactly(r)}>
                    {cell.getValue<string>()}
                  </td>
                ))}
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
