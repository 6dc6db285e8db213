/** The keyboard in the graph: arrows walk from box to box, Enter selects, both bring what they reach into view. */

import type { KeyboardEvent } from "react";
import { chosenStore } from "../../store/chosen.ts";
import { sessionStore } from "../../store/session.ts";
import { broughtIn } from "./camera.ts";
import { boxOf } from "./geometry.ts";
import { pointAt, selectBox } from "./hand.ts";
import { boxesOf } from "./lit.ts";
import { boxAtStep, boxByKey, type Scene, sceneStore } from "./scene.ts";
import { glideTo, viewStore } from "./view.ts";
import { WAYS, type Way, walk } from "./walk.ts";

/** The box that somebody is on: where the arrow keys left off, else the one that is chosen; −1: none. */
function ownBox(scene: Scene): number {
  const { current } = viewStore.getState();
  if (current >= 0 && current < scene.skeleton.count) return current;
  const chosen = chosenStore.getState().keys.at(-1);
  const own = chosen === undefined ? -1 : boxByKey(scene, chosen);
  const { selection } = sessionStore.getState();
  return own < 0 && selection?.kind === "node" ? (boxesOf(scene, selection)[0] ?? -1) : own;
}

/** From the box that somebody is on the keys lead on at once; else up and down lead to the one at the step cursor first. */
function leadsTo(scene: Scene, way: Way): number {
  const own = ownBox(scene);
  const start = own < 0 ? Math.max(0, boxAtStep(scene, sessionStore.getState().cursor)) : own;
  return own < 0 && (way === "up" || way === "down") ? start : walk(scene, start, way);
}

export function onKeyDown(event: KeyboardEvent): void {
  const { scene } = sceneStore.getState();
  const view = viewStore.getState();
  if (scene === null || scene.skeleton.count === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.shiftKey && event.key !== "Enter") return;
  const way = WAYS[event.key];
  if (way !== undefined) {
    const to = leadsTo(scene, way);
    viewStore.setState({ current: to });
    pointAt(to);
    glideTo(broughtIn(boxOf(scene.geometry, to), view, view));
  } else if (event.key === "Enter" && view.current >= 0) selectBox(view.current, event.shiftKey);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
