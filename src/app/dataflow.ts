/** Keeps what the pane of dataflow shows up to date by asking in the background. */

import type { Plan } from "../core/plan.types.ts";
import { ok } from "../core/result.ts";
import {
  answerOf,
  type DataflowAnswers,
  type DataflowSection,
  dataflowAnswers,
  dataflowStore,
  NO_DATAFLOW,
} from "../store/dataflow.ts";
import { chosenFifos } from "../store/dataflow-fifos.ts";
import { documentStore } from "../store/document.ts";
import type { Known } from "../store/known.ts";
import { outcomeStore } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import type { Background } from "../worker/background.ts";
import { type Line, lineOf, type Question } from "./line-of-questions.ts";

type Answers = { readonly [K in keyof DataflowAnswers]: NonNullable<DataflowAnswers[K]["value"]> };

/** Called once. */
export function startDataflow(background: Pick<Background, "run">): void {
  /**
   * A question of a section, asked while that is looked at and the plan is of the document as it is. `more`: what else it
   * depends on; null: there is nothing to ask.
   */
  function line<K extends keyof Answers>(
    field: K,
    section: DataflowSection,
    ask: (plan: Plan) => Question<Answers[K]>["ask"],
    more: () => readonly unknown[] | null = () => [],
  ): Line {
    const tell = (change: Partial<Known<Answers[K]>>) =>
      dataflowAnswers.setState((s) => ({ ...s, [field]: { ...s[field], ...change } }));
    const wanted = (): Question<Answers[K]> | null => {
      const { document } = documentStore.getState();
      const { picture } = outcomeStore.getState();
      const looked =
        sessionStore.getState().lowerPane === "dataflow" && dataflowStore.getState().section === section;
      if (!looked || document?.kind !== "dataflow" || picture?.document !== document) return null;
      const { plan } = picture;
      const besides = more();
      if (besides === null) return null;
      const asked = ask(plan);
      return {
        about: document,
        key: [document, plan, ...besides],
        ask: async (...given) => {
          const made = await asked(...given);
          return made.ok ? ok(answerOf(plan, made.value)) : made;
        },
      };
    };
    return lineOf(background, () => dataflowAnswers.getState()[field].working, tell, wanted);
  }

  const release = () => dataflowStore.getState().release;
  const lines = [
    line("schedule", "schedule", (plan) => async (api, request) => api.streamSchedule(request, plan)),
    line("fifos", "fifos", (plan) => async (api, request) => api.streamFifos(request, plan)),
    line(
      "fifo",
      "fifos",
      (plan) => {
        const [first, second] = chosenFifos();
        return async (api, request) => api.streamFifo(request, plan, first, second);
      },
      () => (chosenFifos()[0] < 0 ? null : chosenFifos()),
    ),
    line(
      "references",
      "references",
      (plan) => async (api, request) => api.streamReferences(request, plan, release()),
      () => [release()],
    ),
  ];
  const askAll = () => {
    for (const { ask } of lines) ask();
  };

  documentStore.subscribe((now, before) => {
    if (now.opening === before.opening) return;
    for (const { drop } of lines) drop();
    dataflowAnswers.setState(NO_DATAFLOW);
  });
  sessionStore.subscribe((now, before) => {
    const chose = now.selection !== before.selection || now.second !== before.second;
    if (chose || now.lowerPane !== before.lowerPane) askAll();
  });
  dataflowStore.subscribe(askAll);
  outcomeStore.subscribe((now, before) => {
    if (now.picture !== before.picture) askAll();
  });
  // what is chosen counts with the graph's own pane folded too
  const link = () => {
    if (documentStore.getState().document?.kind !== "dataflow") return;
    stopLinking();
    void import("./stream.ts").then(({ startStream }) => startStream());
  };
  const stopLinking = documentStore.subscribe(link);
  link();
  // a graph may have come before this
  askAll();
}
