/** Everything that makes another document the open one: files, pasted text, samples, recent ones, the address bar. */

import { blankArms } from "../core/dialects/arms/edit/blank.ts";
import { blankStream } from "../core/dialects/dataflow/edit/blank.ts";
import type { MemplanDocument, PlanDocument, SourceDocument } from "../core/document.ts";
import { blankGraph } from "../core/edit/blank.ts";
import { fail, type Problem } from "../core/result.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import type { Progress } from "../core/watch.ts";
import { mayBeLarge } from "../look/large.ts";
import { documentStore, openDocument } from "../store/document.ts";
import { cameFrom } from "../store/held-file.ts";
import { outcomeStore, showTrouble } from "../store/outcome.ts";
import { infoOf, listSaved, loadKept, loadSaved } from "../store/saved.ts";
import { shellStore } from "../store/shell.ts";
import { Cancelled, type PlannerClient } from "../worker/client.ts";
import { isLink, linkKey, ownKey, readPlace, rename, sampleKey, sampleOf, visit } from "./document-keys.ts";
import { fetchSample } from "./files.ts";
import type { Planning } from "./planning.ts";
import { createReadingAgain } from "./reading-again.ts";
import type { Holds } from "./saving.ts";

/** Each gives false when there is nothing to open, or it could not be. The newest wins: an older one that it overtakes gives true. */
export interface Opening {
  readonly blob: (name: string, blob: Blob, key: string) => Promise<boolean>;
  readonly sample: (id: string) => Promise<boolean>;
  readonly recent: (key: string) => Promise<boolean>;
  /** What a link holds, given as its fragment or a text with it. */
  readonly link: (text: string) => Promise<boolean>;
  /** An empty graph to draw in. */
  readonly blank: () => void;
  /** A program of arms to begin with. */
  readonly blankArms: () => void;
  /** A dataflow graph to draw in. */
  readonly blankStream: () => void;
  /** Reads the file of the open document again with other contents of an input. */
  readonly giveContents: (input: string, values: readonly number[] | null) => Promise<boolean>;
  /** Goes where the address bar points; false when it points nowhere. */
  readonly place: (hash: string) => Promise<boolean>;
  /** Whether anything has been asked for. */
  readonly begun: () => boolean;
}

function trouble(about: string, problem: Problem): false {
  showTrouble(about, problem);
  return false;
}

function troubleOf(about: string, code: string, thrown: unknown): false {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const failed = fail(code, `It could not be opened: ${text}.`, { help: "The open document is untouched." });
  return trouble(about, failed.problem);
}

function isSource(document: MemplanDocument | null): document is SourceDocument {
  return document !== null && document.kind !== "plan";
}

/** A name that no document in sight has: "Untitled", "Untitled 2" … */
function freeName(): string {
  const taken = new Set(shellStore.getState().recents.map((r) => r.name));
  taken.add(documentStore.getState().document?.name ?? "");
  for (let n = 1; ; n++) {
    const name = n === 1 ? "Untitled" : `Untitled ${n}`;
    if (!taken.has(name)) return name;
  }
}

/** Opening a file ends whatever was being planned: `planning` takes it up once more when the file does not come. */
export function createOpening(
  client: PlannerClient,
  planning: Pick<Planning, "again" | "ahead">,
  holds: Holds,
): Opening {
  const again = createReadingAgain(client);
  /** Number of the newest opening. */
  let turn = 0;
  /** Whether the worker reads a file for it. */
  let reading = false;

  /** Begins an opening; returns whether it still is the newest. */
  function begin(): () => boolean {
    const mine = ++turn;
    return () => mine === turn;
  }

  /** What opens at once leaves the worker to its plan. */
  function stopReading(): void {
    if (reading) client.cancel();
    reading = false;
  }

  /** The document that an imported plan names by its hash: the open one, or one kept in this browser. */
  async function sourceOf(plan: PlanDocument): Promise<SourceDocument | null> {
    const { name, kind, sha256 } = plan.source;
    const isIt = async (candidate: MemplanDocument | null): Promise<boolean> =>
      isSource(candidate) && candidate.name === name && (await client.hash(candidate)) === sha256;
    const { document, source } = documentStore.getState();
    for (const candidate of [document, source]) {
      if (isSource(candidate) && (await isIt(candidate))) return candidate;
    }
    // the name is a part of what is hashed: few are worth a look
    for (const { key } of (await listSaved()).filter((r) => r.name === name && r.kind === kind)) {
      const saved = await loadSaved(key);
      if (saved !== undefined && isSource(saved.document) && (await isIt(saved.document)))
        return saved.document;
    }
    return null;
  }

  async function adopt(
    document: MemplanDocument,
    about: {
      readonly format: string;
      readonly key: string;
      readonly settings: Settings;
      readonly source: SourceDocument | null;
      /** Whether the browser keeps it already. */
      readonly kept: boolean;
    },
    current: () => boolean,
    say: (progress: Progress) => void,
  ): Promise<void> {
    const { settings, key, format } = about;
    const source = about.source ?? (document.kind === "plan" ? await sourceOf(document) : null);
    if (!current()) return;
    // what takes long is made before anything on the page changes, so that a cancel leaves everything as it was
    if (mayBeLarge(document)) await planning.ahead({ document, source, settings }, say);
    if (!current()) return;
    if (about.kept) holds({ key, document, settings });
    openDocument(document, { format, key, settings, source });
    visit(key);
    outcomeStore.setState({ trouble: null });
  }

  /** Takes up the plan or the search that the opening ended, if there was one. */
  function resume(searching: boolean): void {
    if (searching || outcomeStore.getState().picture?.revision !== documentStore.getState().revision)
      planning.again();
  }

  async function blob(
    name: string,
    data: Blob,
    key: string,
    settings = DEFAULT_SETTINGS,
    source: SourceDocument | null = null,
    kept = false,
  ): Promise<boolean> {
    const current = begin();
    const title = `Opening ${name}`;
    const searching = outcomeStore.getState().work?.searching === true;
    const say = (progress: Progress | null) => {
      if (current()) outcomeStore.setState({ work: { title, progress } });
    };
    say(null);
    reading = true;
    try {
      const opened = await client.open(data, name, say);
      if (!current()) return true;
      if (!opened.ok) {
        resume(searching);
        if (
          opened.problem.code === "is-stream-config" &&
          documentStore.getState().document?.kind === "dataflow"
        ) {
          const { configure } = await import("./configuring.ts");
          return await configure(client, name, data);
        }
        return trouble(name, opened.problem);
      }
      const { document, format } = opened.value;
      cameFrom(document, { file: data, fileName: name });
      await adopt(document, { format, key, settings, source, kept }, current, say);
      if (current()) again.hold(name, data, document);
      return true;
    } catch (thrown) {
      if (!current()) return true;
      if (thrown instanceof Cancelled) return false;
      resume(searching);
      return troubleOf(name, "not-opened", thrown);
    } finally {
      if (current()) reading = false;
      if (outcomeStore.getState().work?.title === title) outcomeStore.setState({ work: null });
    }
  }

  async function sample(id: string): Promise<boolean> {
    const current = begin();
    try {
      const own = shellStore.getState().samples.find((s) => s.id === id)?.settings;
      const settings = { ...DEFAULT_SETTINGS, ...own };
      const data = await fetchSample(id);
      return current() ? await blob(`${id}.json`, data, sampleKey(id), settings) : true;
    } catch (thrown) {
      return current() ? troubleOf(id, "no-sample", thrown) : true;
    }
  }

  async function recent(key: string): Promise<boolean> {
    const current = begin();
    const [saved, info] = await Promise.all([loadKept(key), infoOf(key)]);
    if (!current()) return true;
    if (saved === undefined || info === undefined) {
      const id = sampleOf(key);
      return id === undefined ? false : sample(id);
    }
    if ("file" in saved) return blob(saved.fileName, saved.file, key, info.settings, null, true);
    const { document, source, format } = saved;
    stopReading();
    holds({ key, document, settings: info.settings });
    openDocument(document, { format, key, settings: info.settings, source });
    visit(key);
    outcomeStore.setState({ trouble: null });
    return true;
  }

  async function link(text: string): Promise<boolean> {
    const current = begin();
    const { readLink, showLinked } = await import("./sharing.ts");
    const read = await readLink(text, client);
    if (!current()) return true;
    const opened = read.ok
      ? await blob("link", read.value.data, linkKey(read.value.id), read.value.settings, read.value.source)
      : trouble("Link", read.problem);
    const { key } = documentStore.getState();
    if (!opened && isLink(location.hash) && key !== "") rename(key);
    if (opened && read.ok && key === linkKey(read.value.id)) showLinked(read.value);
    return opened;
  }

  /** Opens what a person begins. */
  function own(document: SourceDocument): void {
    begin();
    stopReading();
    const key = ownKey();
    openDocument(document, { format: document.kind, key });
    visit(key);
    outcomeStore.setState({ trouble: null });
  }

  return {
    giveContents: again.give,
    blob,
    link,
    sample,
    recent,
    begun: () => turn > 0,
    blank: () => own(blankGraph(freeName())),
    blankArms: () => own(blankArms(freeName())),
    blankStream: () => own(blankStream(freeName())),
    async place(hash) {
      if (isLink(hash)) return link(hash);
      const place = readPlace(hash);
      if (place === undefined) return false;
      const [kind, key] = place;
      return recent(kind === "sample" ? sampleKey(key) : key);
    },
  };
}
