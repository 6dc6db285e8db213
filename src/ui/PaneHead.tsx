/** The head of a pane: its name, a quiet word on what the axes or rows are, and its controls. */

import type { ReactNode } from "react";
import css from "./PaneHead.module.css";

export function PaneHead(props: { title: string; says?: string; children?: ReactNode }) {
  return (
    <header className={css.head}>
      <h2 className={css.title}>{props.title}</h2>
      {props.says !== undefined && (
        <span className={css.says} title={props.says}>
          {props.says}
        </span>
      )}
      <span className={css.controls}>{props.children}</span>
    </header>
  );
}
