/** The one door through which the open graph is changed: an edit becomes a step of the history, is said aloud, or is refused with its reason. */

import type { GraphDocument } from "../core/document.ts";
import type { EditResult } from "../core/edit/types.ts";
import { fail } from "../core/result.ts";
import { documentStore } from "./document.ts";
import { commit } from "./history.ts";
import { notify } from "./shell.ts";
import { speak } from "./spoken.ts";

const NOT_EDITABLE = fail("not-editable", "This document has no graph to edit.", {
  help: "Open a graph, or begin a new drawing.",
});

/** The open graph, when there is one. */
export function openGraph(): GraphDocument | null {
  const { document } = documentStore.getState();
  return document?.kind === "graph" ? document : null;
}

/** Runs an edit as one step. A refusal is shown and spoken, and changes nothing. */
export function edit(
  run: (document: GraphDocument) => EditResult,
  how: { readonly merge?: string } = {},
): EditResult {
  const document = openGraph();
  const edited = document === null ? NOT_EDITABLE : run(document);
  if (edited.ok) {
    const { says, chosen, document: made } = edited.value;
    commit(says, { document: made }, { ...how, ...(chosen === undefined ? {} : { chosen }) });
    speak(says);
  } else {
    const { message, help } = edited.problem;
    const text = help === "" ? message : `${message} ${help}`;
    notify(text);
    speak(text);
  }
  return edited;
}
