/** Small fields in a line: a choice, a switch, a number, a text. Numbers and texts are taken on Enter and when their field is left. */

import { type ReactNode, useId, useState } from "react";
import { type EntryKind, parseEntry, textOfEntry } from "../../core/entry.ts";
import { TextInput } from "../../ui/TextInput.tsx";
import css from "./Fields.module.css";

export function Line(props: { label: string; children: ReactNode }) {
  return (
    <fieldset className={css.line} aria-label={props.label}>
      {props.children}
    </fieldset>
  );
}

export interface Named<T extends string> {
  readonly id: T;
  readonly title: string;
}

export function Choice<T extends string>(props: {
  label: string;
  says: string;
  value: T;
  choices: readonly Named<T>[];
  give: (value: T) => void;
}) {
  const id = useId();
  return (
    <span className={css.field} title={props.says}>
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className={css.select}
        value={props.value}
        onChange={(e) => {
          const found = props.choices.find((one) => one.id === e.target.value);
          if (found !== undefined) props.give(found.id);
        }}
      >
        {props.choices.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </select>
    </span>
  );
}

export function Switch(props: {
  label: string;
  says: string;
  value: boolean;
  disabled?: boolean;
  give: (value: boolean) => void;
}) {
  return (
    <label className={css.check} title={props.says} data-off={props.disabled || undefined}>
      <input
        type="checkbox"
        checked={props.value}
        disabled={props.disabled}
        onChange={(e) => props.give(e.target.checked)}
      />
      {props.label}
    </label>
  );
}

/** Bytes may be empty: then `null` is given, and `empty` stands in the field. */
export function NumberSetting(props: {
  label: string;
  says: string;
  kind: Exclude<EntryKind, "seconds">;
  least: number;
  value: number | null;
  empty?: string;
  hidden?: true;
  give: (value: number | null) => void;
}) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const entry = draft === null ? undefined : parseEntry(draft, props.kind, props.least);
  const take = (text: string, left: boolean) => {
    const good = parseEntry(text, props.kind, props.least);
    const allowed = good.ok && (good.value !== null || props.empty !== undefined);
    if (good.ok && allowed && good.value !== props.value) props.give(good.value);
    if (left || allowed) setDraft(null);
  };
  return (
    <span className={css.field} title={props.says}>
      <label htmlFor={id} className={props.hidden && "sr-only"}>
        {props.label}
      </label>
      <TextInput
        id={id}
        value={textOfEntry(props.value, props.kind)}
        draft={draft}
        problem={entry?.ok === false ? entry.says : undefined}
        onDraft={setDraft}
        onGive={(text, left) => draft !== null && take(text, left)}
        rest={{
          className: css.number,
          inputMode: props.kind === "integer" ? "numeric" : "text",
          placeholder: props.empty ?? "",
          title: props.says,
        }}
      />
    </span>
  );
}

export function TextSetting(props: {
  label: string;
  says: string;
  value: string;
  empty: string;
  wide?: boolean;
  give: (value: string) => void;
}) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <span className={css.field} title={props.says}>
      <label htmlFor={id}>{props.label}</label>
      <TextInput
        id={id}
        value={props.value}
        draft={draft}
        problem={undefined}
        onDraft={setDraft}
        onGive={(text) => {
          if (draft !== null && text.trim() !== props.value) props.give(text.trim());
          setDraft(null);
        }}
        rest={{
          className: props.wide === true ? css.wide : css.number,
          placeholder: props.empty,
          title: props.says,
        }}
      />
    </span>
  );
}

export function Press(props: { title: string; says: string; disabled?: boolean; run: () => void }) {
  return (
    <button
      type="button"
      className={css.press}
      title={props.says}
      disabled={props.disabled}
      onClick={props.run}
    >
      {props.title}
    </button>
  );
}
