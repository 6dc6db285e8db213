/** Chooses boxes by command: all, or along the flow of values. */

import { type BoxKey, boxesText, boxKey, readBoxKey } from "../core/box-key.ts";
import type { GraphDocument } from "../core/document.ts";
import { choose, chosenStore } from "./chosen.ts";
import { drawnBoxes } from "./drawn.ts";
import { openGraph } from "./editing.ts";
import { fedBy, feeding } from "./flow.ts";
import { request } from "./requests.ts";
import { speak, tell } from "./spoken.ts";

/** Few are told by name, outputs as such. */
const MOST_NAMES = 3;

function boxesNamed(keys: readonly BoxKey[]): string {
  if (keys.length > MOST_NAMES) return boxesText(keys.length);
  const names = keys.map(readBoxKey).map(({ kind, id }) => (kind === "output" ? `output ${id}` : id));
  return new Intl.ListFormat("en-GB").format(names);
}

/** Every box that is drawn; while none is, every box that the document would have. */
function allBoxes(document: GraphDocument): readonly BoxKey[] {
  const drawn = drawnBoxes().map(({ key }) => key);
  if (drawn.length > 0) return drawn;
  const made = new Set(document.nodes.flatMap((node) => node.outputs));
  return [
    ...document.tensors.filter(({ id }) => !made.has(id)).map(({ id }) => boxKey("value", id)),
    ...document.nodes.map(({ id }) => boxKey("node", id)),
    ...document.outputs.map((id) => boxKey("output", id)),
  ];
}

export function chooseEverything(): void {
  const document = openGraph();
  if (document === null) {
    tell("This document has no graph to choose from.");
    return;
  }
  const keys = allBoxes(document);
  choose(keys);
  speak(keys.length === 0 ? "The graph is empty." : `Chose all ${boxesText(keys.length)}.`);
}

function chooseAlong(
  along: (document: GraphDocument, keys: readonly BoxKey[]) => readonly BoxKey[],
  none: string,
): void {
  const document = openGraph();
  const { keys } = chosenStore.getState();
  if (document === null || keys.length === 0) {
    tell("Nothing is chosen: choose a box first.");
    return;
  }
  const found = along(document, keys);
  if (found.length === 0) {
    tell(none);
    return;
  }
  choose(found);
  request({ kind: "reveal-boxes", keys: found });
  speak(`Chose ${boxesNamed(found)}.`);
}

export function chooseFed(): void {
  chooseAlong(fedBy, "Nothing reads what is chosen.");
}

export function chooseFeeding(): void {
  chooseAlong(feeding, "What is chosen reads nothing.");
}
