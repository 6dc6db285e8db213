/** A field in a cell: given on Enter and when it is left, dropped by Escape. */

import { useEffect, useRef, useState } from "react";
import css from "./Table.module.css";

export function Draft(props: {
  label: string;
  value: string;
  /** What was typed to begin with. */
  typed?: string | undefined;
  /** False: refused; the field stays. */
  onGive: (text: string) => boolean;
  onLeave: () => void;
}) {
  const [text, setText] = useState(props.typed ?? props.value);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const { typed } = props;
  useEffect(() => {
    field.current?.focus();
    if (typed === undefined) field.current?.select();
  }, [typed]);
  const give = () => {
    if (done.current) return;
    done.current = true;
    if (text === props.value || props.onGive(text)) props.onLeave();
    else done.current = false;
  };
  return (
    <input
      ref={field}
      className={css.draft}
      aria-label={props.label}
      value={text}
      spellCheck={false}
      autoComplete="off"
      onChange={(e) => setText(e.target.value)}
      onBlur={() => {
        // a refusal was said; whoever leaves it drops it
        give();
        if (!done.current) props.onLeave();
        done.current = true;
      }}
      onKeyDown={(e) => {
        e.stopPropagation();
        if (e.key === "Enter") {
          e.preventDefault();
          give();
        }
        if (e.key === "Escape") {
          done.current = true;
          props.onLeave();
        }
      }}
    />
  );
}
