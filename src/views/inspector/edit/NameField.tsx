/** The name of a thing. It takes the focus when somebody asked to rename it where it is not drawn. */

import { useContext, useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { BoxKey } from "../../../core/box-key.ts";
import type { EditResult } from "../../../core/edit/types.ts";
import { drawnBoxes } from "../../../store/drawn.ts";
import { rename, renamingStore } from "../../../store/renaming.ts";
import { moveDrafts } from "./drafts.ts";
import { TextField } from "./fields.tsx";
import { nameCodec } from "./texts.ts";
import { ThingContext } from "./thing.ts";

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
  useEffect(() => {
    if (!asked || drawnBoxes().some((drawn) => drawn.key === box)) return;
    input.current?.focus();
    input.current?.select();
    rename(null);
  }, [asked, box]);
  return (
    <TextField
      label={props.label ?? "name"}
      field="name"
      codec={CODEC}
      value={props.name}
      rest={{ ref: input }}
      give={(name) => {
        const done = props.give(name);
        if (done.ok) moveDrafts(thing.key, props.keyOf(name));
        return done;
      }}
    />
  );
}
