/** What is chosen in the drawing of a dataflow graph, as a form: a node, a connection, else the graph itself. Above it why it cannot be planned. */

import { useStore } from "zustand";
import { streamChosenStore } from "../../../store/dataflow-chosen.ts";
import { documentStore } from "../../../store/document.ts";
import { ActorForm } from "./ActorForm.tsx";
import { DocumentForm } from "./DocumentForm.tsx";
import { EdgeForm } from "./EdgeForm.tsx";
import { Fault } from "./Fault.tsx";
import css from "./Inspect.module.css";

export function StreamInspect() {
  const document = useStore(documentStore, (s) => (s.document?.kind === "dataflow" ? s.document : null));
  const opening = useStore(documentStore, (s) => s.opening);
  const chosen = useStore(streamChosenStore, (s) => s.streamChosen);
  if (document === null) return null;
  const id = chosen?.kind === "actor" ? chosen.id : chosen?.kind === "port" ? chosen.node : undefined;
  const node = id === undefined ? undefined : document.nodes.find((n) => n.id === id);
  const edge = chosen?.kind === "edge" ? document.edges[chosen.index] : undefined;
  const key = (what: string) => `${opening} ${what}`;
  return (
    <div className={css.form} data-testid="stream-form">
      <Fault document={document} />
      {node !== undefined ? (
        // the place in the document, so that a renamed node keeps its form and the focus in it
        <ActorForm
          key={key(`node ${document.nodes.indexOf(node)}`)}
          document={document}
          node={node}
          port={chosen?.kind === "port" ? chosen : null}
        />
      ) : chosen?.kind === "edge" && edge !== undefined ? (
        <EdgeForm
          key={key(`edge ${edge.to.join(".")}`)}
          document={document}
          edge={edge}
          index={chosen.index}
        />
      ) : (
        <DocumentForm key={key("document")} document={document} />
      )}
    </div>
  );
}
