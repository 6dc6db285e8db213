/** The open document and the settings it is planned with. Every change of either raises the revision; plans name the revision they are of. */

import { createStore } from "zustand/vanilla";
import type { MemplanDocument, SourceDocument } from "../core/document.ts";
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
  /** Raised by every change of document or settings. */
  readonly revision: number;
}

export const documentStore = createStore<DocumentState>(() => ({
  document: null,
  source: null,
  format: "",
  key: "",
  settings: DEFAULT_SETTINGS,
  revision: 0,
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
  }));
}

/** Changes some settings; does nothing when none differs. */
export function changeSettings(change: Partial<Settings>): void {
  documentStore.setState((s) => {
    const settings = { ...s.settings, ...change };
    const same = (Object.keys(change) as (keyof Settings)[]).every((k) => settings[k] === s.settings[k]);
    return same ? s : { settings, revision: s.revision + 1 };
  });
}
