/** A labelled field of the panel: given on Enter and when it is left, restored by Escape. */

import { useId, useState } from "react";
import { TextInput } from "../../ui/TextInput.tsx";
import css from "./Side.module.css";

export function Field(props: {
  label: string;
  value: string;
  hint?: string;
  /** False: refused, and said why; what was typed stays. */
  onGive: (text: string) => boolean;
}) {
  const { label, value, hint = "" } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const give = (left: boolean) => {
    if (draft === null) return;
    if (draft === value || props.onGive(draft) || left) setDraft(null);
  };
  return (
    <label className={css.field} htmlFor={id}>
      <span>{label}</span>
      <TextInput
        id={id}
        value={value}
        draft={draft}
        problem={undefined}
        onDraft={setDraft}
        onGive={(_, left) => give(left)}
        rest={{ className: css.input ?? "", placeholder: hint }}
      />
    </label>
  );
}
