/** What is typed into forms and has not been taken yet, by thing and field: no plan, no edit and no other choice loses it. */

import { createStore } from "zustand/vanilla";

export interface Draft {
  readonly text: string;
  /** Why it was not taken, once somebody tried. */
  readonly says: string | undefined;
  /** Tries to take it. */
  readonly give: () => void;
}

export const draftStore = createStore<{ readonly drafts: ReadonlyMap<string, Draft> }>(() => ({
  drafts: new Map(),
}));

/** Null: there is nothing typed any more. */
export function setDraft(key: string, draft: Draft | null): void {
  draftStore.setState(({ drafts }) => {
    if (draft === null && !drafts.has(key)) return { drafts };
    const now = new Map(drafts);
    if (draft === null) now.delete(key);
    else now.set(key, draft);
    return { drafts: now };
  });
}

/** Forgets drafts of documents that are not open any more. Keys begin with the opening. */
export function keepDraftsOf(opening: number): void {
  draftStore.setState(({ drafts }) => ({
    drafts: new Map([...drafts].filter(([key]) => key.startsWith(`${opening} `))),
  }));
}

/** Gives what nobody has tried to give: its field went away while it was being typed. */
export function flushDraft(key: string): void {
  const draft = draftStore.getState().drafts.get(key);
  if (draft !== undefined && draft.says === undefined) draft.give();
}

/** Drafts of a thing follow it under its new name. Keys are those of draftKey. */
export function moveDrafts(from: string, to: string): void {
  draftStore.setState(({ drafts }) => ({
    drafts: new Map(
      [...drafts].map(([key, draft]) => [
        key.startsWith(`${from}\n`) ? `${to}${key.slice(from.length)}` : key,
        draft,
      ]),
    ),
  }));
}

export function draftKey(thing: string, field: string): string {
  return `${thing}\n${field}`;
}
