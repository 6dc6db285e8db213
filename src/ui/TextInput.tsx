/** A field of text that is given on Enter and when it is left, and restored by Escape. What is typed is a draft until then; whoever shows the field keeps it. */

import type { InputHTMLAttributes, KeyboardEvent, Ref } from "react";
import css from "./TextInput.module.css";

/** Attributes of the input that fields may set besides. */
export type InputRest = Omit<
  InputHTMLAttributes<HTMLInputElement>,
  "value" | "onChange" | "onBlur" | "onKeyDown"
> & { readonly ref?: Ref<HTMLInputElement> };

export interface TextInputProps {
  readonly id: string;
  /** What stands there without a draft. */
  readonly value: string;
  readonly draft: string | null;
  /** A sentence on what is wrong with the draft. */
  readonly problem: string | undefined;
  /** Id of what describes the field while nothing is wrong. */
  readonly says?: string | undefined;
  readonly onDraft: (text: string | null) => void;
  readonly onGive: (text: string, left: boolean) => void;
  /** Sees keys first; true: it was for the caller. */
  readonly onKey?: (event: KeyboardEvent<HTMLInputElement>) => boolean;
  readonly rest?: InputRest;
}

export function TextInput(props: TextInputProps) {
  const { id, draft, problem, rest } = props;
  return (
    <>
      <input
        type="text"
        spellCheck={false}
        autoComplete="off"
        {...rest}
        id={id}
        className={[css.input, rest?.className].filter(Boolean).join(" ")}
        value={draft ?? props.value}
        onPointerEnter={({ currentTarget: input }) => {
          // what does not fit can be read all the same
          if (rest?.title !== undefined) return;
          if (input.value === "" && input.placeholder !== "") input.title = input.placeholder;
          else if (input.scrollWidth > input.clientWidth) input.title = input.value;
          else input.removeAttribute("title");
        }}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? props.says : `${id}-problem`}
        onChange={(e) => props.onDraft(e.target.value)}
        onBlur={(e) => props.onGive(e.target.value, true)}
        onKeyDown={(e) => {
          if (props.onKey?.(e) === true) return;
          if (e.key === "Enter") {
            // what gets the focus by it must not get the key too
            e.preventDefault();
            props.onGive(e.currentTarget.value, false);
          }
          if (e.key === "Escape" && draft !== null) {
            props.onDraft(null);
            e.stopPropagation();
          }
        }}
      />
      {problem !== undefined && (
        <span className={css.problem} id={`${id}-problem`} role="alert">
          {problem}
        </span>
      )}
    </>
  );
}
