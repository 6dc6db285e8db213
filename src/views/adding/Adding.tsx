/** The palettes of the editor, loaded when the first is asked for or when nobody waits. */

import { useEffect } from "react";
import { useStore } from "zustand";
import { tensorOf } from "../../core/edit/index-of.ts";
import { ask, askedStore } from "../../store/asking.ts";
import { documentStore } from "../../store/document.ts";
import { AddPalette } from "./AddPalette.tsx";
import { ConnectPalette } from "./ConnectPalette.tsx";

export function Adding() {
  const asked = useStore(askedStore, (s) => s.asked);
  const document = useStore(documentStore, (s) => s.document);
  const graph = document?.kind === "graph" ? document : null;
  // what it was asked about may go, as when another document is opened
  const gone =
    asked !== null &&
    (graph === null || (asked.from !== undefined && tensorOf(graph, asked.from) === undefined));
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
