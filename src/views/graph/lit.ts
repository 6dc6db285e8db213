/** Which boxes and lines light up, from the one selection and hover that all panes share. */

import { createStore } from "zustand/vanilla";
import { rowOf } from "../../core/lists.ts";
import { linksOf } from "../../store/links.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import { type Scene, sceneStore } from "./scene.ts";

export type Light = "selected" | "producer" | "reader";

export interface Lit {
  readonly boxes: ReadonlyMap<number, Light>;
  /** Tensors whose lines are drawn in the colour of their buffer. */
  readonly tensors: ReadonlySet<number>;
  /** Whether what is not lit steps back. */
  readonly dim: boolean;
}

const NONE: Lit = { boxes: new Map(), tensors: new Set(), dim: false };

export const litStore = createStore<Lit>(() => NONE);

function light(scene: Scene, target: Target | null, boxes: Map<number, Light>, tensors: Set<number>): void {
  const links = linksOf(scene.picture, target);
  if (links === undefined || target === null) return;
  for (const n of links.readers) boxes.set(n, "reader");
  for (const n of links.producers) boxes.set(n, "producer");
  if (links.node >= 0) boxes.set(links.node, "producer");
  for (const t of links.tensors) {
    tensors.add(t);
    const box = scene.boxOfTensor.get(t);
    if (box !== undefined) boxes.set(box, "producer");
  }
  if (target.kind === "node") for (const t of rowOf(scene.graph.inputs, target.index)) tensors.add(t);
}

function litOf(scene: Scene | null, selection: Target | null, hover: Target | null): Lit {
  if (scene === null || (selection === null && hover === null)) return NONE;
  const boxes = new Map<number, Light>();
  const tensors = new Set<number>();
  light(scene, selection, boxes, tensors);
  light(scene, hover, boxes, tensors);
  const selected = selection === null ? undefined : boxOfTarget(scene, selection);
  if (selected !== undefined) boxes.set(selected, "selected");
  return { boxes, tensors, dim: selection !== null };
}

/** The box that a target is, if it is one. */
function boxOfTarget(scene: Scene, target: Target): number | undefined {
  if (target.kind === "node") return target.index;
  return target.kind === "tensor" ? scene.boxOfTensor.get(target.index) : undefined;
}

/** Boxes to go to when a target is to be seen: where it is made, else where it is read. */
export function boxesOf(scene: Scene, target: Target): number[] {
  const own = boxOfTarget(scene, target);
  if (own !== undefined) return [own];
  const { boxes } = litOf(scene, null, target);
  const made = [...boxes].filter(([, as]) => as === "producer").map(([box]) => box);
  return made.length > 0 ? made : [...boxes.keys()];
}

/** Keeps `litStore` up to date; returns how to stop. */
export function watchLights(): () => void {
  const update = () => {
    const { selection, hover } = sessionStore.getState();
    const lit = litOf(sceneStore.getState().scene, selection, hover);
    if (lit !== NONE || litStore.getState() !== NONE) litStore.setState(lit, true);
  };
  update();
  const stops = [
    sceneStore.subscribe(update),
    sessionStore.subscribe((now, before) => {
      if (now.selection !== before.selection || now.hover !== before.hover) update();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
