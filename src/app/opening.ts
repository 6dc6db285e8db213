/** Everything that makes another document the open one: files, pasted text, samples, recent ones, the address bar. */

import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import { fail, type Problem } from "../core/result.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import { documentStore, openDocument } from "../store/document.ts";
import { outcomeStore } from "../store/outcome.ts";
import { listSaved, loadSaved, type SavedInfo, save } from "../store/saved.ts";
import { shellStore } from "../store/shell.ts";
import { Cancelled, type PlannerClient } from "../worker/client.ts";
import { fetchSample } from "./files.ts";

export interface Opening {
  readonly blob: (name: string, blob: Blob, key: string) => Promise<boolean>;
  readonly sample: (id: string) => Promise<boolean>;
  readonly recent: (key: string) => Promise<boolean>;
  /** Goes where the address bar points; false when it points nowhere. */
  readonly place: (hash: string) => Promise<boolean>;
}

function trouble(about: string, problem: Problem): false {
  outcomeStore.setState({ trouble: { about, problem } });
  return false;
}

function troubleOf(about: string, code: string, thrown: unknown): false {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const failed = fail(code, `It could not be opened: ${text}.`, { help: "The open document is untouched." });
  return trouble(about, failed.problem);
}

/** Puts the place of the open document into the address bar, so that back, forward and reload find it. */
function visit(place: string): void {
  if (location.hash === place) return;
  const first = location.hash === "";
  if (first) history.replaceState(null, "", place);
  else history.pushState(null, "", place);
}

const SAMPLE_KEY = "sample-";

export function placeOf(key: string): string {
  return key.startsWith(SAMPLE_KEY) ? `#sample/${key.slice(SAMPLE_KEY.length)}` : `#document/${key}`;
}

async function infoOf(key: string): Promise<SavedInfo | undefined> {
  return (await listSaved()).find((r) => r.key === key);
}

function isSource(document: MemplanDocument | null): document is SourceDocument {
  return document !== null && document.kind !== "plan";
}

/** `replan` plans the present document once more: opening a file ends whatever was being planned. */
export function createOpening(client: PlannerClient, replan: () => void): Opening {
  /** The document that an imported plan names by its hash: the open one, or one kept in this browser. */
  async function sourceOf(sha256: string): Promise<SourceDocument | null> {
    const { document, source } = documentStore.getState();
    for (const candidate of [document, source]) {
      if (isSource(candidate) && (await client.hash(candidate)) === sha256) return candidate;
    }
    const known = (await listSaved()).find((r) => r.sha256 === sha256);
    const saved = known === undefined ? undefined : await loadSaved(known.key);
    return saved !== undefined && isSource(saved.document) ? saved.document : null;
  }

  async function adopt(
    document: MemplanDocument,
    about: { readonly format: string; readonly key: string; readonly settings?: Settings },
  ): Promise<void> {
    const source = document.kind === "plan" ? await sourceOf(document.source.sha256) : null;
    openDocument(document, { ...about, source });
    visit(placeOf(about.key));
    outcomeStore.setState({ trouble: null });
  }

  /** Takes up the plan or the search that the opening ended, if there was one. */
  function resume(searching: boolean): void {
    if (searching || outcomeStore.getState().picture?.revision !== documentStore.getState().revision)
      replan();
  }

  async function blob(name: string, data: Blob, key: string, settings = DEFAULT_SETTINGS): Promise<boolean> {
    const title = `Opening ${name}`;
    const searching = outcomeStore.getState().work?.searching === true;
    outcomeStore.setState({ work: { title, progress: null } });
    try {
      const opened = await client.open(data, name, (progress) =>
        outcomeStore.setState({ work: { title, progress } }),
      );
      if (!opened.ok) {
        resume(searching);
        return trouble(name, opened.problem);
      }
      await adopt(opened.value.document, { format: opened.value.format, key, settings });
      return true;
    } catch (thrown) {
      if (thrown instanceof Cancelled) return false;
      resume(searching);
      return troubleOf(name, "not-opened", thrown);
    } finally {
      if (outcomeStore.getState().work?.title === title) outcomeStore.setState({ work: null });
    }
  }

  async function sample(id: string): Promise<boolean> {
    try {
      const own = shellStore.getState().samples.find((s) => s.id === id)?.settings;
      const settings = { ...DEFAULT_SETTINGS, ...own };
      return await blob(`${id}.json`, await fetchSample(id), `${SAMPLE_KEY}${id}`, settings);
    } catch (thrown) {
      return troubleOf(id, "no-sample", thrown);
    }
  }

  async function recent(key: string): Promise<boolean> {
    if (key.startsWith(SAMPLE_KEY) && (await loadSaved(key)) === undefined)
      return sample(key.slice(SAMPLE_KEY.length));
    const [saved, info] = await Promise.all([loadSaved(key), infoOf(key)]);
    if (saved === undefined || info === undefined) return false;
    const { document, source, format } = saved;
    openDocument(document, { format, key, settings: info.settings, source });
    visit(placeOf(key));
    outcomeStore.setState({ trouble: null });
    return true;
  }

  return {
    blob,
    sample,
    recent,
    async place(hash) {
      const [, kind, key = ""] = /^#(sample|document)\/(.+)$/.exec(hash) ?? [];
      if (kind === "sample")
        return (await loadSaved(`${SAMPLE_KEY}${key}`)) ? recent(`${SAMPLE_KEY}${key}`) : sample(key);
      return kind === "document" ? recent(key) : false;
    },
  };
}

/** Milliseconds of quiet before a change is written, so that a slider does not write a hundred times. */
const SAVE_AFTER = 300;

/** Saves the open document whenever it, its settings or its plan changed. */
export function startSaving(client: PlannerClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written: MemplanDocument | null = null;
  async function write(): Promise<void> {
    const { document, source, format, key, settings } = documentStore.getState();
    const { picture } = outcomeStore.getState();
    if (document === null || picture?.document !== document) return;
    const info: SavedInfo = {
      key,
      name: document.name,
      kind: document.kind,
      nodes: picture.plan.nodes.count,
      peakBytes: picture.plan.stats.peakBytes,
      opened: Date.now(),
      sha256: isSource(document) ? await client.hash(document) : "",
      settings,
    };
    const there = written === document && (await infoOf(key)) !== undefined;
    await save(info, there ? null : { document, source, format });
    written = document;
    shellStore.setState({ recents: await listSaved() });
  }
  outcomeStore.subscribe((now, before) => {
    if (now.picture === before.picture) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      write().catch((thrown: unknown) => {
        if (thrown instanceof Cancelled) return;
        // private windows may refuse to store; the page works without
        console.info("This document could not be kept in the browser:", thrown);
      });
    }, SAVE_AFTER);
  });
}
