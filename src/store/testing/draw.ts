/** For tests of panes: a picture of a document, planned and checked as the worker does it, and the page's state set back. */

import type { SourceDocument } from "../../core/document.ts";
import { readGraph } from "../../core/graph.ts";
import { graphDocumentOf } from "../../core/lowered.ts";
import { planAndCheck } from "../../core/plan-checked.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { chosenStore } from "../chosen.ts";
import { colourSlots, ordinals } from "../colours.ts";
import { documentStore, openDocument } from "../document.ts";
import { outcomeStore, type Picture } from "../outcome.ts";
import { provideServices, type Services } from "../services.ts";
import { sessionStore } from "../session.ts";
import { hideSpot } from "../spot.ts";
import { answerAtOnce } from "./answers.ts";

/** Search steps: enough for small documents, few enough for hundreds of them. */
const TEST_BUDGET = 5_000;

/** Throws when the document is not sound. */
export function draw(document: SourceDocument, settings: Partial<Settings> = {}): Picture {
  const made = planAndCheck(
    document,
    { ...DEFAULT_SETTINGS, budget: TEST_BUDGET, ...settings },
    "",
    NO_WATCH,
  );
  const own = graphDocumentOf(document);
  const graph = own === undefined ? null : readGraph(own);
  if (!made.ok || graph?.ok === false) throw new Error("the test's document is broken");
  const { plan, violations } = made.value;
  return {
    revision: 0,
    opening: 0,
    document,
    graph: graph === null ? null : graph.value,
    plan,
    violations,
    elapsed: 0,
    colour: colourSlots(plan, new Map()),
    ordinal: ordinals(plan),
  };
}

/** Opens `document` on a page in its first state and shows its picture; what is copied lands in the list it returns. */
export function showAfresh(
  document: SourceDocument,
  settings: Partial<Settings> = {},
): { readonly copied: string[] } {
  sessionStore.setState(sessionStore.getInitialState(), true);
  chosenStore.setState(chosenStore.getInitialState(), true);
  openDocument(document, { format: "graph", key: "", settings: { ...DEFAULT_SETTINGS, ...settings } });
  const { revision, opening } = documentStore.getState();
  const picture = { ...draw(document, settings), revision, opening };
  outcomeStore.setState({ ...outcomeStore.getInitialState(), picture }, true);
  const copied: string[] = [];
  const copyText = async (text: string) => {
    copied.push(text);
  };
  answerAtOnce();
  hideSpot();
  provideServices({ copyText } as Partial<Services> as Services);
  return { copied };
}
