/** A field for names separated by commas; takes effect on Enter and when it is left. */

import { useState } from "react";
import css from "./SettingsPanel.module.css";

export interface NamesFieldProps {
  readonly id: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

export function NamesField(props: NamesFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const give = (text: string) => {
    const names = text.trim();
    if (names !== props.value) props.onChange(names);
  };
  return (
    <input
      id={props.id}
      className={css.input}
      type="text"
      spellCheck={false}
      autoComplete="off"
      placeholder="none"
      value={draft ?? props.value}
      disabled={props.disabled}
      aria-describedby={`${props.id}-says`}
      onChange={(e) => setDraft(e.target.value)}
      onBlur={(e) => {
        give(e.target.value);
        setDraft(null);
      }}
      onKeyDown={(e) => {
        if (e.key === "Enter") give(e.currentTarget.value);
      }}
    />
  );
}
