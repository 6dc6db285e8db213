/** A field for bytes (`256KiB`, `0x40000`, `64`) or for a whole number; nonsense is said beside it, and the last good value stays. */

import { useEffect, useRef, useState } from "react";
import { type EntryKind, parseEntry, textOfEntry } from "./entry.ts";
import css from "./SettingsPanel.module.css";

/** Milliseconds after the last key until what is typed takes effect without Enter. */
const PAUSE = 500;

const PLACEHOLDERS = { bytes: "from the document", integer: "", seconds: "none" };

export interface NumberFieldProps {
  readonly id: string;
  readonly kind: EntryKind;
  readonly least: number;
  readonly value: number | null;
  readonly disabled: boolean;
  readonly onChange: (value: number | null) => void;
}

export function NumberField(props: NumberFieldProps) {
  const { id, kind, least, value } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const entry = draft === null ? undefined : parseEntry(draft, kind, least);
  const problem = entry?.ok === false ? entry.says : undefined;
  const give = (text: string) => {
    clearTimeout(timer.current);
    const good = parseEntry(text, kind, least);
    if (good.ok && good.value !== value) props.onChange(good.value);
  };
  return (
    <span className={css.number}>
      <input
        id={id}
        className={css.input}
        type="text"
        inputMode={kind === "integer" ? "numeric" : "text"}
        spellCheck={false}
        autoComplete="off"
        placeholder={PLACEHOLDERS[kind]}
        value={draft ?? textOfEntry(value, kind)}
        disabled={props.disabled}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? `${id}-says` : `${id}-problem`}
        onChange={(e) => {
          const text = e.target.value;
          setDraft(text);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => give(text), PAUSE);
        }}
        onBlur={(e) => {
          give(e.target.value);
          // a good draft is now the value; a bad one gives way to the last good value
          setDraft(null);
        }}
        onKeyDown={(e) => {
          if (e.key === "Enter") give(e.currentTarget.value);
          if (e.key === "Escape" && draft !== null) {
            clearTimeout(timer.current);
            setDraft(null);
            e.stopPropagation();
          }
        }}
      />
      {problem !== undefined && (
        <span className={css.problem} id={`${id}-problem`} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
