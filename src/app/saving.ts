/** Saves the open document at every change, and keeps edits from the places of files, samples and other tabs. */

import type { MemplanDocument } from "../core/document.ts";
import { mayBeLarge } from "../look/large.ts";
import { type DocumentState, documentStore } from "../store/document.ts";
import { fileOf } from "../store/held-file.ts";
import { outcomeStore } from "../store/outcome.ts";
import {
  forget,
  listSaved,
  type SavedDocument,
  type SavedFile,
  type SavedInfo,
  save,
  tooMany,
} from "../store/saved.ts";
import { notify, shellStore } from "../store/shell.ts";
import { tell } from "../store/spoken.ts";
import { isOwn, ownKey, rename } from "./document-keys.ts";

/** Milliseconds from a change until it is written, so that a gesture does not write a hundred times. */
const SAVE_AFTER = 80;

const MOVED = "Another tab changed this document. Yours goes on as a copy of its own.";

/** `planned`: nodes of its plan, which are the arms of arms; 0: not known. */
function nodesOf(document: MemplanDocument, planned: number): number {
  switch (document.kind) {
    case "graph":
    case "dataflow":
      return document.nodes.length;
    case "plan":
      return document.order.length;
    case "methods":
      return document.methods.length;
    case "arms":
      return planned;
    case "lifetimes":
      return 0;
  }
}

function isBlank(document: MemplanDocument | null): boolean {
  return document?.kind === "graph" && document.nodes.length === 0 && document.tensors.length === 0;
}

function infoOf(state: DocumentState & { readonly document: MemplanDocument }): SavedInfo {
  const { document, key, settings, opening } = state;
  const { picture } = outcomeStore.getState();
  const before = shellStore.getState().recents.find((r) => r.key === key);
  // it cannot always be planned, and is kept nevertheless
  const plan = picture?.opening === opening ? picture.plan : undefined;
  return {
    key,
    name: document.name,
    kind: document.kind,
    nodes: nodesOf(document, plan?.nodes.count ?? before?.nodes ?? 0),
    peakBytes: plan?.stats.peakBytes ?? before?.peakBytes ?? null,
    opened: Date.now(),
    edited: isOwn(key),
    settings,
  };
}

/** What the browser holds of the open document, as far as this tab knows. */
interface Held {
  readonly key: string;
  readonly document: MemplanDocument | null;
  readonly settings: DocumentState["settings"];
}

/** A document that comes from what is kept here need not be written again; called before it is opened. */
export type Holds = (held: Held) => void;

/** Starts saving. `channel` reaches the other tabs: each says what it has written. `writeLarge` makes a file of a large document off the page's thread. */
export function startSaving(
  channel: BroadcastChannel = new BroadcastChannel("memplan"),
  writeLarge?: (document: MemplanDocument) => Promise<Blob>,
): Holds {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held: Held | undefined;
  /** Key that another tab has written since this one did. */
  let overtaken: string | undefined;

  /** Goes on under a key of its own; the address bar follows when it is the open document. */
  function moved<S extends DocumentState>(state: S): S {
    const key = ownKey();
    if (documentStore.getState().opening === state.opening) {
      documentStore.setState({ key });
      rename(key);
    }
    return { ...state, key };
  }

  /** What is kept of a document: itself, or of a large one a file, as copying it would hold the page up. */
  function keptOf(
    document: MemplanDocument,
    { source, format }: DocumentState,
  ): SavedFile | SavedDocument | Promise<SavedFile> {
    if (writeLarge === undefined || !mayBeLarge(document)) return { document, source, format };
    const fileName = `${document.name}.json`;
    return fileOf(document) ?? writeLarge(document).then((file) => ({ file, fileName }));
  }

  async function write(given: DocumentState): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    let state = given;
    if (state.document === null) return;
    const news = held === undefined || held.document !== state.document || held.settings !== state.settings;
    if (overtaken === state.key) {
      if (!news) return;
      overtaken = undefined;
      held = undefined;
      if (isOwn(state.key)) {
        state = moved(state);
        tell(MOVED);
      }
    }
    const { document, key, settings } = state;
    if (document === null) return;
    // what a person had forgotten is written anew
    const listed = shellStore.getState().recents.some((r) => r.key === key);
    const there = listed && held?.key === key && held.document === document;
    held = { key, document, settings };
    try {
      const kept = there ? null : keptOf(document, state);
      // a page that goes away waits for nobody
      await save(infoOf({ ...state, document }), kept instanceof Promise ? await kept : kept);
      if (news) channel.postMessage(key);
      const list = await listSaved();
      const dropped = tooMany(list);
      shellStore.setState({ recents: list.filter((r) => !dropped.includes(r.key)) });
      for (const old of dropped) await forget(old);
    } catch (thrown) {
      if (held?.document === document) held = undefined;
      if (mayBeLarge(document))
        notify(`${document.name} could not be kept in this browser: a reload will not bring it back.`);
      // private windows may refuse to store; the page works without
      console.info("This document could not be kept in the browser:", thrown);
    }
  }

  function soon(): void {
    timer ??= setTimeout(() => void write(documentStore.getState()), SAVE_AFTER);
  }

  function now(state: DocumentState): void {
    if (timer !== undefined) void write(state);
  }

  /** A drawing in which nothing was drawn leaves nothing behind. */
  function drop(key: string): void {
    clearTimeout(timer);
    timer = undefined;
    shellStore.setState((s) => ({ recents: s.recents.filter((r) => r.key !== key) }));
    forget(key).catch((thrown: unknown) => console.info("An empty drawing could not be forgotten:", thrown));
  }

  documentStore.subscribe((state, before) => {
    if (state.opening !== before.opening) {
      if (isOwn(before.key) && isBlank(before.document) && overtaken !== before.key) drop(before.key);
      else now(before);
      overtaken = undefined;
      soon();
      return;
    }
    if (state.document === before.document && state.settings === before.settings) return;
    if (state.document !== before.document && !isOwn(state.key)) {
      // as it came it stays where it is
      now(before);
      moved(state);
    }
    soon();
  });
  outcomeStore.subscribe((state, before) => {
    if (state.picture !== before.picture && state.picture !== null) soon();
  });
  channel.addEventListener("message", ({ data }) => {
    if (data === documentStore.getState().key) overtaken = data;
  });
  const leave = () => now(documentStore.getState());
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  return (known) => {
    held = known;
  };
}
