/** One mark of a cell. */

import type { CellMark } from "../../look/arms/accesses.ts";
import css from "./Mark.module.css";
import { MARK_LOOKS } from "./marks.ts";

export function Mark(props: { mark: CellMark }) {
  const { path, filled } = MARK_LOOKS[props.mark];
  return (
    <svg
      viewBox="0 0 12 12"
      className={css.mark}
      data-filled={filled}
      data-mark={props.mark}
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
