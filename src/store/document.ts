/** The open document and the settings it is planned with. Every change that a plan depends on raises the revision; plans name the revision they are of. */

import { createStore } from "zustand/vanilla";
import type { GraphDocument, MemplanDocument, SourceDocument } from "../core/document.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";

export interface DocumentState {
  readonly document: MemplanDocument | null;
  /** For an imported plan: the document it is of, when we have it. */
  readonly source: SourceDocument | null;
  /** Id of the format it was read from. */
  readonly format: string;
  /** Key under which it is saved in this browser. */
  readonly key: string;
  readonly settings: Settings;
  /** Raised by every change of settings, and of all of the document but its drawing. */
  readonly revision: number;
  /** Raised when another document is opened; edits keep it. */
  readonly opening: number;
}

export const documentStore = createStore<DocumentState>(() => ({
  document: null,
  source: null,
  format: "",
  key: "",
  settings: DEFAULT_SETTINGS,
  revision: 0,
  opening: 0,
}));

/** Makes `document` the open one. */
export function openDocument(
  document: MemplanDocument,
  about: {
    readonly format: string;
    readonly key: string;
    readonly source?: SourceDocument | null;
    readonly settings?: Settings;
  },
): void {
  documentStore.setState((s) => ({
    document,
    source: about.source ?? null,
    format: about.format,
    key: about.key,
    settings: about.settings ?? DEFAULT_SETTINGS,
    revision: s.revision + 1,
    opening: s.opening + 1,
  }));
}

/** Whether its boxes have places that a person gave them. */
export function isPlaced(document: MemplanDocument | null): boolean {
  return document?.kind === "graph" && document.drawing?.at !== undefined;
}

/** Whether two graphs differ in their names and drawings at most. */
export function sameContent(a: GraphDocument, b: GraphDocument): boolean {
  return (
    a.nodes === b.nodes &&
    a.tensors === b.tensors &&
    a.outputs === b.outputs &&
    a.order === b.order &&
    a.arenas === b.arenas
  );
}

/** Whether a plan of one is a plan of the other: they differ in their drawings at most. */
function sameForPlans(a: GraphDocument, b: MemplanDocument | null): boolean {
  return b?.kind === "graph" && a.name === b.name && sameContent(a, b);
}

/** Replaces the open document, its settings or both by another state of the same; the history calls it, nobody else. */
export function showState(state: { readonly document: MemplanDocument; readonly settings: Settings }): void {
  documentStore.setState((s) => {
    const { document, settings } = state;
    if (document === s.document && settings === s.settings) return s;
    const same =
      settings === s.settings &&
      (document === s.document || (document.kind === "graph" && sameForPlans(document, s.document)));
    return { document, settings, revision: same ? s.revision : s.revision + 1 };
  });
}
