/** One number of the strip: its value, and under it what it counts. A button when it leads somewhere. */

import type { ReactNode } from "react";
import css from "./Summary.module.css";

export interface CellProps {
  readonly value: ReactNode;
  /** What the value counts, in a few words. */
  readonly caption: ReactNode;
  /** The same in a sentence, with the exact number. */
  readonly title: string;
  readonly tone?: "bad" | "hot" | "quiet";
  readonly testid?: string;
  /** Less important cells give way first: the width of the strip in pixels at which this one does. */
  readonly gives?: 1120 | 840 | 740 | 620;
  readonly onClick?: () => void;
}

export function Cell(props: CellProps) {
  const inside = (
    <>
      <span className={css.value} data-testid={props.testid}>
        {props.value}
      </span>
      <span className={css.caption}>{props.caption}</span>
    </>
  );
  const shared = {
    className: css.cell,
    title: props.title,
    "data-tone": props.tone,
    "data-gives": props.gives,
  };
  return props.onClick === undefined ? (
    <div {...shared}>{inside}</div>
  ) : (
    <button type="button" {...shared} onClick={props.onClick}>
      {inside}
    </button>
  );
}
