/** A field over a list that narrows as one types, in a small window at a place: the keyboard stays in the field, the mouse may point. */

import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Point } from "../../core/edit/types.ts";
import { formatCount } from "../../core/units.ts";
import { request } from "../../store/requests.ts";
import { shellStore } from "../../store/shell.ts";
import { speak } from "../../store/spoken.ts";
import css from "./Adding.module.css";
import type { Choice } from "./choice.ts";
import { moved, placed, runsOf } from "./list.ts";

/** Rows that are on the page at most. */
const MOST = 200;

export interface ChooserProps<C extends Choice> {
  /** What the window is for; its name. */
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly C[];
  /** Said in place of the list when there is nothing in it. */
  readonly empty: string;
  /** Where the window opens, in pixels of the page; absent: over the graph. */
  readonly screen: Point | undefined;
  /** What would come of the marked row. */
  readonly foot: (marked: C | undefined) => ReactNode;
  /** `stay`: with Ctrl, for another after it. Gives whether it was taken. */
  readonly onTake: (choice: C, stay: boolean) => boolean;
  readonly onClose: () => void;
}

function Row(props: {
  id: string;
  choice: Choice;
  marked: boolean;
  onPoint: () => void;
  onTake: () => void;
}) {
  const { choice, marked } = props;
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (marked) ref.current?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the marked row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      ref={ref}
      id={props.id}
      role="option"
      className={css.row}
      aria-selected={marked}
      aria-disabled={choice.why !== undefined}
      onPointerMove={(event) => {
        // rows that scroll under a pointer at rest are not pointed at
        if (event.movementX !== 0 || event.movementY !== 0) props.onPoint();
      }}
      onClick={props.onTake}
    >
      <span className={css.name}>{choice.title}</span>
      <span className={css.says}>{choice.why ?? choice.says}</span>
      <span className={css.signs}>{choice.signs}</span>
    </div>
  );
}

export function Chooser<C extends Choice>(props: ChooserProps<C>) {
  const { choices, onTake, onClose, screen } = props;
  const base = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const text = useStore(shellStore, (s) => s.sought);
  const early = useStore(shellStore, (s) => s.soughtFirst);
  const [pointed, point] = useState({ text, id: "" });
  const shown = choices.slice(0, MOST);
  const kept = pointed.text === text ? shown.findIndex(({ id }) => id === pointed.id) : -1;
  const first = shown.findIndex(({ why }) => why === undefined);
  const at = kept >= 0 ? kept : first >= 0 ? first : 0;
  const marked = shown[at];

  useLayoutEffect(() => {
    const window = dialog.current;
    if (window === null) return;
    const before = document.activeElement;
    window.showModal();
    placed(window, screen);
    field.current?.focus();
    return () => {
      // gives the focus back to what had it; where nothing had, to the canvas
      window.close();
      if (before === null || before === document.body) request({ kind: "focus-graph" });
      shellStore.setState({ sought: "", soughtFirst: false });
    };
  }, [screen]);

  useLayoutEffect(() => {
    const window = dialog.current;
    const outside = (event: MouseEvent) => {
      if (event.target === window) onClose();
    };
    // it comes later, when the window may be open again
    const closed = () => {
      if (window?.open === false) onClose();
    };
    window?.addEventListener("close", closed);
    window?.addEventListener("click", outside);
    return () => {
      window?.removeEventListener("close", closed);
      window?.removeEventListener("click", outside);
    };
  }, [onClose]);

  const take = (choice: C | undefined, stay: boolean) => {
    if (choice === undefined) return;
    if (choice.why !== undefined) speak(choice.why);
    else if (onTake(choice, stay) && stay) shellStore.setState({ sought: "" });
    field.current?.focus();
  };

  // Enter came before the field was there
  useLayoutEffect(() => {
    if (!early) return;
    shellStore.setState({ soughtFirst: false });
    take(marked, false);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const to = moved(event.key, at, shown.length);
    if (event.key === "Enter") take(marked, event.ctrlKey || event.metaKey);
    else if (to !== undefined) point({ text, id: shown[to]?.id ?? "" });
    else return;
    event.preventDefault();
  };

  return (
    <dialog ref={dialog} className={css.window} aria-label={props.title}>
      <div className={css.body}>
        <input
          ref={field}
          className={css.field}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          placeholder={props.placeholder}
          aria-label={props.title}
          aria-expanded={shown.length > 0}
          aria-controls={`${base}list`}
          aria-autocomplete="list"
          aria-activedescendant={marked === undefined ? undefined : `${base}${marked.id}`}
          aria-describedby={`${base}foot`}
          value={text}
          onChange={(event) => shellStore.setState({ sought: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <div
          id={`${base}list`}
          role="listbox"
          tabIndex={-1}
          aria-label={props.title}
          className={css.list}
          onMouseDown={(event) => event.preventDefault()}
        >
          {runsOf(shown).map(({ group, rows }) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
            <div key={group} role="group" aria-label={group === "" ? "Found" : group}>
              {group !== "" && (
                <div className={css.group} aria-hidden>
                  {group}
                </div>
              )}
              {rows.map((choice) => (
                <Row
                  key={choice.id}
                  id={`${base}${choice.id}`}
                  choice={choice}
                  marked={choice === marked}
                  onPoint={() => point({ text, id: choice.id })}
                  onTake={() => take(choice, false)}
                />
              ))}
            </div>
          ))}
        </div>
        {shown.length === 0 && <p className={css.empty}>{props.empty}</p>}
        {choices.length > MOST && (
          <p className={css.empty}>{formatCount(choices.length - MOST)} more: type to narrow.</p>
        )}
        <div id={`${base}foot`} className={css.foot} role="status">
          {props.foot(marked)}
        </div>
      </div>
    </dialog>
  );
}
