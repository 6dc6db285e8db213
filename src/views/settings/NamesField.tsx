/** A field for names separated by commas; takes effect on Enter and when it is left. */

import { useState } from "react";
import { TextInput } from "../../ui/TextInput.tsx";

export interface NamesFieldProps {
  readonly id: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

export function NamesField(props: NamesFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextInput
      id={props.id}
      value={props.value}
      draft={draft}
      problem={undefined}
      says={`${props.id}-says`}
      rest={{ placeholder: "none", disabled: props.disabled }}
      onDraft={setDraft}
      onGive={(text, left) => {
        const names = text.trim();
        if (names !== props.value) props.onChange(names);
        if (left) setDraft(null);
      }}
    />
  );
}
