/** The one door through which the open dataflow graph is changed: an edit becomes a step of the history, is said aloud, or is refused with its reason. */

import type { DataflowDocument } from "../core/dialects/dataflow/document.ts";
import type { StreamEditResult } from "../core/dialects/dataflow/edit/types.ts";
import { fail } from "../core/result.ts";
import { chooseStream } from "./dataflow-chosen.ts";
import { commit } from "./history.ts";
import { openStream } from "./open-stream.ts";
import { speak, tellProblem } from "./spoken.ts";

const NO_STREAM = fail("not-dataflow", "The open document is no dataflow graph.", {
  help: "Begin a new dataflow graph, or open one.",
});

/**
 * Runs an edit as one step, and chooses what it made; with `stay`, as from a form, what is chosen stays. A refusal is shown and spoken, and changes nothing. What is drawn may be
 * unfinished: that it cannot be planned yet is said by the plan, not here.
 */
export function editStream(
  run: (document: DataflowDocument) => StreamEditResult,
  how: { readonly merge?: string; readonly stay?: boolean } = {},
): StreamEditResult {
  const document = openStream();
  const edited = document === null ? NO_STREAM : run(document);
  if (!edited.ok) {
    tellProblem(edited.problem);
    return edited;
  }
  const { says, document: after, made, edge } = edited.value;
  if (after === document) return edited;
  commit(says, { document: after }, how);
  speak(says);
  if (how.stay === true) return edited;
  const [first] = made ?? [];
  if (first !== undefined) chooseStream({ kind: "actor", id: first });
  else if (edge !== undefined) chooseStream({ kind: "edge", index: edge });
  return edited;
}
