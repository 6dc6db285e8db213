/** Asks for what comes next in a dataflow drawing: a node after what is chosen, a connection from it, or another name. */

import { boxKey } from "../core/box-key.ts";
import type { EdgeEnd } from "../core/dialects/dataflow/edit/types.ts";
import type { DataflowDocument } from "../core/document.ts";
import { ask } from "./asking.ts";
import { streamChosenStore } from "./dataflow-chosen.ts";
import { openStream } from "./open-stream.ts";
import { rename } from "./renaming.ts";
import { shellStore } from "./shell.ts";
import { tell } from "./spoken.ts";

/** What is chosen gives these. */
function chosenOutputs(document: DataflowDocument): readonly EdgeEnd[] {
  const { streamChosen: chosen } = streamChosenStore.getState();
  switch (chosen?.kind) {
    case "actor": {
      const node = document.nodes.find(({ id }) => id === chosen.id);
      return node?.outputs?.map(({ name }) => [node.id, name] as const) ?? [];
    }
    case "port":
      return chosen.side === "outputs" ? [[chosen.node, chosen.port]] : [];
    case "edge": {
      const from = document.edges[chosen.index]?.from;
      return from === undefined ? [] : [from];
    }
    case undefined:
      return [];
  }
}

/** Each gives false where no dataflow graph is open. */
export function askToAddNode(connected: boolean): boolean {
  const document = openStream();
  if (document === null) return false;
  const [from] = connected ? chosenOutputs(document) : [];
  ask({ kind: "stream-add", ...(from === undefined ? {} : { from }) });
  return true;
}

export function askToConnectNode(): boolean {
  const document = openStream();
  if (document === null) return false;
  const of = chosenOutputs(document);
  if (of.length === 0) tell("Choose a node with an output to connect from first.");
  else ask({ kind: "stream-connect", of });
  return true;
}

/** The form has the field: it is shown. */
export function renameNode(): boolean {
  const document = openStream();
  if (document === null) return false;
  const { streamChosen: chosen } = streamChosenStore.getState();
  if (chosen === null || chosen.kind === "edge") tell("Choose a node or a port to rename it.");
  else {
    shellStore.setState({ inspectorShown: true });
    rename(chosen.kind === "actor" ? boxKey("node", chosen.id) : boxKey("value", chosen.port));
  }
  return true;
}
