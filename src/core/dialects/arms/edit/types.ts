/** What an edit of a program of arms gives. Edits are pure: a document and arguments in, a document that shares all that did not change out. */

import type { Result } from "../../../result.ts";
import type { ArmsDocument } from "../document.ts";

export interface ArmsEdited {
  readonly document: ArmsDocument;
  /** One sentence for the history and for screen readers, in the past tense: "Added the arm B after A". */
  readonly says: string;
}

/** A refusal says in a sentence why not; the document that was given stays as it was. */
export type ArmsEditResult = Result<ArmsEdited>;
