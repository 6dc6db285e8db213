/** What an edit of a graph gives. Edits are pure: a document and arguments in, a document that shares all that did not change out. */

import type { BoxKey } from "../box-key.ts";
import type { GraphDocument } from "../document.ts";
import type { Result } from "../result.ts";

export interface Edited {
  readonly document: GraphDocument;
  /** One sentence for the history list and screen readers, in the past tense: "Added Conv conv1 after x". */
  readonly says: string;
  /** Boxes to choose afterwards; absent: those chosen before, as far as they are still there. */
  readonly chosen?: readonly BoxKey[];
}

/** A refusal says in a sentence why not; the document that was given stays as it was. */
export type EditResult = Result<Edited>;

/** An input port: where values enter. */
export interface PortRef {
  readonly node: string;
  /** Of the operator, 0-based; ports of an operator that we do not know are the positions of its inputs. */
  readonly port: number;
}

/** In graph pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
