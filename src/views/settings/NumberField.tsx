/** A field for bytes (`256KiB`, `0x40000`, `64`) or for a whole number; nonsense is said beside it, and the last good value stays. */

import { useEffect, useRef, useState } from "react";
import { type EntryKind, parseEntry, textOfEntry } from "../../core/entry.ts";
import { TextInput } from "../../ui/TextInput.tsx";
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
  const give = (text: string) => {
    clearTimeout(timer.current);
    const good = parseEntry(text, kind, least);
    if (good.ok && good.value !== value) props.onChange(good.value);
  };
  return (
    <span className={css.number}>
      <TextInput
        id={id}
        value={textOfEntry(value, kind)}
        draft={draft}
        problem={entry?.ok === false ? entry.says : undefined}
        says={`${id}-says`}
        rest={{
          inputMode: kind === "integer" ? "numeric" : "text",
          placeholder: PLACEHOLDERS[kind],
          disabled: props.disabled,
        }}
        onDraft={(text) => {
          setDraft(text);
          clearTimeout(timer.current);
          if (text !== null) timer.current = setTimeout(() => give(text), PAUSE);
        }}
        onGive={(text, left) => {
          give(text);
          // a good draft is now the value; a bad one gives way to the last good value
          if (left) setDraft(null);
        }}
      />
    </span>
  );
}
