/** The one door through which the open graph is changed: an edit becomes a step of the history, is said aloud, or is refused with its reason. */

import type { GraphDocument } from "../core/document.ts";
import type { EditResult } from "../core/edit/types.ts";
import { fail } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { documentStore } from "./document.ts";
import { commit } from "./history.ts";
import { speak, tellProblem } from "./spoken.ts";

const NOT_EDITABLE = fail("not-editable", "This document has no graph to edit.", {
  help: "Open a graph, or begin a new drawing.",
});

/** The open graph, when there is one. */
export function openGraph(): GraphDocument | null {
  const { document } = documentStore.getState();
  return document?.kind === "graph" ? document : null;
}

/** Runs an edit as one step, with `settings` changed by the same step. A refusal is shown and spoken, and changes nothing. */
export function edit(
  run: (document: GraphDocument) => EditResult,
  how: { readonly merge?: string; readonly settings?: Partial<Settings> } = {},
): EditResult {
  const document = openGraph();
  const edited = document === null ? NOT_EDITABLE : run(document);
  if (edited.ok) {
    const { says, chosen, document: made } = edited.value;
    const settings = { ...documentStore.getState().settings, ...how.settings };
    const state = how.settings === undefined ? { document: made } : { document: made, settings };
    commit(says, state, { ...how, ...(chosen === undefined ? {} : { chosen }) });
    speak(says);
  } else tellProblem(edited.problem);
  return edited;
}
