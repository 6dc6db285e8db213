/** Edits of the drawing only: places and groups. The plan does not change by them. */

import { type BoxKey, boxKey, readBoxKey } from "../box-key.ts";
import type { Drawing, GraphDocument } from "../document.ts";
import { ok } from "../result.ts";
import { indexOf } from "./index-of.ts";
import { boxIsIn } from "./kept.ts";
import { placeAt } from "./place.ts";
import { nothingChosen } from "./refuse.ts";
import type { EditResult } from "./types.ts";

export { aligned, distributed, freePlace, type Side } from "./geometry.ts";
export { foldGroup, group, renameGroup, ungroup } from "./groups.ts";

/** A box with its place and size, in graph pixels. */
export interface PlacedBox {
  readonly key: BoxKey;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Places = NonNullable<Drawing["at"]>;

function placesOf(document: GraphDocument, boxes: readonly PlacedBox[]): Places {
  const { node, tensor } = indexOf(document);
  const groups = new Set(document.drawing?.groups?.map((g) => g.id));
  const has = boxIsIn(node, tensor, new Set(document.outputs), groups);
  return Object.fromEntries(boxes.filter((b) => has(b.key)).map((b) => [b.key, placeAt(b)]));
}

/** Places boxes by hand; `all` gives the places of the others when none has been placed by hand yet. `says` for the history. */
export function placeBoxes(
  document: GraphDocument,
  moved: readonly PlacedBox[],
  says: string,
  all: readonly PlacedBox[],
): EditResult {
  if (moved.length === 0) return nothingChosen("box");
  const still = frozen(document, all);
  const at = { ...still.drawing?.at, ...along(still, moved, all), ...placesOf(document, moved) };
  return ok({ document: { ...still, drawing: { ...still.drawing, at } }, says });
}

/** A folded group takes the places of its members along, so that it unfolds where it is. */
function along(document: GraphDocument, moved: readonly PlacedBox[], all: readonly PlacedBox[]): Places {
  const at = document.drawing?.at ?? {};
  const took: Record<string, readonly [number, number]> = {};
  for (const box of moved) {
    const { kind, id } = readBoxKey(box.key);
    if (kind !== "group") continue;
    const was = at[box.key];
    const drawn = all.find((b) => b.key === box.key);
    const [x, y] = was ?? (drawn === undefined ? [box.x, box.y] : [drawn.x, drawn.y]);
    for (const node of document.drawing?.groups?.find((g) => g.id === id)?.nodes ?? []) {
      const place = at[boxKey("node", node)];
      if (place === undefined) continue;
      took[boxKey("node", node)] = placeAt({ x: place[0] + box.x - x, y: place[1] + box.y - y });
    }
  }
  return took;
}

/** The document with every box placed by hand where it is drawn now, unless some are already. Not an edit of its own. */
export function frozen(document: GraphDocument, all: readonly PlacedBox[]): GraphDocument {
  if (document.drawing?.at !== undefined && Object.keys(document.drawing.at).length > 0) return document;
  return { ...document, drawing: { ...document.drawing, at: placesOf(document, all) } };
}
