/** The palettes of the editor, loaded when the first is asked for or when nobody waits. */

import { useEffect } from "react";
import { useStore } from "zustand";
import { tensorOf } from "../../core/edit/index-of.ts";
import { ask, askedStore } from "../../store/asking.ts";
import { documentStore } from "../../store/document.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { AddPalette } from "./AddPalette.tsx";
import { ConnectPalette } from "./ConnectPalette.tsx";

export function Adding() {
  const asked = useStore(askedStore, (s) => s.asked);
  const document = useStore(documentStore, (s) => s.document);
  const troubled = useStore(outcomeStore, (s) => s.trouble !== null);
  const graph = document?.kind === "graph" ? document : null;
  // the first document may be on its way; what it was asked about may go, as when another is opened
  const waits = document === null && !troubled;
  const gone =
    asked !== null &&
    ((graph === null && !waits) ||
      (graph !== null && asked.from !== undefined && tensorOf(graph, asked.from) === undefined));
  useEffect(() => {
    if (gone) ask(null);
  }, [gone]);
  if (asked === null || graph === null || gone) return null;
  return asked.kind === "add" ? (
    <AddPalette asked={asked} document={graph} />
  ) : (
    <ConnectPalette asked={asked} document={graph} />
  );
}
