/** The page with an end for the measurement of latency: opens a graph, edits it, and says when the picture of each edit came. */

import "../../src/app/main.tsx";
import type { GraphDocument } from "../../src/core/document.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../src/core/settings.ts";
import { documentStore, openDocument } from "../../src/store/document.ts";
import { commit } from "../../src/store/history.ts";
import { outcomeStore } from "../../src/store/outcome.ts";

export interface Latency {
  /** Opens a graph and waits until its search is over. */
  readonly open: (document: GraphDocument, settings: Partial<Settings>) => Promise<void>;
  /** Edits `times` times, one every `every` milliseconds; answers with the milliseconds to each picture, −1 where a newer edit came first. */
  readonly edit: (times: number, every: number) => Promise<readonly number[]>;
}

declare global {
  var latency: Latency;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function rest(): Promise<void> {
  for (;;) {
    await wait(50);
    const { picture, work } = outcomeStore.getState();
    if (work === null && picture?.revision === documentStore.getState().revision) return;
  }
}

/** Another size for one value, as an edit of its shape would give it. */
function edited(document: GraphDocument, turn: number): GraphDocument {
  const at = (turn * 37 + 11) % document.tensors.length;
  const tensors = document.tensors.map((t, i) =>
    i === at ? { id: t.id, role: t.role, bytes: 4096 + 512 * (turn % 7) } : t,
  );
  return { ...document, tensors };
}

/** Resolves when the picture of a revision, or of a later one, has been drawn. */
function drawn(revision: number): Promise<number> {
  return new Promise((resolve) => {
    const stop = outcomeStore.subscribe(({ picture }) => {
      if (picture === null || picture.revision < revision) return;
      stop();
      const itself = picture.revision === revision;
      // the frame in which the panes paint, and its end
      requestAnimationFrame(() => setTimeout(() => resolve(itself ? performance.now() : -1)));
    });
  });
}

globalThis.latency = {
  async open(document, settings) {
    openDocument(document, {
      format: "graph",
      key: "latency",
      settings: { ...DEFAULT_SETTINGS, ...settings },
    });
    await rest();
  },
  async edit(times, every) {
    const waits: Promise<number>[] = [];
    for (let turn = 1; turn <= times; turn++) {
      const { document } = documentStore.getState();
      if (document?.kind !== "graph") throw new Error("no graph is open");
      const begun = performance.now();
      commit("Changed", { document: edited(document, turn) });
      waits.push(drawn(documentStore.getState().revision).then((end) => (end < 0 ? -1 : end - begun)));
      await wait(Math.max(0, every - (performance.now() - begun)));
    }
    const latencies = await Promise.all(waits);
    await rest();
    return latencies;
  },
};
