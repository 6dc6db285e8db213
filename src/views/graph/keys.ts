/** The keyboard in the graph: arrows walk from box to box, Enter selects, both bring what they reach into view. */

import type { KeyboardEvent } from "react";
import { chosenStore } from "../../store/chosen.ts";
import { sessionStore } from "../../store/session.ts";
import { broughtIn } from "./camera.ts";
import { boxOf } from "./geometry.ts";
import { pointAt, selectBox } from "./hand.ts";
import { boxesOf } from "./lit.ts";
import { boxAtStep, boxByKey, sceneStore } from "./scene.ts";
import { glideTo, viewStore } from "./view.ts";
import { WAYS, walk } from "./walk.ts";

/** The box the arrow keys start from: where they left off, the chosen one, else the one at the step cursor. */
function startBox(): number {
  const { scene } = sceneStore.getState();
  const { current } = viewStore.getState();
  if (scene === null || (current >= 0 && current < scene.skeleton.count)) return current;
  const [chosen] = chosenStore.getState().keys;
  const own = chosen === undefined ? -1 : boxByKey(scene, chosen);
  if (own >= 0) return own;
  const { selection, cursor } = sessionStore.getState();
  const selected = selection?.kind === "node" ? (boxesOf(scene, selection)[0] ?? -1) : -1;
  return Math.max(0, selected < 0 ? boxAtStep(scene, cursor) : selected);
}

export function onKeyDown(event: KeyboardEvent): void {
  const { scene } = sceneStore.getState();
  const view = viewStore.getState();
  if (scene === null || scene.skeleton.count === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.shiftKey && event.key !== "Enter") return;
  const way = WAYS[event.key];
  if (way !== undefined) {
    const from = startBox();
    const to = view.current < 0 && (way === "up" || way === "down") ? from : walk(scene, from, way);
    viewStore.setState({ current: to });
    pointAt(to);
    glideTo(broughtIn(boxOf(scene.geometry, to), view, view));
  } else if (event.key === "Enter" && view.current >= 0) selectBox(view.current, event.shiftKey);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
