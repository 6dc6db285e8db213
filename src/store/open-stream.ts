/** The dataflow graph that is open: apart from what edits it, which is more to load. */

import type { DataflowDocument } from "../core/document.ts";
import { documentStore } from "./document.ts";

/** Null when another kind of document is open, or none. */
export function openStream(): DataflowDocument | null {
  const { document } = documentStore.getState();
  return document?.kind === "dataflow" ? document : null;
}
