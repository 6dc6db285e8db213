/** One row of the grid; drawn again only when something of its own changes, so that scrolling draws only new rows. */

import { memo } from "react";
import { request } from "../../store/requests.ts";
import { point, select, selectAlso } from "../../store/session.ts";
import { exactText, type Look, type TableColumn, textOf } from "./columns.ts";
import css from "./PlanTable.module.css";
import { type Rows, targetOfRow } from "./rows.ts";

export const Row = memo(function Row(props: {
  rows: Rows;
  row: number;
  /** Its place in the view. */
  place: number;
  columns: readonly TableColumn[];
  look: Look;
  selected: boolean;
  hovered: boolean;
  onChosen: () => void;
}) {
  const { rows, row, look } = props;
  const target = targetOfRow(rows, row);
  return (
    <tr
      id={`table-row-${row}`}
      className={css.row}
      // the head is row 1
      aria-rowindex={props.place + 2}
      aria-selected={props.selected}
      data-hovered={props.hovered}
      onMouseDown={(e) => {
        // a second is picked, not the text from there to here
        if (e.shiftKey) e.preventDefault();
      }}
      onClick={(e) => {
        if (e.shiftKey || e.ctrlKey || e.metaKey) selectAlso(target);
        else select(target);
        props.onChosen();
      }}
      onDoubleClick={() => request({ kind: "reveal", target })}
      onPointerEnter={() => point(target)}
    >
      {props.columns.map((column) => (
        <td
          key={column.id}
          data-numeric={column.kind === "number"}
          title={exactText(column, rows, row, look)}
        >
          {textOf(column, rows, row, look)}
        </td>
      ))}
    </tr>
  );
});
