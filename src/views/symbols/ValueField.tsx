/** A field for a whole number: taken on Enter and when it is left; a refusal is said under it. */

import { useId, useState } from "react";
import type { EditResult } from "../../core/edit/types.ts";
import { sayProblem } from "../../core/result.ts";
import { TextInput } from "../../ui/TextInput.tsx";
import css from "./SizesPane.module.css";

export interface ValueFieldProps {
  readonly label: string;
  /** Null: not known. */
  readonly value: number | null;
  readonly give: (value: number) => EditResult;
}

export function ValueField({ label, value, give }: ValueFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const shown = value === null ? "" : String(value);
  const take = (text: string) => {
    const typed = text.trim().replaceAll(/[\s,_]/g, "");
    if (typed === "" || typed === shown) {
      setDraft(null);
      setProblem(undefined);
      return;
    }
    if (!/^\d+$/.test(typed)) {
      setProblem("Type a whole number from 0 up.");
      return;
    }
    const done = give(Number(typed));
    setProblem(done.ok ? undefined : sayProblem({ ...done.problem, where: "" }));
    if (done.ok) setDraft(null);
  };
  return (
    <TextInput
      id={id}
      value={shown}
      draft={draft}
      problem={problem}
      onDraft={(text) => {
        setDraft(text);
        setProblem(undefined);
      }}
      // a refusal is said once, not again when the field is left
      onGive={(text, left) => draft !== null && !(left && problem !== undefined) && take(text)}
      rest={{ "aria-label": label, inputMode: "numeric", className: css.value, placeholder: "give it" }}
    />
  );
}
