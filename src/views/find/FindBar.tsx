/** The bar for searching: the text, what it finds, the way from match to match, and what can be typed. */

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useStore } from "zustand";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { completionsOf } from "../../look/find/complete.ts";
import { compileQuery, FIND_HELP } from "../../look/find/query.ts";
import type { Matches } from "../../look/look.types.ts";
import { closeFinding, findingStore, goToMatch, placeAmongMatches } from "../../store/finding.ts";
import { looksStore } from "../../store/looks.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Button } from "../../ui/Button.tsx";
import { goToAddress } from "./address.ts";
import css from "./FindBar.module.css";

const EXAMPLES = [
  "conv",
  "size>64KiB",
  "live@peak",
  "addr:0x4000-0x5000",
  "role:output",
  "-relu",
  "/conv[0-9]+/i",
];

function say(picture: Picture | null, matches: Matches | null, text: string, at: number): string {
  if (picture === null || matches === null || matches.plan !== picture.plan) return "";
  const { empty, problem } = compileQuery(text);
  if (problem !== undefined && empty) return "not searched";
  const part = problem === undefined ? "" : ", searched in part";
  const all = formatCount(picture.plan.storages.count);
  const { length } = matches.found;
  if (length === 0) return `none of ${all} storages${part}`;
  const place = at < 0 ? "" : ` · match ${formatCount(at + 1)}`;
  return `${formatCount(length)} of ${all} storages, ${formatBytes(matches.bytes)}${part}${place}`;
}

export function FindBar() {
  const shown = useStore(findingStore, (s) => s.shown);
  return shown ? <Bar /> : null;
}

function Bar() {
  const text = useStore(sessionStore, (s) => s.find);
  const asked = useStore(findingStore, (s) => s.asked);
  const picture = useStore(outcomeStore, (s) => s.picture);
  const matches = useStore(looksStore, (s) => s.matches);
  useStore(sessionStore, (s) => s.selection);
  const field = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(text.length);
  const [typing, setTyping] = useState(false);
  const [marked, setMarked] = useState(-1);
  const id = useId();
  const from = useRef<Element | null>(null);

  useEffect(() => {
    findingStore.setState({ there: true });
    from.current = document.activeElement;
    return () => {
      findingStore.setState({ there: false });
      if (from.current instanceof HTMLElement && from.current.isConnected)
        from.current.focus({ preventScroll: true });
    };
  }, []);
  const first = useRef(asked);
  useEffect(() => {
    if (asked === 0) return;
    const input = field.current;
    input?.focus();
    // what was typed before the field was there is gone on with; asked for again, it is typed over
    if (asked === first.current) input?.setSelectionRange(input.value.length, input.value.length);
    else input?.select();
  }, [asked]);

  const { items, ...word } = completionsOf(text, caret, picture);
  const offered = typing ? items : [];
  const current = offered[marked];
  const problem = text === "" ? undefined : matches?.problem;
  const type = (find: string, to: number) => {
    sessionStore.setState({ find });
    setCaret(to);
    setMarked(-1);
  };
  const take = (completion: string) => {
    const rest = text.slice(word.to);
    const space = /[:@>]$/.test(completion) || rest !== "" ? "" : " ";
    const to = word.from + completion.length + space.length;
    type(text.slice(0, word.from) + completion + space + rest, to);
    requestAnimationFrame(() => field.current?.setSelectionRange(to, to));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") closeFinding();
    else if (event.key === "Enter" && current !== undefined) take(current.text);
    else if (event.key === "Enter") {
      setTyping(false);
      goToAddress(text);
      goToMatch(event.shiftKey ? -1 : 1);
    } else if (arrow !== undefined && offered.length > 0)
      setMarked((m) => ((m + arrow + offered.length + 2) % (offered.length + 1)) - 1);
    else if (event.key === "Tab" && !event.shiftKey && offered.length > 0 && typing)
      take((current ?? offered[0])?.text ?? "");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={css.bar} data-testid="find-bar">
      <div className={css.line}>
        <div className={css.box}>
          <input
            ref={field}
            className={css.field}
            type="text"
            role="combobox"
            aria-label="Find storages"
            aria-expanded={offered.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={current === undefined ? undefined : `${id}-${marked}`}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-says`}
            autoComplete="off"
            spellCheck={false}
            placeholder="Find: conv size>64KiB live@120"
            value={text}
            onChange={(event) => {
              setTyping(true);
              type(event.target.value, event.target.selectionStart ?? event.target.value.length);
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
            onBlur={() => setTyping(false)}
            onKeyDown={onKeyDown}
          />
          {offered.length > 0 && (
            <div className={css.list} role="listbox" id={`${id}-list`} aria-label="Completions">
              {offered.map((item, i) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
                <div
                  key={item.text}
                  id={`${id}-${i}`}
                  className={css.item}
                  role="option"
                  tabIndex={-1}
                  aria-selected={i === marked}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => take(item.text)}
                >
                  <span className={css.completion}>{item.text}</span>
                  <span className={css.says}>{item.says}</span>
                </div>
              ))}
            </div>
          )}
        </div>
        <span
          className={css.count}
          role="status"
          data-testid="find-count"
          title={matches === null ? undefined : formatBytesExactly(matches.bytes)}
        >
          {say(picture, matches, text, placeAmongMatches())}
        </span>
        <Button
          look="quiet"
          aria-label="Previous match"
          title="Previous match (Shift Enter)"
          disabled={(matches?.found.length ?? 0) === 0}
          onClick={() => goToMatch(-1)}
        >
          ▴
        </Button>
        <Button
          look="quiet"
          aria-label="Next match"
          title="Next match (Enter)"
          disabled={(matches?.found.length ?? 0) === 0}
          onClick={() => goToMatch(1)}
        >
          ▾
        </Button>
        <Button look="quiet" aria-label="Close the search" title="Close (Esc)" onClick={closeFinding}>
          ×
        </Button>
      </div>
      {problem === undefined ? (
        text === "" && (
          <p className={css.hint} id={`${id}-says`} title={FIND_HELP}>
            {EXAMPLES.map((example) => (
              <button
                key={example}
                type="button"
                className={css.example}
                onClick={() => {
                  type(example, example.length);
                  field.current?.focus();
                }}
              >
                {example}
              </button>
            ))}
          </p>
        )
      ) : (
        <p className={css.problem} id={`${id}-says`} role="alert">
          {problem}
        </p>
      )}
    </search>
  );
}
