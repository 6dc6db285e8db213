/** Documents kept in this browser (IndexedDB) so that a reload loses nothing: each with an entry of what lists say of it. */

import { createStore, del, get } from "idb-keyval";
import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import type { Settings } from "../core/settings.ts";
import type { RecentInfo } from "./services.ts";

/** Opened documents that are kept: their files are still there. */
const MOST_OPENED = 12;
/** Edited and drawn ones: they are nowhere else. */
const MOST_EDITED = 100;

export interface SavedDocument {
  readonly document: MemplanDocument;
  readonly source: SourceDocument | null;
  readonly format: string;
}

export interface SavedInfo extends RecentInfo {
  /** With the entry, not the document: they change often, and it is large. */
  readonly settings: Settings;
}

const INFO = "info:";
const DOCUMENT = "document:";

let opened: ReturnType<typeof createStore> | undefined;
function database() {
  opened ??= createStore("memplan", "documents");
  return opened;
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Newest first; empty when the browser keeps nothing for us. */
export async function listSaved(): Promise<readonly SavedInfo[]> {
  const entries = await database()("readonly", async (store) => {
    const asked = store.getAll(IDBKeyRange.bound(INFO, `${INFO}\uffff`));
    await done(store.transaction);
    return asked.result as SavedInfo[];
  });
  return entries.sort((a, b) => b.opened - a.opened);
}

export async function loadSaved(key: string): Promise<SavedDocument | undefined> {
  return get<SavedDocument>(DOCUMENT + key, database());
}

export async function infoOf(key: string): Promise<SavedInfo | undefined> {
  return get<SavedInfo>(INFO + key, database());
}

/** Writes what lists say of a document; the document too, unless `saved` is null because it is there already. */
export async function save(info: SavedInfo, saved: SavedDocument | null): Promise<void> {
  await database()("readwrite", (store) => {
    if (saved !== null) store.put(saved, DOCUMENT + info.key);
    store.put(info, INFO + info.key);
    const written = done(store.transaction);
    // a page that goes away ends transactions that wait for more
    store.transaction.commit();
    return written;
  });
}

/** Keys of what is too much in a list, newest first: the oldest, those of opened files and those of own work apart. */
export function tooMany(list: readonly RecentInfo[]): readonly string[] {
  const [edited, others] = [list.filter((r) => r.edited), list.filter((r) => !r.edited)];
  return [...others.slice(MOST_OPENED), ...edited.slice(MOST_EDITED)].map((r) => r.key);
}

/** Forgets one document, or all. */
export async function forget(key: string | null): Promise<void> {
  const gone = key === null ? (await listSaved()).map((r) => r.key) : [key];
  for (const k of gone) {
    await del(INFO + k, database());
    await del(DOCUMENT + k, database());
  }
}
