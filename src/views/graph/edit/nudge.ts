/** Alt and the arrows move boxes, a burst of them in one step. */

import type { BoxKey } from "../../../core/box-key.ts";
import { chosenStore } from "../../../store/chosen.ts";
import { openGraph } from "../../../store/editing.ts";
import { keyOfBox, placedBoxes, sceneStore } from "../scene.ts";
import { viewStore } from "../view.ts";
import { movedBy, saysMoved } from "./drag.ts";
import { movingWith, putDown } from "./placing.ts";

/** Graph pixels of a nudge, and with Shift. */
const STRIDE = 8;
const STEP = 1;

const WAYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** What the keys are about: the boxes that are chosen, else the one that the arrows are on. */
function meant(): readonly BoxKey[] {
  const { scene } = sceneStore.getState();
  const { keys } = chosenStore.getState();
  const { current } = viewStore.getState();
  if (keys.length > 0 || scene === null || current < 0 || current >= scene.skeleton.count) return keys;
  return [keyOfBox(scene, current)];
}

function nudge([x, y]: readonly [number, number], far: boolean): void {
  const { scene } = sceneStore.getState();
  const keys = meant();
  if (scene === null || keys.length === 0) return;
  const all = placedBoxes(scene);
  const stride = far ? STRIDE : STEP;
  const moved = movedBy(movingWith(scene, all, keys), { x: x * stride, y: y * stride });
  if (moved.length > 0) putDown(moved, all, saysMoved(keys), { merge: `nudge ${keys.join(" ")}` });
}

export function onNudgeKey(event: KeyboardEvent): void {
  if (event.target instanceof HTMLInputElement || openGraph() === null) return;
  if (event.ctrlKey || event.metaKey) return;
  const way = WAYS[event.key];
  if (!event.altKey || way === undefined) return;
  nudge(way, !event.shiftKey);
  event.preventDefault();
  event.stopPropagation();
}
