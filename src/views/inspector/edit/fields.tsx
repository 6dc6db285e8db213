/** Rows of a form: a label, a control, and under it what is wrong or worth knowing. */

import { type KeyboardEvent, type ReactNode, type Ref, useContext, useEffect, useId } from "react";
import { useStore } from "zustand";
import type { EditResult } from "../../../core/edit/types.ts";
import { sayProblem } from "../../../core/result.ts";
import { redo, undo } from "../../../store/history.ts";
import { request } from "../../../store/requests.ts";
import { type InputRest, TextInput, type TextInputProps } from "../../../ui/TextInput.tsx";
import { draftKey, draftStore, flushDraft, setDraft } from "./drafts.ts";
import css from "./Edit.module.css";
import { type Codec, MIXED, type Mixed } from "./texts.ts";
import { ThingContext } from "./thing.ts";

export function Row(props: { label: string; for?: string; title?: string; children: ReactNode }) {
  return (
    <div className={css.row} title={props.title}>
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

export interface TextBoxProps<T> {
  /** By which its draft is kept; one of a kind in its thing. */
  readonly field: string;
  readonly codec: Codec<T>;
  /** Undefined: not known. */
  readonly value: T | Mixed | undefined;
  /** What an edit makes of it; a refusal is said under the field. */
  readonly give: (value: T) => EditResult | undefined;
  readonly rest?: InputRest;
  /** Id of what describes it. */
  readonly says?: string;
  readonly onKey?: TextInputProps["onKey"];
  readonly onDraft?: (text: string | null) => void;
  readonly onLeave?: () => void;
}

/** A field of text without its label. What is typed is given on Enter and when it is left; what cannot be taken stays until it is put right. */
export function TextBox<T>(props: TextBoxProps<T> & { readonly id: string }) {
  const { codec, value, rest } = props;
  const thing = useContext(ThingContext);
  const key = draftKey(thing.key, props.field);
  const draft = useStore(draftStore, (s) => s.drafts.get(key));
  useEffect(() => () => flushDraft(key), [key]);
  const shown = value === MIXED || value === undefined ? "" : codec.write(value);
  const attempt = (text: string) => {
    const keep = (says: string) => setDraft(key, { text, says, give: () => attempt(text) });
    const read = codec.read(text);
    if (!thing.alive() || text.trim() === shown) return setDraft(key, null);
    if (!read.ok) return keep(read.says);
    if (codec.write(read.value) === shown) return setDraft(key, null);
    // away before the edit, which may show the thing under another name
    setDraft(key, null);
    const done = props.give(read.value);
    if (done?.ok === false) keep(sayProblem({ ...done.problem, where: "" }));
  };
  const type = (text: string | null) => {
    props.onDraft?.(text);
    if (text === null) return setDraft(key, null);
    const read = draft?.says === undefined ? undefined : codec.read(text);
    const says = read?.ok === false ? read.says : undefined;
    setDraft(key, { text, says, give: () => attempt(text) });
  };
  return (
    <TextInput
      id={props.id}
      value={shown}
      draft={draft?.text ?? null}
      problem={draft?.says}
      says={props.says}
      rest={{
        ...rest,
        className: css.text,
        placeholder: value === MIXED ? "mixed" : rest?.placeholder,
      }}
      onDraft={type}
      onGive={(text, left) => {
        if (left) props.onLeave?.();
        // a refusal is said once, not again whenever the field is left
        if (draft !== undefined && (!left || draft.says === undefined)) attempt(text);
      }}
      onKey={(event) =>
        props.onKey?.(event) === true || (draft === undefined && (undoKey(event) || leaveKey(event)))
      }
    />
  );
}

/** `hint` is said under it, `beside` stands to its right. */
export function TextField<T>(
  props: TextBoxProps<T> & { label: string; title?: string; hint?: ReactNode; beside?: ReactNode },
) {
  const id = useId();
  const { label, title, hint, beside, ...box } = props;
  return (
    <Row label={label} for={id} {...(title === undefined ? {} : { title })}>
      <TextBox id={id} {...box} {...(hint === undefined ? {} : { says: `${id}-hint` })} />
      {beside}
      {hint !== undefined && (
        <span id={`${id}-hint`} className={css.hint}>
          {hint}
        </span>
      )}
    </Row>
  );
}

export interface Option {
  readonly value: string;
  readonly title: string;
}

export function SelectField(props: {
  label: string;
  value: string | Mixed;
  options: readonly Option[];
  onChange: (value: string) => void;
  title?: string;
  ref?: Ref<HTMLSelectElement>;
}) {
  const id = useId();
  const { value, options } = props;
  const known = value !== MIXED && options.some((o) => o.value === value);
  return (
    <Row label={props.label} for={id} {...(props.title === undefined ? {} : { title: props.title })}>
      <select
        id={id}
        ref={props.ref}
        className={css.select}
        value={value === MIXED ? "mixed" : value}
        onKeyDown={(event) => undoKey(event) || leaveKey(event)}
        onChange={(e) => props.onChange(e.target.value)}
      >
        {!known && (
          <option value={value === MIXED ? "mixed" : value} disabled hidden>
            {value === MIXED ? "mixed" : value === "" ? "not known" : value}
          </option>
        )}
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.title}
          </option>
        ))}
      </select>
    </Row>
  );
}

/** A box to tick without a row. `name` says it where the text beside it does not. */
export function Tick(props: {
  checked: boolean | Mixed;
  onChange: (on: boolean) => void;
  text?: string;
  name?: string;
  disabled?: boolean;
}) {
  return (
    <label className={css.check}>
      <input
        type="checkbox"
        checked={props.checked === true}
        disabled={props.disabled}
        aria-label={props.name}
        ref={(box) => {
          if (box !== null) box.indeterminate = props.checked === MIXED;
        }}
        onChange={(e) => props.onChange(e.target.checked)}
      />
      {props.text ?? (props.checked === MIXED ? "mixed" : "")}
    </label>
  );
}

export function TickField(props: {
  label: string;
  text: string;
  checked: boolean | Mixed;
  onChange: (on: boolean) => void;
  title?: string;
}) {
  const { label, title, ...tick } = props;
  return (
    <Row label={label} {...(title === undefined ? {} : { title })}>
      <Tick {...tick} />
    </Row>
  );
}

export function SmallButton(props: {
  children: ReactNode;
  name?: string;
  title?: string;
  disabled?: boolean;
  ref?: Ref<HTMLButtonElement>;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      ref={props.ref}
      className={css.small}
      aria-label={props.name}
      title={props.title}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
