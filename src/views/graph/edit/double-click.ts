/** A double click: on the canvas it asks what to put there (inside a frame, into its group), on a box or the title of a group it gives it a name, on a folded group it opens it. */

import { readBoxKey } from "../../../core/box-key.ts";
import { foldGroup } from "../../../core/edit/draw.ts";
import type { Point } from "../../../core/edit/types.ts";
import { ask } from "../../../store/asking.ts";
import { edit, openGraph } from "../../../store/editing.ts";
import { NODE_HEIGHT, NODE_WIDTH } from "../../../store/placing.ts";
import { rename } from "../../../store/renaming.ts";
import type { Box } from "../geometry.ts";
import { framesOf } from "../group-facts.ts";
import { keyOfBox, sceneStore } from "../scene.ts";
import { viewStore } from "../view.ts";
import type { At } from "./gesture.ts";
import { frameOf } from "./spots.ts";

function holds(box: Box, { x, y }: Point): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

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
    const frame = framesOf(scene).frames.findLast((f) => holds(f, graph));
    ask({ kind: "add", at, screen, ...(frame === undefined ? {} : { group: frame.id }) });
    return;
  }
  const key = keyOfBox(scene, box);
  const { kind, id } = readBoxKey(key);
  if (kind === "group") edit((document) => foldGroup(document, id, false));
  else rename(key);
}
