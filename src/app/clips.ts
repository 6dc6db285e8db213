/** Boxes as text and back; loaded after the start. */

import type { GraphDocument } from "../core/document.ts";
import { clipOf, isClip, paste } from "../core/edit/clip.ts";
import { freePlace } from "../core/edit/draw.ts";
import type { EditResult, Point } from "../core/edit/types.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { writeNative } from "../formats/native/write.ts";
import { chosenStore } from "../store/chosen.ts";
import { drawnBoxes } from "../store/drawn.ts";
import { edit, openGraph } from "../store/editing.ts";
import { sessionStore } from "../store/session.ts";

export { cutChosen } from "../store/edits.ts";
export { isClip };

/** The chosen boxes as the text of a graph document. */
export function chosenText(): Result<string> {
  const document = openGraph();
  const { keys } = chosenStore.getState();
  if (document === null || keys.length === 0)
    return fail("nothing-chosen", "Nothing is chosen to copy.", { help: "Choose boxes of the graph first." });
  const clip = clipOf(document, keys);
  return clip.ok ? ok(writeNative(clip.value)) : clip;
}

/** Puts a clip into the open graph: where the pointer is, else below what is chosen. */
export function pasteClip(clip: GraphDocument, pointer: Point | null): EditResult {
  return edit((document) => {
    // in the other layouts the place follows from the connections
    if (sessionStore.getState().graphLayout !== "free") return paste(document, clip);
    const at = pointer ?? freePlace(drawnBoxes(), chosenStore.getState().keys, sizeOf(clip));
    return paste(document, clip, at);
  });
}

/** What a box of the canvas takes at most, roughly: a clip that was never drawn has no size. */
const BOX = { width: 160, height: 60 };

function sizeOf(clip: GraphDocument): { readonly width: number; readonly height: number } {
  const places = Object.values(clip.drawing?.at ?? {});
  const across = places.map(([x]) => x);
  const down = places.map(([, y]) => y);
  const extent = (at: readonly number[]) => (at.length === 0 ? 0 : Math.max(...at) - Math.min(...at));
  return { width: extent(across) + BOX.width, height: extent(down) + BOX.height };
}
