/** A node of a dataflow graph as text, and what a paste into one becomes; loaded with the other clips. */

import { isStreamClip, streamClipOf } from "../core/dialects/dataflow/edit/clip.ts";
import { removeStreamParts } from "../core/dialects/dataflow/edit/nodes.ts";
import { pasteStream } from "../core/dialects/dataflow/edit/paste.ts";
import type { DataflowDocument, GraphDocument } from "../core/document.ts";
import { isClip } from "../core/edit/clip.ts";
import type { Point } from "../core/edit/types.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { writeNative } from "../formats/native/write.ts";
import { chooseStream, streamChosenStore } from "../store/dataflow-chosen.ts";
import { editStream } from "../store/dataflow-editing.ts";
import { openGraph } from "../store/editing.ts";
import { openStream } from "../store/open-stream.ts";
import { tellProblem } from "../store/spoken.ts";

/** The chosen node as the text of a dataflow document. */
export function chosenNodeText(
  document: DataflowDocument,
  how: string,
): Result<{ readonly text: string; readonly says: string }> {
  const { streamChosen: chosen } = streamChosenStore.getState();
  if (chosen?.kind !== "actor")
    return fail("nothing-chosen", `No node is chosen to ${how}.`, { help: "Click on a node first." });
  const clip = streamClipOf(document, chosen.id);
  return clip.ok ? ok({ text: writeNative(clip.value), says: chosen.id }) : clip;
}

/** Removes the node that is in the clipboard now. */
export function cutNode(): void {
  const { streamChosen: chosen } = streamChosenStore.getState();
  if (chosen?.kind !== "actor") return;
  const cut = editStream((document) => {
    const removed = removeStreamParts(document, { nodes: [chosen.id] });
    if (!removed.ok) return removed;
    return ok({ ...removed.value, says: removed.value.says.replace(/^Removed/, "Cut") });
  });
  if (cut.ok) chooseStream(null);
}

const NOT_HERE = fail("other-kind", "Boxes of a graph cannot be put into a dataflow graph.", {
  help: "Open a graph to paste them into, or begin a new drawing.",
});
const NOT_THERE = fail("other-kind", "Nodes of a dataflow graph cannot be put into a graph.", {
  help: "Open a dataflow graph to paste them into, or begin a new one.",
});

/** Puts copied nodes into the open dataflow graph, and refuses what is of the other kind of graph; false: it is to be opened. */
export function takeAsNodes(document: DataflowDocument | GraphDocument, at: Point | null): boolean {
  const isBoxes = document.kind === "graph";
  if (!(isBoxes ? isClip(document) : isStreamClip(document))) return false;
  if (isBoxes ? openStream() === null : openGraph() === null && openStream() === null) return false;
  if (isBoxes) tellProblem(NOT_HERE.problem);
  else if (openStream() === null) tellProblem(NOT_THERE.problem);
  else
    editStream((d) =>
      pasteStream(d, document, at === null ? undefined : [Math.round(at.x), Math.round(at.y)]),
    );
  return true;
}
