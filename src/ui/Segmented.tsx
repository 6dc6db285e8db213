/** A small switch between a few named choices (radio group in the guise of a toolbar). */

import { useId } from "react";
import css from "./Segmented.module.css";

export interface SegmentedChoice<T extends string> {
  readonly id: T;
  readonly title: string;
  /** Shown on hover. */
  readonly says?: string;
}

export function Segmented<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly SegmentedChoice<T>[];
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className={css.group} aria-label={props.label}>
      {props.choices.map((c) => (
        <label key={c.id} className={css.choice} title={c.says}>
          <input
            type="radio"
            name={name}
            value={c.id}
            checked={c.id === props.value}
            onChange={() => props.onChange(c.id)}
            className="sr-only"
          />
          <span className={css.text}>{c.title}</span>
        </label>
      ))}
    </fieldset>
  );
}
