/** A row, a head or a cell of the table: elements that may be stacked in columns, which those of HTML tables may not. */

import type { HTMLAttributes } from "react";

export function Part(
  props: HTMLAttributes<HTMLDivElement> & {
    readonly role: "row" | "rowheader" | "columnheader" | "gridcell";
  },
) {
  return <div {...props} />;
}
