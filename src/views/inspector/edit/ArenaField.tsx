/** The arena that tensors are pinned to: one of the document's, or a new one. */

import { useRef, useState } from "react";
import type { ArenaSpec, GraphDocument, TensorSpec } from "../../../core/document.ts";
import { setArenaSpec } from "../../../core/edit/arenas.ts";
import { setArena } from "../../../core/edit/change.ts";
import type { EditResult } from "../../../core/edit/types.ts";
import { edit } from "../../../store/editing.ts";
import { SelectField } from "./fields.tsx";
import { NewArena } from "./NewArena.tsx";
import { common } from "./texts.ts";

/** No arena can be called so: ids are not empty. */
const NEW = "";
/** What planners call the only arena of a document that names none. */
export const ONLY_ARENA: ArenaSpec = { id: "arena" };

/** Adds an arena; a document without any has one without saying so, which then is said. */
export function withArena(document: GraphDocument, arena: ArenaSpec): EditResult {
  const { arenas = [] } = document;
  if (arenas.length > 0) return setArenaSpec(document, arenas.length, arena);
  const first = setArenaSpec(document, 0, ONLY_ARENA);
  return first.ok ? setArenaSpec(first.value.document, 1, arena) : first;
}

export function ArenaField(props: { document: GraphDocument; tensors: readonly TensorSpec[] }) {
  const { document, tensors } = props;
  const [naming, setNaming] = useState(false);
  const list = useRef<HTMLSelectElement>(null);
  const { arenas = [] } = document;
  const ids = tensors.map((t) => t.id);
  const [first = ONLY_ARENA] = arenas;
  const arena = common(
    tensors.map((t) => t.arena ?? first.id),
    String,
  );
  const listed = arenas.length === 0 ? [ONLY_ARENA] : arenas;
  return (
    <>
      <SelectField
        label="arena"
        ref={list}
        value={arena ?? first.id}
        options={[
          ...listed.map(({ id }) => ({ value: id, title: id })),
          { value: NEW, title: "+ new arena…" },
        ]}
        onChange={(id) => {
          if (id === NEW) setNaming(true);
          else edit((d) => setArena(d, ids, id === first.id ? null : id), { merge: `arena ${ids}` });
        }}
      />
      {naming && (
        <NewArena
          onLeave={(byKey) => {
            setNaming(false);
            if (byKey) list.current?.focus();
          }}
          onGive={(id) =>
            edit((d) => {
              const made = withArena(d, { id });
              if (!made.ok) return made;
              const pinned = setArena(made.value.document, ids, id);
              return pinned.ok
                ? { ok: true, value: { ...pinned.value, says: `Added arena ${id}. ${pinned.value.says}` } }
                : pinned;
            })
          }
        />
      )}
    </>
  );
}
