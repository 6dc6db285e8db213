/** Documents kept in this browser (IndexedDB) so that a reload loses nothing: each with an entry of what lists say of it. */

import { createStore, delMany, get } from "idb-keyval";
import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
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

/** A large document as the file that it came from, or that was written of it: reading that again keeps the page awake. */
export interface SavedFile {
  readonly file: Blob;
  /** Its name: some formats read more than the document's name from it. */
  readonly fileName: string;
}

export interface SavedInfo extends RecentInfo {
  /** With the entry, not the document: they change often, and it is large. */
  readonly settings: Settings;
}

const INFO = "info:";
const DOCUMENT = "document:";
/** Where earlier versions kept all entries, in one list. */
const OLD_LIST = "recents";

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

/** Private windows may refuse to keep anything: then there is nothing. */
async function unlessRefused<T, N>(ask: () => Promise<T>, nothing: N): Promise<T | N> {
  try {
    return await ask();
  } catch (thrown) {
    console.info("The browser keeps no documents for this page:", thrown);
    return nothing;
  }
}

/** Settings that came after an entry was written have their defaults. */
function withDefaults(settings: Partial<Settings> | undefined): Settings {
  return { ...DEFAULT_SETTINGS, ...settings };
}

/** Entries of an earlier version, which kept only what was opened. */
function entriesOf(oldList: unknown): SavedInfo[] {
  const list = Array.isArray(oldList) ? (oldList as Partial<SavedInfo>[]) : [];
  return list.flatMap(({ key, name = "", kind = "", nodes = 0, peakBytes = null, opened = 0, settings }) =>
    key === undefined
      ? []
      : [{ key, name, kind, nodes, peakBytes, opened, edited: false, settings: withDefaults(settings) }],
  );
}

async function takeUp(entries: readonly SavedInfo[]): Promise<void> {
  await database()("readwrite", (store) => {
    for (const info of entries) store.put(info, INFO + info.key);
    store.delete(OLD_LIST);
    return done(store.transaction);
  });
}

/** Newest first; empty when the browser keeps nothing for us. */
export function listSaved(): Promise<readonly SavedInfo[]> {
  return unlessRefused(async () => {
    const [entries, oldList] = await database()("readonly", async (store) => {
      const asked = store.getAll(IDBKeyRange.bound(INFO, `${INFO}\uffff`));
      const old = store.get(OLD_LIST);
      await done(store.transaction);
      return [asked.result as SavedInfo[], old.result as unknown] as const;
    });
    const known = new Set(entries.map(({ key }) => key));
    const older = entriesOf(oldList).filter(({ key }) => !known.has(key));
    if (oldList !== undefined) await takeUp(older);
    return [...entries, ...older].sort((a, b) => b.opened - a.opened);
  }, []);
}

/** What is kept under a key, in whichever way. */
export function loadKept(key: string): Promise<SavedDocument | SavedFile | undefined> {
  return unlessRefused(() => get<SavedDocument | SavedFile>(DOCUMENT + key, database()), undefined);
}

/** Undefined too for what is kept as a file: that has to be opened. */
export async function loadSaved(key: string): Promise<SavedDocument | undefined> {
  const kept = await loadKept(key);
  return kept === undefined || "file" in kept ? undefined : kept;
}

export function infoOf(key: string): Promise<SavedInfo | undefined> {
  return unlessRefused(async () => {
    const info = await get<SavedInfo>(INFO + key, database());
    return info && { ...info, settings: withDefaults(info.settings) };
  }, undefined);
}

/** Writes what lists say of a document; the document too, unless `saved` is null because it is there already. */
export async function save(info: SavedInfo, saved: SavedDocument | SavedFile | null): Promise<void> {
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
  await delMany(
    gone.flatMap((k) => [INFO + k, DOCUMENT + k]),
    database(),
  );
}
