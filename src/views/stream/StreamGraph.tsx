import { useStore } from "zustand";
import { documentStore } from "../../store/document.ts";

export function StreamGraph() {
  const document = useStore(documentStore, (s) => (s.document?.kind === "dataflow" ? s.document : null));
  return (
    <ul data-testid="stream">
      {document?.nodes.map(({ id }) => (
        <li key={id}>{id}</li>
      ))}
    </ul>
  );
}
