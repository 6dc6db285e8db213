/** Edits that mend how references pass, each one step of the history. */

import { insertCopies, removeCopy } from "../../../core/dialects/dataflow/references/apply.ts";
import { ok } from "../../../core/result.ts";
import { changeSettings } from "../../../store/change-settings.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { count } from "./words.ts";

/** `edges`: by position in the document. */
export function putCopies(edges: readonly number[]): void {
  editStream((document) => {
    const made = insertCopies(document, edges);
    return made.ok
      ? ok({ document: made.value, says: `Inserted ${count(edges.length, "copy", "copies")}` })
      : made;
  });
}

export function takeCopy(id: string): void {
  editStream((document) => {
    const made = removeCopy(document, id);
    return made.ok ? ok({ document: made.value, says: `Removed ${id}` }) : made;
  });
}

/** Nodes that would copy a shared buffer go after all other readers of it, where they can. */
export function letCopiesComeLast(): void {
  changeSettings({ schedule: "fewest-copies", fifos: "packed" });
}
