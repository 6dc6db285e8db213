/** The form for what is chosen in a graph that can be edited: one node, one tensor, a group, many, or the document. */

import { type ReactNode, useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { GraphDocument } from "../../../core/document.ts";
import { nodeOf, tensorOf } from "../../../core/edit/index-of.ts";
import { documentStore } from "../../../store/document.ts";
import { openGraph } from "../../../store/editing.ts";
import type { Subject } from "../subject.ts";
import { DocumentForm, documentKey } from "./DocumentForm.tsx";
import { keepDraftsOf } from "./drafts.ts";
import css from "./Edit.module.css";
import { GroupForm, groupKey } from "./GroupForm.tsx";
import { ManyForm } from "./ManyForm.tsx";
import { NodeForm, nodeKey } from "./NodeForm.tsx";
import { NamedTensor, TensorThing } from "./Outputs.tsx";
import { type FormThing, ThingContext } from "./thing.ts";

export function Edit(props: { subject: Subject }) {
  const { subject } = props;
  const document = useStore(documentStore, (s) => (s.document?.kind === "graph" ? s.document : null));
  const opening = useStore(documentStore, (s) => s.opening);
  useEffect(() => keepDraftsOf(opening), [opening]);
  if (document === null) return null;
  switch (subject.kind) {
    case "document":
      return (
        <Thing of={documentKey(opening)} opening={opening} has={() => true}>
          <DocumentForm document={document} opening={opening} />
        </Thing>
      );
    case "node": {
      const { id } = subject;
      const node = nodeOf(document, id);
      return node === undefined ? null : (
        <Thing of={nodeKey(opening, id)} opening={opening} has={(d) => nodeOf(d, id) !== undefined}>
          <NodeForm document={document} node={node} opening={opening} />
        </Thing>
      );
    }
    case "tensor": {
      const { id } = subject;
      const tensor = tensorOf(document, id);
      return tensor === undefined ? null : (
        <TensorThing id={id} opening={opening}>
          <h3 className="sr-only">{id}</h3>
          <div className={css.form}>
            <NamedTensor document={document} tensor={tensor} opening={opening} />
          </div>
        </TensorThing>
      );
    }
    case "group": {
      const { id } = subject;
      const find = (d: GraphDocument) => d.drawing?.groups?.find((g) => g.id === id);
      const group = find(document);
      return group === undefined ? null : (
        <Thing of={groupKey(opening, id)} opening={opening} has={(d) => find(d) !== undefined}>
          <GroupForm group={group} opening={opening} />
        </Thing>
      );
    }
    case "many": {
      const key = `${opening} ${subject.keys.join("\n")}`;
      return (
        <Thing of={key} opening={opening} has={() => true}>
          <ManyForm document={document} keys={subject.keys} />
        </Thing>
      );
    }
  }
}

function Thing(props: {
  of: string;
  opening: number;
  /** Whether a later document still has it. */
  has: (document: GraphDocument) => boolean;
  children: ReactNode;
}) {
  const { of, opening, has } = props;
  // drafts ask it when they are given, which may be after the thing was left
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which thing it is; `has` is new at every drawing
  const thing = useMemo(
    (): FormThing => ({
      key: of,
      alive() {
        const document = openGraph();
        return document !== null && documentStore.getState().opening === opening && has(document);
      },
    }),
    [of, opening],
  );
  return <ThingContext value={thing}>{props.children}</ThingContext>;
}
