/** Edits of the open dataflow graph that commands, menus and keys give: about what is chosen in it. */

import { addMissingSamples } from "../core/dialects/dataflow/edit/missing.ts";
import { duplicateStreamNodes, removeStreamParts } from "../core/dialects/dataflow/edit/nodes.ts";
import { clearStreamPlaces } from "../core/dialects/dataflow/edit/place.ts";
import { removePort } from "../core/dialects/dataflow/edit/ports.ts";
import type { StreamEditResult } from "../core/dialects/dataflow/edit/types.ts";
import type { DataflowDocument } from "../core/document.ts";
import { fail } from "../core/result.ts";
import { chooseStream, type StreamChosen, streamChosenStore } from "./dataflow-chosen.ts";
import { editStream } from "./dataflow-editing.ts";
import { tell } from "./spoken.ts";

/** Runs an edit of what is chosen; `to` says of a refusal what it was wanted for. */
function editChosen(
  to: string,
  run: (document: DataflowDocument, chosen: StreamChosen) => StreamEditResult,
): StreamEditResult {
  return editStream((document) => {
    const { streamChosen } = streamChosenStore.getState();
    if (streamChosen !== null) return run(document, streamChosen);
    return fail("nothing-chosen", `Nothing is chosen to ${to}.`, {
      help: "Choose a node, a port or a connection first.",
    });
  });
}

export function removeHere(): void {
  const removed = editChosen("delete", (document, chosen) => {
    switch (chosen.kind) {
      case "actor":
        return removeStreamParts(document, { nodes: [chosen.id] });
      case "edge":
        return removeStreamParts(document, { edges: [chosen.index] });
      case "port":
        return removePort(document, chosen);
    }
  });
  if (removed.ok) chooseStream(null);
}

export function duplicateHere(): void {
  editChosen("duplicate", (document, chosen) =>
    chosen.kind === "actor"
      ? duplicateStreamNodes(document, [chosen.id])
      : fail("no-node", "Only nodes are duplicated.", { help: "Choose a node." }),
  );
}

/** Parts the chosen connection; of a node, all that feeds it; of a port, all that is at it. */
export function disconnectHere(): void {
  editChosen("disconnect", (document, chosen) => {
    const edges = document.edges.flatMap(({ from, to }, e) => {
      if (chosen.kind === "edge") return e === chosen.index ? [e] : [];
      if (chosen.kind === "actor") return to[0] === chosen.id ? [e] : [];
      const end = chosen.side === "inputs" ? to : from;
      return end?.[0] === chosen.node && end[1] === chosen.port ? [e] : [];
    });
    if (edges.length > 0) return removeStreamParts(document, { edges });
    return fail("nothing-connected", "Nothing is connected to what is chosen.");
  });
}

export function addSamplesHere(): void {
  editStream(addMissingSamples);
}

export function placeAutomatically(): void {
  const placed = editStream(clearStreamPlaces);
  if (placed.ok && placed.value.says === "") tell("All nodes are placed automatically already.");
}
