/** A double click: on the canvas it asks what to put there, on a box or the title of a group it gives it a name, on a folded group it opens it. */

import { readBoxKey } from "../../../core/box-key.ts";
import { foldGroup } from "../../../core/edit/draw.ts";
import { ask } from "../../../store/asking.ts";
import { edit, openGraph } from "../../../store/editing.ts";
import { NODE_HEIGHT, NODE_WIDTH } from "../../../store/placing.ts";
import { rename } from "../../../store/renaming.ts";
import { keyOfBox, sceneStore } from "../scene.ts";
import { viewStore } from "../view.ts";
import type { At } from "./gesture.ts";
import { frameOf } from "./spots.ts";

export function onDoubleClick(event: MouseEvent, { graph, screen }: At): void {
  const { scene } = sceneStore.getState();
  if (scene === null || openGraph() === null || viewStore.getState().overview) return;
  // it would zoom
  event.stopPropagation();
  const frame = frameOf(event.target);
  if (frame !== undefined) {
    rename(frame);
    return;
  }
  if (event.target instanceof Element && event.target.closest("button, input") !== null) return;
  const box = scene.geometry.boxAt(graph.x, graph.y, 0);
  if (box < 0) {
    const at = { x: Math.round(graph.x - NODE_WIDTH / 2), y: Math.round(graph.y - NODE_HEIGHT / 2) };
    ask({ kind: "add", at, screen });
    return;
  }
  const key = keyOfBox(scene, box);
  const { kind, id } = readBoxKey(key);
  if (kind === "group") edit((document) => foldGroup(document, id, false));
  else rename(key);
}
