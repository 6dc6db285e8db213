/** Rows of the forms of a dataflow graph: what is typed is given on Enter and when it is left; a refusal stays at its field until it is put right. */

import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from "react";
import type { StreamEditResult } from "../../../core/dialects/dataflow/edit/types.ts";
import { sayProblem } from "../../../core/result.ts";
import { redo, undo } from "../../../store/history.ts";
import { request } from "../../../store/requests.ts";
import { TextInput } from "../../../ui/TextInput.tsx";
import css from "./Inspect.module.css";

export function Row(props: { label: string; for?: string; children: ReactNode }) {
  return (
    <div className={css.row}>
      {props.for === undefined ? (
        <span className={css.label}>{props.label}</span>
      ) : (
        <label className={css.label} htmlFor={props.for}>
          {props.label}
        </label>
      )}
      <div className={css.control}>{props.children}</div>
    </div>
  );
}

/** A part of a form under a heading of its own. */
export function Part(props: { title: string; beside?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={css.part} aria-label={props.title}>
      <h4 className={css.heading}>
        <span className={css.push}>{props.title}</span>
        {props.beside}
      </h4>
      {props.children}
    </fieldset>
  );
}

export function Small(props: {
  title: string;
  children?: ReactNode;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={css.small}
      disabled={props.disabled}
      {...(props.children === undefined ? {} : { "aria-label": props.title, title: props.title })}
      onClick={props.onClick}
    >
      {props.children ?? props.title}
    </button>
  );
}

/** Undoes edits from a field in which nothing is being typed; true when the key was for that. */
function undoKey(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return false;
  event.preventDefault();
  if (key === "y" || event.shiftKey) redo();
  else undo();
  return true;
}

/** Escape leaves a field that it has nothing to restore in; true when the key was for that. */
function leaveKey(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== "Escape" || event.nativeEvent.isComposing) return false;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.blur();
  request({ kind: "focus-graph" });
  return true;
}

/** What giving a text came to; undefined: nothing was to be done. */
export type Given = StreamEditResult | string | undefined;

export interface TextProps {
  readonly value: string;
  /** A sentence or a refusal of the edit is said under the field. */
  readonly give: (text: string) => Given;
  readonly hint?: string;
  /** It is the name that F2 asks for. */
  readonly naming?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A field without its label; `label` names it. */
export function TextBox(props: TextProps & { readonly label?: string; readonly id?: string }) {
  const { value } = props;
  const own = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const give = (text: string, left: boolean) => {
    // a refusal is said once, not again whenever the field is left
    if (draft === null || (left && problem !== undefined)) return;
    const given = text.trim() === value ? undefined : props.give(text);
    const says =
      typeof given === "string"
        ? given
        : given?.ok === false
          ? sayProblem({ ...given.problem, where: "" })
          : undefined;
    setProblem(says);
    if (says === undefined) setDraft(null);
  };
  return (
    <TextInput
      id={props.id ?? own}
      value={value}
      draft={draft}
      problem={problem}
      onDraft={(text) => {
        setDraft(text);
        setProblem(undefined);
      }}
      onGive={give}
      onKey={(event) => draft === null && (undoKey(event) || leaveKey(event))}
      rest={{
        className: css.text ?? "",
        placeholder: props.hint ?? "",
        ...(props.label === undefined ? {} : { "aria-label": props.label }),
        ...(props.inputRef === undefined ? {} : { ref: props.inputRef }),
        // what is typed before the field has the focus is given to fields with this mark
        ...(props.naming === true ? { "data-name-field": true } : {}),
      }}
    />
  );
}

export function TextField(props: TextProps & { readonly label: string; readonly beside?: ReactNode }) {
  const id = useId();
  const { label, beside, ...box } = props;
  return (
    <Row label={label} for={id}>
      <TextBox {...box} id={id} />
      {beside}
    </Row>
  );
}

/** A whole number from 0 up, empty for none; `none` is what is given then. */
export function countGiven(text: string, give: (count: number | null) => Given): Given {
  const typed = text.trim();
  if (typed === "") return give(null);
  return /^\d+$/.test(typed) ? give(Number(typed)) : "Write a whole number from 0 up.";
}

export interface Option {
  readonly value: string;
  readonly title: string;
}

export function SelectBox(props: {
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly id?: string;
}) {
  const known = props.options.some(({ value }) => value === props.value);
  return (
    <select
      id={props.id}
      className={css.select}
      aria-label={props.label}
      value={props.value}
      onKeyDown={(event) => undoKey(event) || leaveKey(event)}
      onChange={(event) => props.onChange(event.target.value)}
    >
      {!known && <option value={props.value}>{props.value}</option>}
      {props.options.map(({ value, title }) => (
        <option key={value} value={value}>
          {title}
        </option>
      ))}
    </select>
  );
}

export function SelectField(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  const { label, ...box } = props;
  return (
    <Row label={label} for={id}>
      <SelectBox {...box} id={id} />
    </Row>
  );
}

export function Check(props: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label className={css.check}>
      <input
        type="checkbox"
        checked={props.on}
        onKeyDown={(event) => undoKey(event) || leaveKey(event)}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}
