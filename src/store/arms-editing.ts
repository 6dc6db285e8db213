/** The one door through which the open program of arms is changed: an edit becomes a step of the history, is said aloud, or is refused with its reason. */

import type { ArmsDocument } from "../core/dialects/arms/document.ts";
import type { ArmsEditResult } from "../core/dialects/arms/edit/types.ts";
import { fail } from "../core/result.ts";
import { factsOf } from "./arms.ts";
import { documentStore } from "./document.ts";
import { commit } from "./history.ts";
import { speak, tellProblem } from "./spoken.ts";

const NO_ARMS = fail("not-arms", "The open document is no program of arms.", {
  help: "Begin a new program of arms, or open one.",
});

/** The open program, when there is one. */
function openArms(): ArmsDocument | null {
  const { document } = documentStore.getState();
  return document?.kind === "arms" ? document : null;
}

/** Runs an edit as one step. A refusal is shown and spoken, and changes nothing; so is what would make no sense as a program. */
export function editArms(
  run: (document: ArmsDocument) => ArmsEditResult,
  how: { readonly merge?: string } = {},
): ArmsEditResult {
  const document = openArms();
  const edited = document === null ? NO_ARMS : run(document);
  if (!edited.ok) {
    tellProblem(edited.problem);
    return edited;
  }
  const { says, document: made } = edited.value;
  if (made === document) return edited;
  const facts = factsOf(made);
  if (!facts.ok) {
    tellProblem(facts.problem);
    return facts;
  }
  commit(says, { document: made }, how);
  speak(says);
  return edited;
}
