/** Which boxes and lines light up, from the one selection and hover that all panes share. */

import { createStore } from "zustand/vanilla";
import { rowOf } from "../../core/lists.ts";
import { linksOf } from "../../store/links.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import { type Mark, type Spot, spotStore } from "../../store/spot.ts";
import { type Scene, sceneStore } from "./scene.ts";

export type Light = "selected" | "second" | "producer" | "reader" | Mark;

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

/** Where a storage of an explanation is in the graph: who makes it, or the value from outside itself; −1: nowhere. */
export function boxOfStorage(scene: Scene, s: number): number {
  const { tensor, workspaceOf } = scene.picture.plan.storages;
  const scratch = workspaceOf[s] ?? -1;
  const t = tensor[s] ?? -1;
  return scratch >= 0 ? scratch : (scene.boxOfTensor.get(t) ?? scene.graph.producer[t] ?? -1);
}

function lightSpot(scene: Scene, spot: Spot, boxes: Map<number, Light>, tensors: Set<number>): void {
  for (const s of spot.storages) {
    const box = boxOfStorage(scene, s);
    if (box >= 0) boxes.set(box, "bound");
  }
  for (const [node, mark] of spot.nodes) boxes.set(node, mark);
  for (const t of spot.tensors) tensors.add(t);
}

interface Shown {
  readonly selection: Target | null;
  readonly second: Target | null;
  readonly hover: Target | null;
  readonly spot: Spot | null;
}

function litOf(scene: Scene | null, { selection, second, hover, spot }: Shown): Lit {
  if (scene === null || (selection === null && hover === null && spot === null)) return NONE;
  const boxes = new Map<number, Light>();
  const tensors = new Set<number>();
  // an explanation is read box by box: what else the selection reaches would blur it
  if (spot === null) {
    light(scene, selection, boxes, tensors);
    light(scene, second, boxes, tensors);
  }
  light(scene, hover, boxes, tensors);
  const [first, other] = [selection, second].map((t) => (t === null ? undefined : boxOfTarget(scene, t)));
  if (first !== undefined) boxes.set(first, "selected");
  if (other !== undefined) boxes.set(other, "second");
  if (spot !== null) lightSpot(scene, spot, boxes, tensors);
  return { boxes, tensors, dim: selection !== null || spot !== null };
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
  const { boxes } = litOf(scene, { selection: null, second: null, hover: target, spot: null });
  const made = [...boxes].filter(([, as]) => as === "producer").map(([box]) => box);
  return made.length > 0 ? made : [...boxes.keys()];
}

/** Keeps `litStore` up to date; returns how to stop. */
export function watchLights(): () => void {
  const update = () => {
    const { selection, second, hover } = sessionStore.getState();
    const { spot } = spotStore.getState();
    const lit = litOf(sceneStore.getState().scene, { selection, second, hover, spot });
    if (lit !== NONE || litStore.getState() !== NONE) litStore.setState(lit, true);
  };
  update();
  const stops = [
    sceneStore.subscribe(update),
    sessionStore.subscribe((now, before) => {
      const other = now.selection !== before.selection || now.second !== before.second;
      if (other || now.hover !== before.hover) update();
    }),
    spotStore.subscribe(update),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
