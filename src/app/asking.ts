/** Asks the background workers what panes want to know of the picture, and keeps answers as long as they hold. */

import type { DataflowDocument } from "../core/document.ts";
import type { Settings } from "../core/settings.ts";
import { documentStore } from "../store/document.ts";
import { outcomeStore, type Picture } from "../store/outcome.ts";
import { type Asked, NO_QUESTIONS, pairKey, provideAsking, questionsStore } from "../store/questions.ts";
import type { Ask, Background } from "../worker/background.ts";
import { Cancelled, type PlanInput } from "../worker/thread.ts";
import { createHelping } from "./helping.ts";

/** Settings that no answer about any order depends on: the order itself is part of the picture. */
const IRRELEVANT = {
  lifetimes: "",
  place: "",
  order: "",
  capacity: null,
  seed: 0,
  budget: 0,
  timeLimit: null,
} satisfies Partial<Settings>;

function inputOf({ graph, plan }: Picture, own?: DataflowDocument): PlanInput | undefined {
  const document = own ?? graph?.document;
  return document === undefined ? undefined : { document, source: null, settings: plan.settings };
}

function sameList(a: Int32Array, b: Int32Array): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

/** Whether what was asked about one picture holds for the other: another placement of the same graph in the same order. */
function holdsFor(before: Picture | null, now: Picture | null): boolean {
  if (before === null || now === null || before.graph?.document !== now.graph?.document) return false;
  const relevant = ({ plan }: Picture) => JSON.stringify({ ...plan.settings, ...IRRELEVANT });
  return relevant(before) === relevant(now) && sameList(before.plan.nodes.order, now.plan.nodes.order);
}

/** Answers from now on; what is asked about a picture ends with it. */
export function startAsking(background: Background): void {
  let about = new AbortController();

  /** Runs a question about the picture and tells how it stands, unless the picture has gone. */
  function ask<T>(question: Ask<T>, tell: (asked: Asked<T>) => void, carrier?: DataflowDocument): void {
    const { picture } = outcomeStore.getState();
    const input = picture === null ? undefined : inputOf(picture, carrier);
    if (input === undefined) return;
    const { signal } = about;
    tell({ state: "asking" });
    background.run(input, question, { signal }).then(
      (answer) => {
        if (!signal.aborted) tell({ state: "answered", answer });
      },
      (thrown: unknown) => {
        if (signal.aborted || thrown instanceof Cancelled) return;
        tell({ state: "failed", says: thrown instanceof Error ? thrown.message : String(thrown) });
      },
    );
  }

  provideAsking({
    freedom() {
      const { picture } = outcomeStore.getState();
      if (picture === null || questionsStore.getState().freedom !== undefined) return;
      const { order } = picture.plan.nodes;
      ask(
        async (api, request) => api.freedom(request, order),
        (freedom) => questionsStore.setState({ freedom }),
      );
    },
    ...createHelping(background),
    shipped() {
      const { picture } = outcomeStore.getState();
      if (picture?.graph?.document.shipped === undefined) return;
      if (questionsStore.getState().shipped !== undefined) return;
      // the graph of its firings is ours: the file's plan has firings of its own
      const { document } = documentStore.getState();
      ask(
        async (api, request) => api.shipped(request),
        (shipped) => questionsStore.setState({ shipped }),
        document?.kind === "dataflow" ? document : undefined,
      );
    },
    reverseGreedy() {
      if (questionsStore.getState().greedy !== undefined) return;
      ask(
        async (api, request) => api.reverseGreedy(request),
        (greedy) => questionsStore.setState({ greedy }),
      );
    },
    mayShare(a, b) {
      const key = pairKey(a, b);
      if (questionsStore.getState().pairs.has(key)) return;
      ask(
        async (api, request) => api.mayShare(request, a, b),
        (asked) => questionsStore.setState(({ pairs }) => ({ pairs: new Map(pairs).set(key, asked) })),
      );
    },
  });

  outcomeStore.subscribe((now, before) => {
    if (now.picture === before.picture || holdsFor(before.picture, now.picture)) return;
    about.abort();
    about = new AbortController();
    // what was found to help is kept, as found for the plan before, until there is another document
    questionsStore.setState(({ help }) => ({ ...NO_QUESTIONS, help }));
  });
}
