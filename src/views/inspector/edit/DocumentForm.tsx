/** The document as a whole: its name, the order that it gives, and its arenas. */

import { useId, useRef, useState } from "react";
import type { ArenaSpec, GraphDocument } from "../../../core/document.ts";
import { removeArena, renameDocument, setArenaSpec } from "../../../core/edit/arenas.ts";
import { clearOrder } from "../../../core/edit/order.ts";
import { edit } from "../../../store/editing.ts";
import { ONLY_ARENA, withArena } from "./ArenaField.tsx";
import css from "./Edit.module.css";
import { Part, Row, SmallButton, TextBox } from "./fields.tsx";
import { NameField } from "./NameField.tsx";
import { NewArena } from "./NewArena.tsx";
import { bytesCodec, nameCodec } from "./texts.ts";

export function documentKey(opening: number): string {
  return `${opening} document`;
}

export function DocumentForm(props: { document: GraphDocument; opening: number }) {
  const { document, opening } = props;
  return (
    <>
      <h3 className="sr-only">{document.name}</h3>
      <div className={css.form}>
        <NameField
          name={document.name}
          keyOf={() => documentKey(opening)}
          give={(name) => edit((d) => renameDocument(d, name))}
        />
        {document.order !== undefined && (
          <Row
            label="order"
            title="Nodes run in the order that the document gives, while the settings say so."
          >
            <span className={css.push}>given in the document</span>
            <SmallButton onClick={() => edit(clearOrder)}>forget</SmallButton>
          </Row>
        )}
        <Arenas document={document} />
      </div>
    </>
  );
}

function Arenas(props: { document: GraphDocument }) {
  const { arenas = [] } = props.document;
  const [naming, setNaming] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  // the only one of a document that names none can be named and bounded all the same
  const listed = arenas.length === 0 ? [ONLY_ARENA] : arenas;
  return (
    <Part
      title="Arenas"
      beside={
        <SmallButton ref={add} onClick={() => setNaming(true)}>
          add arena…
        </SmallButton>
      }
    >
      <table className={css.arenas}>
        <thead>
          <tr>
            <th scope="col">name</th>
            <th scope="col">capacity</th>
            <th scope="col">alignment</th>
            <th>
              <span className="sr-only">remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {listed.map((arena, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an arena keeps its row when it is renamed
            <ArenaRow key={i} arena={arena} index={i} last={listed.length === 1} />
          ))}
        </tbody>
      </table>
      {naming && (
        <NewArena
          onLeave={(byKey) => {
            setNaming(false);
            if (byKey) add.current?.focus();
          }}
          onGive={(id) => edit((d) => withArena(d, { id }))}
        />
      )}
    </Part>
  );
}

const NAME = nameCodec("An arena needs a name.");
const CAPACITY = bytesCodec(0);
const ALIGNMENT = bytesCodec(1);

function ArenaRow(props: { arena: ArenaSpec; index: number; last: boolean }) {
  const id = useId();
  const { arena, index } = props;
  const set = (change: Partial<ArenaSpec>) =>
    // of the document as it is then: another field may have been given meanwhile
    edit((d) => setArenaSpec(d, index, { ...(d.arenas?.[index] ?? ONLY_ARENA), ...change }));
  const field = (name: string) => `arena ${index} ${name}`;
  return (
    <tr>
      <td>
        <div className={css.control}>
          <TextBox
            id={`${id}-name`}
            field={field("name")}
            codec={NAME}
            value={arena.id}
            rest={{ "aria-label": `Name of arena ${index + 1}` }}
            give={(name) => set({ id: name })}
          />
        </div>
      </td>
      <td>
        <div className={css.control}>
          <TextBox
            id={`${id}-capacity`}
            field={field("capacity")}
            codec={CAPACITY}
            value={arena.capacity ?? null}
            rest={{ "aria-label": `Capacity of ${arena.id}`, placeholder: "none" }}
            give={(capacity) => set({ capacity })}
          />
        </div>
      </td>
      <td>
        <div className={css.control}>
          <TextBox
            id={`${id}-alignment`}
            field={field("alignment")}
            codec={ALIGNMENT}
            value={arena.alignment ?? null}
            rest={{ "aria-label": `Alignment of ${arena.id}`, placeholder: "1" }}
            give={(alignment) => set({ alignment: alignment ?? undefined })}
          />
        </div>
      </td>
      <td>
        <SmallButton
          name={`Remove ${arena.id}`}
          title="Remove; tensors in it go to the first of those that stay"
          disabled={props.last}
          onClick={() => edit((d) => removeArena(d, arena.id))}
        >
          ×
        </SmallButton>
      </td>
    </tr>
  );
}
