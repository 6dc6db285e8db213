/** Whether the file that the open document came from is still at hand, so that it can be read again. */

import { createStore } from "zustand/vanilla";
import type { MemplanDocument } from "../core/document.ts";
import type { SavedFile } from "./saved.ts";

/** The opening whose file is held; null: none. */
export const heldStore = createStore<{ readonly opening: number | null }>(() => ({ opening: null }));

const files = new WeakMap<MemplanDocument, SavedFile>();

/** Remembers the file of a document as it came, for as long as the document is held. */
export function cameFrom(document: MemplanDocument, file: SavedFile): void {
  files.set(document, file);
}

/** The file that says exactly this document; undefined after any edit. */
export function fileOf(document: MemplanDocument): SavedFile | undefined {
  return files.get(document);
}
