/** Documents kept in this browser (IndexedDB) so that a reload loses nothing, with a small index of the recent ones. */

import { createStore, del, get, set, update } from "idb-keyval";
import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import type { Settings } from "../core/settings.ts";
import type { RecentInfo } from "./services.ts";

/** Recent documents kept; the oldest goes when one more comes. */
const MOST_RECENT = 12;
const INDEX = "recents";

export interface SavedDocument {
  readonly document: MemplanDocument;
  readonly source: SourceDocument | null;
  readonly format: string;
}

export interface SavedInfo extends RecentInfo {
  /** Of the document, when it is one that plans are made of; lets an imported plan find it. */
  readonly sha256: string;
  /** With the index, not the document: they change often, and it is large. */
  readonly settings: Settings;
}

let opened: ReturnType<typeof createStore> | undefined;
function database() {
  opened ??= createStore("memplan", "documents");
  return opened;
}

/** Newest first; empty when the browser keeps nothing for us. */
export async function listSaved(): Promise<readonly SavedInfo[]> {
  return (await get<readonly SavedInfo[]>(INDEX, database())) ?? [];
}

export async function loadSaved(key: string): Promise<SavedDocument | undefined> {
  return get<SavedDocument>(`document:${key}`, database());
}

/** Puts a document on top of the recent ones; writes it too, unless `saved` is null because it is there already. */
export async function save(info: SavedInfo, saved: SavedDocument | null): Promise<void> {
  if (saved !== null) await set(`document:${info.key}`, saved, database());
  const dropped: string[] = [];
  await update<readonly SavedInfo[]>(
    INDEX,
    (before = []) => {
      const list = [info, ...before.filter((r) => r.key !== info.key)];
      dropped.push(...list.slice(MOST_RECENT).map((r) => r.key));
      return list.slice(0, MOST_RECENT);
    },
    database(),
  );
  for (const key of dropped) await del(`document:${key}`, database());
}

/** Forgets one document, or all. */
export async function forget(key: string | null): Promise<void> {
  const gone = key === null ? (await listSaved()).map((r) => r.key) : [key];
  await update<readonly SavedInfo[]>(
    INDEX,
    (before = []) => before.filter((r) => !gone.includes(r.key)),
    database(),
  );
  for (const k of gone) await del(`document:${k}`, database());
}
