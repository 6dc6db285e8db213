/** Keeps what the pane of dataflow shows up to date by asking in the background. */

import type { Plan } from "../core/plan.types.ts";
import {
  type DataflowAnswers,
  type DataflowSection,
  dataflowAnswers,
  dataflowStore,
  NO_DATAFLOW,
} from "../store/dataflow.ts";
import { documentStore } from "../store/document.ts";
import type { Known } from "../store/known.ts";
import { outcomeStore } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import type { Background } from "../worker/background.ts";
import { type Line, lineOf, type Question } from "./line-of-questions.ts";

type Answers = { readonly [K in keyof DataflowAnswers]: NonNullable<DataflowAnswers[K]["value"]> };

/** Called once. */
export function startDataflow(background: Pick<Background, "run">): void {
  /** The question of a section, asked while it is looked at and the plan is of the document as it is. */
  function line<K extends DataflowSection>(
    field: K,
    ask: (plan: Plan) => Question<Answers[K]>["ask"],
    more: () => readonly unknown[] = () => [],
  ): Line {
    const tell = (change: Partial<Known<Answers[K]>>) =>
      dataflowAnswers.setState((s) => ({ ...s, [field]: { ...s[field], ...change } }));
    const wanted = (): Question<Answers[K]> | null => {
      const { document } = documentStore.getState();
      const { picture } = outcomeStore.getState();
      const looked =
        sessionStore.getState().lowerPane === "dataflow" && dataflowStore.getState().section === field;
      if (!looked || document?.kind !== "dataflow" || picture?.document !== document) return null;
      const { plan } = picture;
      return { about: document, key: [document, plan, ...more()], ask: ask(plan) };
    };
    return lineOf(background, () => dataflowAnswers.getState()[field].working, tell, wanted);
  }

  const release = () => dataflowStore.getState().release;
  const lines = [
    line("schedule", (plan) => async (api, request) => api.streamSchedule(request, plan)),
    line("fifos", (plan) => async (api, request) => api.streamFifos(request, plan)),
    line(
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
    if (now.lowerPane !== before.lowerPane) askAll();
  });
  dataflowStore.subscribe(askAll);
  outcomeStore.subscribe((now, before) => {
    if (now.picture !== before.picture) askAll();
  });
  // a graph may have come before this
  askAll();
}
