/** Documents of other worlds as the graphs that a plan of them is held against; read here once more, for the checker alone. */

import type { GraphDocument, LoweredDocument } from "../document.ts";
import { armsForCheck } from "./arms.ts";
import { type MethodRules, methodsForCheck } from "./methods.ts";

/** `rules`: settings that the meaning of some hangs on. Undefined when the document makes no sense. */
export function loweredForCheck(document: LoweredDocument, rules: MethodRules): GraphDocument | undefined {
  return document.kind === "arms" ? armsForCheck(document) : methodsForCheck(document, rules);
}
