/** A line of numbers, each with its name and what it counts. */

import type { ReactNode } from "react";
import css from "./Figures.module.css";

export interface Figure {
  readonly name: string;
  /** What it counts, in a sentence. */
  readonly says: string;
  readonly value: ReactNode;
  readonly more?: ReactNode;
  readonly tone?: "good" | "hot" | "bad" | undefined;
}

export function Figures(props: { label: string; figures: readonly Figure[]; stale?: boolean }) {
  return (
    <dl className={css.strip} aria-label={props.label} data-stale={props.stale || undefined}>
      {props.figures.map(({ name, says, value, more, tone }) => (
        <div key={name} className={css.cell} title={says}>
          <dt>{name}</dt>
          <dd data-tone={tone}>
            {value}
            {more !== undefined && <span className={css.more}> {more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
