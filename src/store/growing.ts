/** Asks for what comes next in a drawing: an operation after what is chosen, or a connection from it. */

import { readBoxKey } from "../core/box-key.ts";
import type { GraphDocument } from "../core/document.ts";
import { ok } from "../core/result.ts";
import { ask } from "./asking.ts";
import { chosenStore } from "./chosen.ts";
import { documentStore } from "./document.ts";
import { edit, openGraph } from "./editing.ts";
import { outcomeStore } from "./outcome.ts";
import { sessionStore } from "./session.ts";
import { tell } from "./spoken.ts";
import { askToAddNode, askToConnectNode } from "./stream-asking.ts";

/** The tensor that is selected as such, e.g. a line of the graph or a row of the timeline. */
function selectedTensor(document: GraphDocument): readonly string[] {
  const { selection } = sessionStore.getState();
  if (selection?.kind !== "tensor") return [];
  const id = outcomeStore.getState().picture?.graph?.document.tensors[selection.index]?.id;
  // the picture may be of the document as it was before the last edit
  return document.tensors.some((tensor) => tensor.id === id) && id !== undefined ? [id] : [];
}

/** Ids of the tensors that what is chosen gives: the outputs of one node, or one value; empty for none, many and groups. */
export function chosenTensors(document: GraphDocument): readonly string[] {
  const [key, ...more] = chosenStore.getState().keys;
  if (key === undefined) return selectedTensor(document);
  const { kind, id } = readBoxKey(key);
  if (more.length > 0 || kind === "group") return [];
  return kind === "node" ? (document.nodes.find((node) => node.id === id)?.outputs ?? []) : [id];
}

/** The open graph; where there is none, says what to do instead. */
function graphOrRefusal(): GraphDocument | null {
  const document = openGraph();
  if (document === null) edit((d) => ok({ document: d, says: "" }));
  return document;
}

/** Before the first document is there, what is asked for waits for it. */
function isBeginning(): boolean {
  return documentStore.getState().document === null && outcomeStore.getState().trouble === null;
}

/** Opens the palette of operations; with `connected`, for one that reads what is chosen. */
export function askToAdd(connected: boolean): void {
  if (isBeginning()) {
    ask({ kind: "add" });
    return;
  }
  if (askToAddNode(connected)) return;
  const document = graphOrRefusal();
  if (document === null) return;
  const [from] = connected ? chosenTensors(document) : [];
  ask({ kind: "add", ...(from === undefined ? {} : { from }) });
}

/** Opens the list of ports that what is chosen can be connected to. */
export function askToConnect(): void {
  if (askToConnectNode()) return;
  const document = graphOrRefusal();
  if (document === null) return;
  const of = chosenTensors(document);
  const [from] = of;
  if (from === undefined) tell("Choose the one box to connect from first.");
  else ask({ kind: "connect", from, ...(of.length > 1 ? { of } : {}) });
}
