/** Documents of other worlds as the graphs that a plan of them is held against; read here once more, for the checker alone. */

import type { GraphDocument, LoweredDocument } from "../document.ts";
import { armsForCheck } from "./arms.ts";
import { methodsForCheck } from "./methods.ts";

/** Undefined when the document makes no sense. */
export function loweredForCheck(document: LoweredDocument): GraphDocument | undefined {
  return document.kind === "arms" ? armsForCheck(document) : methodsForCheck(document);
}
