/** A table that its heads sort; only the rows in sight exist. A row may stand for something of the picture, which it lights up. */

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import css from "./SortTable.module.css";

/** Heights of a row and of the head in pixels, as in the style sheet. */
const ROW = 23;
const HEAD = 25;
/** Pixels that a column of no given width has at least. */
const LEAST = 120;

export interface Column<R> {
  readonly id: string;
  readonly title: string;
  /** What stands in it, in a sentence. */
  readonly says: string;
  /** Pixels; absent: what is left over. */
  readonly width?: number;
  readonly numeric?: true;
  /** What it is sorted by. */
  readonly by: (row: R) => number | string;
  readonly cell: (row: R) => ReactNode;
}

interface Sort {
  readonly column: string;
  readonly down: boolean;
}

const words = new Intl.Collator("en", { numeric: true });

function compared(a: number | string, b: number | string): number {
  return typeof a === "number" && typeof b === "number" ? a - b : words.compare(String(a), String(b));
}

function sorted<R>(rows: readonly R[], columns: readonly Column<R>[], sort: Sort | null): readonly R[] {
  const column = columns.find((c) => c.id === sort?.column);
  if (column === undefined || sort === null) return rows;
  return rows.toSorted((a, b) => {
    const order = compared(column.by(a), column.by(b));
    return sort.down ? -order : order;
  });
}

export interface SortTableProps<R> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  readonly keyOf: (row: R) => string;
  readonly toneOf?: (row: R) => "bad" | "quiet" | undefined;
  readonly isChosen?: (row: R) => boolean;
  readonly isSecond?: (row: R) => boolean;
  /** A click, or Enter; `also`: with Shift or Ctrl, beside what is chosen. */
  readonly onChoose?: (row: R, also: boolean) => void;
  /** Null: nothing is pointed at. */
  readonly onPoint?: (row: R | null) => void;
  /** Key of the row that is brought into sight when it is another than before. */
  readonly seek?: string | undefined;
}

const ORDER = { up: "ascending", down: "descending" } as const;

export function SortTable<R>(props: SortTableProps<R>) {
  const { rows, columns, keyOf, onChoose, onPoint } = props;
  const [sort, setSort] = useState<Sort | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const view = useMemo(() => sorted(rows, columns, sort), [rows, columns, sort]);
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
  const sought = props.seek === undefined ? -1 : view.findIndex((row) => keyOf(row) === props.seek);
  useEffect(() => {
    if (sought >= 0) virtual.scrollToIndex(sought, { align: "auto" });
  }, [sought, virtual]);
  /** The first press sorts upwards, the second downwards, the third gives back the order as it was. */
  const press = (column: string) =>
    setSort((s) => (s?.column !== column ? { column, down: false } : s.down ? null : { column, down: true }));
  const onKeyDown = (e: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const row = (e.target as HTMLElement).closest<HTMLElement>("tr[data-index]");
    if (by === undefined || row === null) return;
    const to = Number(row.dataset.index) + by;
    if (to < 0 || to >= view.length) return;
    virtual.scrollToIndex(to, { align: "auto" });
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`tr[data-index="${to}"]`)?.focus(),
    );
    e.preventDefault();
    e.stopPropagation();
  };
  return (
    <div ref={scroller} className={css.scroller} onPointerLeave={() => onPoint?.(null)}>
      <table
        className={css.table}
        aria-label={props.label}
        aria-rowcount={view.length + 1}
        style={{ minWidth: columns.reduce((sum, c) => sum + (c.width ?? LEAST), 0) }}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {columns.map((c) => (
            <col key={c.id} style={c.width === undefined ? {} : { width: c.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((c) => {
              const by = sort?.column !== c.id ? undefined : sort.down ? "down" : "up";
              return (
                <th
                  key={c.id}
                  scope="col"
                  data-numeric={c.numeric}
                  aria-sort={by === undefined ? "none" : ORDER[by]}
                >
                  <button type="button" title={c.says} onClick={() => press(c.id)}>
                    {c.title}
                    <span aria-hidden="true">{by === "up" ? " ▴" : by === "down" ? " ▾" : ""}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Space height={above} />}
          {inSight.map(({ index }) => {
            const row = view[index];
            if (row === undefined) return null;
            return (
              <tr
                key={keyOf(row)}
                data-index={index}
                aria-rowindex={index + 2}
                data-tone={props.toneOf?.(row)}
                aria-current={props.isChosen?.(row) || undefined}
                data-chosen={props.isChosen?.(row) || undefined}
                data-second={props.isSecond?.(row) || undefined}
                data-lights={onChoose !== undefined || undefined}
                tabIndex={onChoose === undefined ? undefined : 0}
                onMouseDown={(e) => {
                  // to choose beside is not to select text
                  if (onChoose !== undefined && e.shiftKey) e.preventDefault();
                }}
                onClick={(e) => onChoose?.(row, isAlso(e))}
                onKeyDown={(e) => {
                  if (e.key === "Enter" && e.target === e.currentTarget) onChoose?.(row, isAlso(e));
                }}
                onPointerEnter={() => onPoint?.(row)}
                onFocus={() => onPoint?.(row)}
              >
                {columns.map((c) => (
                  <td key={c.id} data-numeric={c.numeric}>
                    {c.cell(row)}
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

function isAlso(e: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): boolean {
  return e.shiftKey || e.ctrlKey || e.metaKey;
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
