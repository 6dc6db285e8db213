/** One buffer: what is declared of it, what both rules make of it, and what each arm does with it. */

import { type CSSProperties, memo } from "react";
import { formatBytes, formatBytesExactly } from "../../core/units.ts";
import type { CellMark } from "../../look/arms/accesses.ts";
import type { ArmsPlaces } from "../../look/arms/columns.ts";
import type { ArmsRow } from "../../look/arms/rows.ts";
import { FIXED, type Spot } from "../../look/arms/walk.ts";
import { Swatch } from "../../ui/Swatch.tsx";
import { Draft } from "./Draft.tsx";
import { Mark } from "./Mark.tsx";
import { sayMarks } from "./marks.ts";
import { Part } from "./Part.tsx";
import { badgeOf, badgeTitle, originalTitle, preciseTitle } from "./states.ts";
import css from "./Table.module.css";

/** Marks that a cell has room for. */
const ROOM = 4;

export interface Fill {
  readonly light: string;
  readonly dark: string;
}

export interface RowProps {
  readonly row: ArmsRow;
  readonly places: ArmsPlaces;
  /** Of the arms, by position. */
  readonly ids: readonly string[];
  readonly index: number;
  readonly fill: Fill | undefined;
  readonly hovered: boolean;
  readonly selected: boolean;
  readonly paired: boolean;
  /** The place in it that Tab leads to; null: in another row. */
  readonly active: Spot | null;
  readonly editing: "name" | "bytes" | null;
  readonly typed: string | undefined;
  readonly onGive: (text: string) => boolean;
  readonly onLeave: () => void;
}

export function spotKey(row: number, column: number, lane: number): string {
  return `${row}:${column}:${lane}`;
}

function stop(props: RowProps, column: number, lane = 0) {
  const { active, index } = props;
  return {
    "data-spot": spotKey(index, column, lane),
    tabIndex: active?.column === column && active.lane === lane ? 0 : -1,
  };
}

export const Row = memo(function Row(props: RowProps) {
  const { row, index, fill, editing } = props;
  const { id, bytes } = row.buffer;
  return (
    <Part
      className={css.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      data-row={index}
      data-hovered={props.hovered}
      data-paired={props.paired}
    >
      <div className={css.fixed}>
        <Part className={css.name} role="rowheader" aria-colindex={1} {...stop(props, 0)} title={id}>
          {fill === undefined ? <span className={css.noSwatch} /> : <Swatch {...fill} />}
          {editing === "name" ? (
            <Draft label={`New name of ${id}`} value={id} onGive={props.onGive} onLeave={props.onLeave} />
          ) : (
            <span className={css.cut}>{id}</span>
          )}
        </Part>
        <Part
          className={css.bytes}
          role="gridcell"
          aria-colindex={2}
          {...stop(props, 1)}
          title={formatBytesExactly(bytes)}
        >
          {editing === "bytes" ? (
            <Draft
              label={`Bytes of ${id}`}
              value={String(bytes)}
              typed={props.typed}
              onGive={props.onGive}
              onLeave={props.onLeave}
            />
          ) : (
            formatBytes(bytes)
          )}
        </Part>
        <Part
          className={css.state}
          role="gridcell"
          aria-colindex={3}
          aria-label={`${row.state}. ${badgeTitle(row)}`}
          {...stop(props, 2)}
          title={badgeTitle(row)}
        >
          <span className={css.badge} data-state={row.state}>
            {badgeOf(row)}
          </span>
        </Part>
        <Part
          className={css.tick}
          role="gridcell"
          aria-colindex={4}
          aria-label={originalTitle(row)}
          {...stop(props, 3)}
          title={originalTitle(row)}
        >
          {row.original ? "✓" : "·"}
        </Part>
        <Part
          className={css.tick}
          role="gridcell"
          aria-colindex={5}
          aria-label={preciseTitle(row)}
          {...stop(props, 4)}
          title={preciseTitle(row)}
        >
          {row.precise ? "✓" : "·"}
        </Part>
      </div>
      <Cells {...props} />
    </Part>
  );
});

/** Columns that the band covers, and its colour. */
function barStyle([first, last]: readonly [number, number], fill: Fill | undefined): CSSProperties {
  return {
    "--from": first,
    "--many": last - first + 1,
    ...(fill === undefined ? {} : { "--fill": `light-dark(${fill.light}, ${fill.dark})` }),
  } as CSSProperties;
}

function Cells(props: RowProps) {
  const { row, places, ids, fill } = props;
  const { span, state, marks } = row;
  return (
    <div className={css.cells}>
      {span !== null && (
        <span
          className={css.bar}
          data-state={state}
          data-testid={`life ${row.buffer.id}`}
          style={barStyle(span, fill)}
        />
      )}
      {places.columns.map(({ arms }, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <div key={column} className={css.column}>
          {arms.map((arm, lane) => {
            const id = ids[arm] ?? "";
            const here = marks.get(arm) ?? [];
            return (
              <Part
                key={id}
                className={css.cell}
                role="gridcell"
                aria-colindex={FIXED + arm + 1}
                aria-label={`${id}: ${here.length === 0 ? "nothing" : sayMarks(here)}`}
                title={here.length === 0 ? undefined : `${id} ${sayMarks(here)}`}
                data-arm={arm}
                {...stop(props, FIXED + column, lane)}
              >
                <Marks marks={here} />
              </Part>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function Marks(props: { marks: readonly CellMark[] }) {
  const { marks } = props;
  const shown = marks.length > ROOM ? marks.slice(0, ROOM - 1) : marks;
  return (
    <>
      {shown.map((mark, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks are in the order of the program and may repeat
        <Mark key={i} mark={mark} />
      ))}
      {marks.length > shown.length && <span className={css.more}>+{marks.length - shown.length}</span>}
    </>
  );
}
