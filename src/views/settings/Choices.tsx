/** The choices of a setting: few with what each does, many as a compact list with what the one in use or pointed at does. */

import { useState } from "react";
import type { Choice } from "../../core/settings.ts";
import css from "./SettingsPanel.module.css";

/** Choices that are listed with their sentences. */
const MOST_SPOKEN = 5;

export interface ChoicesProps {
  readonly id: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (id: string) => void;
}

export function Choices(props: ChoicesProps) {
  const { id, choices, value, disabled } = props;
  const [pointed, setPointed] = useState<Choice | null>(null);
  const compact = choices.length > MOST_SPOKEN;
  const told = pointed ?? choices.find((choice) => choice.id === value);
  return (
    <>
      <div
        className={compact ? css.compact : css.choices}
        role="radiogroup"
        aria-labelledby={id}
        aria-describedby={`${id}-says`}
        onPointerLeave={() => setPointed(null)}
      >
        {choices.map((choice) => (
          <label
            key={choice.id}
            className={css.choice}
            title={compact ? choice.says : undefined}
            onPointerEnter={() => setPointed(choice)}
          >
            <input
              type="radio"
              name={id}
              value={choice.id}
              checked={choice.id === value}
              disabled={disabled}
              aria-describedby={compact ? `${id}-${choice.id}` : undefined}
              onChange={() => props.onChange(choice.id)}
            />
            <span>
              <span className={css.choiceTitle}>{choice.title}</span>{" "}
              {!compact && <span className={css.choiceSays}>{choice.says}</span>}
            </span>
          </label>
        ))}
      </div>
      {compact && (
        <>
          <p className={css.told} aria-hidden="true">
            {told?.says}
          </p>
          {choices.map((choice) => (
            <span key={choice.id} id={`${id}-${choice.id}`} hidden>
              {choice.says}
            </span>
          ))}
        </>
      )}
    </>
  );
}
