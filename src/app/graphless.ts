/** Whether the document that is shown has nothing for the graph pane to draw. */

import { useStore } from "zustand";
import { documentStore } from "../store/document.ts";
import { outcomeStore } from "../store/outcome.ts";

export function useGraphless(): boolean {
  // a dataflow graph is drawn itself, however many firings its plan has
  const isStream = useStore(documentStore, (s) => s.document?.kind === "dataflow");
  const isBare = useStore(outcomeStore, (s) => s.picture !== null && s.picture.graph === null);
  return isBare && !isStream;
}
