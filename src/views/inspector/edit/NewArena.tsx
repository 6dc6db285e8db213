/** The name of an arena that is being made: Enter makes it, Escape and an empty name do not. */

import { useEffect, useId, useRef, useState } from "react";
import type { EditResult } from "../../../core/edit/types.ts";
import { sayProblem } from "../../../core/result.ts";
import { TextInput } from "../../../ui/TextInput.tsx";
import css from "./Edit.module.css";
import { Row } from "./fields.tsx";

export function NewArena(props: {
  onGive: (id: string) => EditResult;
  /** `byKey`: it had the focus, which has to go somewhere. */
  onLeave: (byKey: boolean) => void;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // given and left: losing the focus by that gives nothing again
  const left = useRef(false);
  const leave = (byKey: boolean) => {
    left.current = true;
    props.onLeave(byKey);
  };
  const [text, setText] = useState("");
  const [says, setSays] = useState<string | undefined>(undefined);
  useEffect(() => input.current?.focus(), []);
  return (
    <Row label="new arena" for={id}>
      <TextInput
        id={id}
        value=""
        draft={text}
        problem={says}
        rest={{ ref: input, className: css.text, placeholder: "its name" }}
        onDraft={(now) => {
          setSays(undefined);
          setText(now ?? "");
          if (now === null) leave(true);
        }}
        onGive={(now, blurred) => {
          if (left.current) return;
          const name = now.trim();
          const done = name === "" ? undefined : props.onGive(name);
          if (done?.ok === false) setSays(sayProblem({ ...done.problem, where: "" }));
          else leave(!blurred);
        }}
      />
    </Row>
  );
}
