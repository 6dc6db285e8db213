/** What an edit of a dataflow graph gives. Edits are pure: a document and arguments in, a document that shares all that did not change out. */

import type { Result } from "../../../result.ts";
import type { DataflowDocument } from "../document.ts";

export interface StreamEdited {
  readonly document: DataflowDocument;
  /** One sentence for the history and for screen readers, in the past tense: "Added source1"; empty when nothing changed. */
  readonly says: string;
  /** Ids of nodes that it made, which are chosen then. */
  readonly made?: readonly string[];
  /** Position of the connection that it made or changed, which is chosen then. */
  readonly edge?: number;
}

/** A refusal says in a sentence why not; the document that was given stays as it was. */
export type StreamEditResult = Result<StreamEdited>;

export type PortSide = "inputs" | "outputs";

export interface PortAt {
  readonly node: string;
  readonly side: PortSide;
  /** Its name. */
  readonly port: string;
}

/** A node and one of its ports. */
export type EdgeEnd = readonly [node: string, port: string];
