/** The name of a thing. It takes the focus when somebody asked to rename it where it is not drawn. */

import { type KeyboardEvent, useContext, useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { BoxKey } from "../../../core/box-key.ts";
import type { EditResult } from "../../../core/edit/types.ts";
import { drawnBoxes } from "../../../store/drawn.ts";
import { rename, renamingStore } from "../../../store/renaming.ts";
import { request } from "../../../store/requests.ts";
import { moveDrafts } from "./drafts.ts";
import { TextField } from "./fields.tsx";
import { nameCodec } from "./texts.ts";
import { ThingContext } from "./thing.ts";

/** What is typed before the field has the focus is given to fields with this mark. */
const MARK = { "data-name-field": true };
const CODEC = nameCodec("It needs a name.");

export function NameField(props: {
  name: string;
  /** Its box in the graph, if it has one. */
  box?: BoxKey;
  label?: string;
  /** Key of the thing once it is called so. */
  keyOf: (name: string) => string;
  give: (name: string) => EditResult;
}) {
  const { box } = props;
  const input = useRef<HTMLInputElement>(null);
  const thing = useContext(ThingContext);
  const asked = useStore(renamingStore, (s) => box !== undefined && s.key === box);
  /** Whether the focus is here for that name only. */
  const visiting = useRef(false);
  useEffect(() => {
    if (!asked || drawnBoxes().some((drawn) => drawn.key === box)) return;
    input.current?.focus();
    input.current?.select();
    visiting.current = true;
    rename(null);
  }, [asked, box]);
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const { currentTarget } = event;
    if (event.key === "Enter" && visiting.current)
      // a name that is refused is put right first
      setTimeout(() => {
        if (currentTarget.getAttribute("aria-invalid") !== "true") request({ kind: "focus-graph" });
      });
    return false;
  };
  return (
    <TextField
      label={props.label ?? "name"}
      field="name"
      codec={CODEC}
      value={props.name}
      rest={{ ...MARK, ref: input }}
      onKey={onKey}
      onLeave={() => {
        visiting.current = false;
      }}
      give={(name) => {
        const done = props.give(name);
        if (done.ok) moveDrafts(thing.key, props.keyOf(name));
        return done;
      }}
    />
  );
}
