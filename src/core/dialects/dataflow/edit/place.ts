/** Nodes put where a person wants them; means nothing to a plan. */

import { sayNames } from "../../../edit/names.ts";
import { fail, ok } from "../../../result.ts";
import type { DataflowDocument, StreamDrawing } from "../document.ts";
import { findNode, unchanged } from "./find.ts";
import type { StreamEditResult } from "./types.ts";

type Places = NonNullable<StreamDrawing["at"]>;

export function withPlaces(document: DataflowDocument, at: Places): DataflowDocument {
  return { ...document, drawing: { ...document.drawing, at: { ...document.drawing?.at, ...at } } };
}

/** Places in pixels of the drawing, by id. */
export function placeStreamNodes(document: DataflowDocument, at: Places): StreamEditResult {
  const ids = Object.keys(at);
  for (const id of ids) {
    const node = findNode(document, id);
    if (!node.ok) return node;
  }
  if (ids.length === 0) return unchanged(document);
  if (!Object.values(at).flat().every(Number.isFinite))
    return fail("bad-place", "A place is two numbers of pixels.");
  return ok({ document: withPlaces(document, at), says: `Moved ${sayNames(ids, "nodes")}` });
}

/** Has all nodes placed by the program again. */
export function clearStreamPlaces(document: DataflowDocument): StreamEditResult {
  const { at, ...rest } = document.drawing ?? {};
  if (at === undefined || Object.keys(at).length === 0) return unchanged(document);
  const { drawing: _, ...bare } = document;
  const made = Object.keys(rest).length === 0 ? bare : { ...bare, drawing: rest };
  return ok({ document: made, says: "Placed all nodes automatically" });
}
