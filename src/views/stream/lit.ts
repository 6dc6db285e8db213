/** What lights up in the drawing: what is chosen here or selected elsewhere, pointed at, or shown by an explanation. */

import { createStore } from "zustand/vanilla";
import { actorOfFiring } from "../../core/dialects/dataflow/firings.ts";
import { rowOf } from "../../core/lists.ts";
import { streamChosenStore } from "../../store/dataflow-chosen.ts";
import { lineOfChosen } from "../../store/dataflow-linking.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import { type Mark, spotStore } from "../../store/spot.ts";
import { boxOfActor, type StreamPlan, streamPlanStore } from "../../store/stream-plan.ts";
import { streamSceneStore } from "../../store/stream-scene.ts";

export type Light = "selected" | "second" | "hover" | Mark;

export interface Lit {
  /** By position in the drawing. */
  readonly boxes: ReadonlyMap<number, Light>;
  readonly lines: ReadonlyMap<number, Light>;
}

const DARK: Lit = { boxes: new Map(), lines: new Map() };

export const litStore = createStore<Lit>(() => DARK);

export interface Parts {
  readonly boxes: readonly number[];
  readonly lines: readonly number[];
}

/** What of the drawing a target is: the box of a firing, the lines of a FIFO, of a storage, of a buffer. */
export function partsOf({ scene, picture, lineOfFifo }: StreamPlan, target: Target): Parts {
  const { nodes, storages, buffers } = picture.plan;
  const linesOf = (tensors: Iterable<number>) =>
    Array.from(tensors, (t) => lineOfFifo.get(t) ?? -1).filter((l) => l >= 0);
  switch (target.kind) {
    case "node": {
      const box = boxOfActor(scene, actorOfFiring(nodes.id[target.index] ?? ""));
      return { boxes: box < 0 ? [] : [box], lines: [] };
    }
    case "tensor":
      return { boxes: [], lines: linesOf([target.index]) };
    case "storage":
      return { boxes: [], lines: linesOf(rowOf(storages.tensors, target.index)) };
    case "buffer": {
      const own = rowOf(buffers.storages, target.index);
      return {
        boxes: [],
        lines: linesOf(Array.from(own).flatMap((s) => Array.from(rowOf(storages.tensors, s)))),
      };
    }
  }
}

function litNow(): Lit {
  const { scene } = streamSceneStore.getState();
  const { plan } = streamPlanStore.getState();
  if (scene === null) return DARK;
  const boxes = new Map<number, Light>();
  const lines = new Map<number, Light>();
  const light = (target: Target | null, as: Light) => {
    if (plan === null || target === null) return;
    const parts = partsOf(plan, target);
    for (const box of parts.boxes) boxes.set(box, as);
    for (const line of parts.lines) lines.set(line, as);
  };
  const { selection, second, hover } = sessionStore.getState();
  const { spot } = spotStore.getState();
  light(hover, "hover");
  light(selection, "selected");
  light(second, "second");
  for (const [index, mark] of spot?.nodes ?? []) light({ kind: "node", index }, mark);
  for (const index of spot?.storages ?? []) light({ kind: "storage", index }, "bound");
  for (const index of spot?.tensors ?? []) light({ kind: "tensor", index }, "path");
  const { streamChosen } = streamChosenStore.getState();
  if (streamChosen?.kind === "actor") boxes.set(boxOfActor(scene, streamChosen.id), "selected");
  else if (streamChosen !== null) lines.set(lineOfChosen(scene, streamChosen), "selected");
  return { boxes, lines };
}

/** Keeps `litStore` up to date; returns how to stop. */
export function watchLights(): () => void {
  const update = () => litStore.setState(litNow(), true);
  update();
  const stops = [
    streamSceneStore.subscribe(update),
    streamPlanStore.subscribe((now, before) => {
      if (now.plan !== before.plan) update();
    }),
    streamChosenStore.subscribe(update),
    spotStore.subscribe(update),
    sessionStore.subscribe((now, before) => {
      const other = now.selection !== before.selection || now.second !== before.second;
      if (other || now.hover !== before.hover) update();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    litStore.setState(DARK, true);
  };
}
