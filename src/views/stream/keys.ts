/** The keyboard in the drawing: arrows walk from box to box, with Shift along lines; with Alt they move the chosen one; Enter selects. */

import type { KeyboardEvent } from "react";
import type { Point } from "../../look/dataflow/sdf-places.ts";
import { rectOf } from "../../look/dataflow/sdf-scene.ts";
import { SDF_WAYS, type SdfWay, walkSdf } from "../../look/dataflow/sdf-walk.ts";
import { streamChosenStore } from "../../store/dataflow-chosen.ts";
import { lineOfChosen } from "../../store/dataflow-linking.ts";
import { boxOfActor, streamPlanStore } from "../../store/stream-plan.ts";
import { type StreamScene, streamSceneStore } from "../../store/stream-scene.ts";
import { broughtIn } from "./camera.ts";
import { nudge, pointAt, selectPart } from "./hand.ts";
import { glideTo, viewStore } from "./view.ts";

/** The box that somebody is on: where the arrow keys left off, else the one that is chosen; −1: none. */
function ownBox(scene: StreamScene): number {
  const { current } = viewStore.getState();
  const own = current === null ? undefined : scene.drawing.byKey.get(current);
  const { streamChosen } = streamChosenStore.getState();
  return own ?? (streamChosen?.kind === "actor" ? boxOfActor(scene, streamChosen.id) : -1);
}

function walkTo(scene: StreamScene, way: SdfWay): void {
  const own = ownBox(scene);
  const { firing } = streamPlanStore.getState();
  const to = own < 0 ? Math.max(0, firing) : walkSdf(scene, own, way);
  const key = scene.drawing.boxes[to]?.key ?? null;
  const view = viewStore.getState();
  viewStore.setState({ current: key });
  pointAt(to);
  glideTo(broughtIn(rectOf(scene, to), view, view));
}

/** Chooses the next of the lines that leave or enter the box. */
function chooseLine(scene: StreamScene, way: "left" | "right"): void {
  const own = ownBox(scene);
  const lines = scene.drawing[way === "right" ? "leaving" : "entering"][own] ?? [];
  const { streamChosen } = streamChosenStore.getState();
  const last = streamChosen === null ? -1 : lines.indexOf(lineOfChosen(scene, streamChosen));
  const next = lines[(last + 1) % Math.max(1, lines.length)];
  if (next !== undefined) selectPart(-1, next);
}

/** Chooses the box that the arrow keys are on, unless something is chosen. */
function choose(own: number): void {
  if (streamChosenStore.getState().streamChosen === null) selectPart(own);
}

/** Whether the key was one of this pane's. */
function obeyKey(scene: StreamScene, { key, shiftKey }: KeyboardEvent): boolean {
  const own = ownBox(scene);
  const way = SDF_WAYS[key];
  if (way === "left" || way === "right") {
    if (shiftKey) chooseLine(scene, way);
    else walkTo(scene, way);
    return true;
  }
  if (way !== undefined && !shiftKey) {
    walkTo(scene, way);
    return true;
  }
  if (key === "Enter" && own >= 0) {
    selectPart(own, -1, shiftKey);
    return true;
  }
  // the command that the key is of knows what is chosen
  if ((key === "Delete" || key === "Backspace" || key === "F2") && !shiftKey && own >= 0) choose(own);
  return false;
}

const NUDGES: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** Pixels of the drawing that a node goes by; with Shift, one. */
const NUDGE = 8;

/** Whether the key moved the chosen node. */
function obeyNudge({ key, shiftKey }: KeyboardEvent): boolean {
  const way = NUDGES[key];
  const far = shiftKey ? 1 : NUDGE;
  return way !== undefined && nudge({ x: way.x * far, y: way.y * far });
}

export function onKeyDown(event: KeyboardEvent): void {
  const { scene } = streamSceneStore.getState();
  if (scene === null || scene.drawing.boxes.length === 0) return;
  if (event.ctrlKey || event.metaKey) return;
  if (!(event.altKey ? obeyNudge(event) : obeyKey(scene, event))) return;
  event.preventDefault();
  event.stopPropagation();
}
