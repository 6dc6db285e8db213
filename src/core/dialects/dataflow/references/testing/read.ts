/** References of documents that are known to be sound. */

import type { DataflowDocument } from "../../document.ts";
import { normalise } from "../../normalise.ts";
import { firingCounts } from "../counts.ts";
import { type ReferenceStream, referencesOf } from "../roles.ts";
import { type Units, unitsOf } from "../units.ts";

export function referencesIn(document: DataflowDocument): ReferenceStream {
  const stream = normalise(document);
  if (!stream.ok) throw new Error(stream.problem.message);
  return referencesOf(stream.value, document);
}

export function unitsIn(references: ReferenceStream): Units | undefined {
  const counts = firingCounts(references.stream);
  return counts && unitsOf(references, counts);
}
