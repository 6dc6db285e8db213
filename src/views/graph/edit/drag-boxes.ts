/** Dragging boxes: they follow the pointer, snap to their neighbours, and are placed in one step when they are let go. */

import type { BoxKey } from "../../../core/box-key.ts";
import { duplicate } from "../../../core/edit/clip.ts";
import { frozen } from "../../../core/edit/draw.ts";
import type { Point } from "../../../core/edit/types.ts";
import { choose, chosenStore } from "../../../store/chosen.ts";
import { edit } from "../../../store/editing.ts";
import { windowOf } from "../camera.ts";
import { type Box, boxOf } from "../geometry.ts";
import { inPlace } from "../looking.ts";
import { keyOfBox, placedBoxes, type Scene, sceneStore } from "../scene.ts";
import { viewStore } from "../view.ts";
import { around, goingAlong, movedBy, saysMoved } from "./drag.ts";
import type { At, Gesture } from "./gesture.ts";
import { movingWith, putDown } from "./placing.ts";
import { carry, putBack, settle } from "./previewing.ts";
import { snap } from "./snap.ts";
import { show } from "./under-way.ts";

/** Screen pixels within which boxes are drawn to their neighbours' lines. */
const SLACK = 5;

function neighbours(scene: Scene, going: ReadonlySet<BoxKey>): readonly Box[] {
  const view = viewStore.getState();
  return scene.geometry
    .boxesIn(windowOf(view, view))
    .filter((box) => !going.has(keyOfBox(scene, box)))
    .map((box) => boxOf(scene.geometry, box));
}

/** `copy`: the boxes stay, and copies of them are made where they are let go. */
export function dragBoxes(key: BoxKey, start: At, copy: boolean): Gesture | null {
  const { scene } = sceneStore.getState();
  const { keys: chosen } = chosenStore.getState();
  if (scene === null) return null;
  const all = placedBoxes(scene);
  const keys = goingAlong(key, chosen);
  const moving = movingWith(scene, all, keys);
  const going = new Set(moving.map((box) => box.key));
  const bounds = around(moving);
  if (bounds === undefined) return null;
  if (!chosen.includes(key)) inPlace(() => choose([key]));
  let by: Point = { x: 0, y: 0 };

  const follow = (at: At) => {
    const raw = { x: at.graph.x - start.graph.x, y: at.graph.y - start.graph.y };
    const there = { ...bounds, x: bounds.x + raw.x, y: bounds.y + raw.y };
    const slack = SLACK / viewStore.getState().zoom;
    const pushed = at.alt || copy ? { x: 0, y: 0, guides: [] } : snap(there, neighbours(scene, going), slack);
    by = { x: Math.round(raw.x + pushed.x), y: Math.round(raw.y + pushed.y) };
    const moved = movedBy(moving, by);
    show({ kind: "boxes", guides: pushed.guides, ghosts: copy ? moved : [] });
    if (!copy) carry(moved);
  };
  return {
    move: follow,
    drop: () => {
      if (by.x === 0 && by.y === 0) putBack();
      else if (copy) edit((document) => duplicate(frozen(document, all), keys, by));
      else {
        settle();
        if (!putDown(movedBy(moving, by), all, saysMoved(keys))) putBack();
      }
    },
    abandon: putBack,
  };
}
