/** Which boxes and lines light up, from the one selection and hover that all panes share, and what the editor has chosen. */

import { createStore } from "zustand/vanilla";
import { rowOf } from "../../core/lists.ts";
import type { Matches } from "../../look/look.types.ts";
import { chosenStore } from "../../store/chosen.ts";
import { linksOf } from "../../store/links.ts";
import { looksStore, matchesNow } from "../../store/looks.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import { type Mark, type Spot, spotStore } from "../../store/spot.ts";
import { boxByKey, type Scene, sceneStore } from "./scene.ts";

export type Light = "selected" | "second" | "producer" | "reader" | "found" | Mark;

export interface Lit {
  readonly boxes: ReadonlyMap<number, Light>;
  /** Tensors of the scene whose lines are drawn in the colour of their buffer. */
  readonly tensors: ReadonlySet<number>;
  /** Whether what is not lit steps back. */
  readonly dim: boolean;
}

const NONE: Lit = { boxes: new Map(), tensors: new Set(), dim: false };

export const litStore = createStore<Lit>(() => NONE);

/** Box of a node of the picture, perhaps the folded group that hides it; −1: it is gone. */
function boxOfNode({ skeleton, nodes }: Scene, node: number): number {
  return skeleton.boxOfNode[nodes.here(node)] ?? -1;
}

function light(scene: Scene, target: Target | null, boxes: Map<number, Light>, tensors: Set<number>): void {
  if (scene.picture === null) return;
  const links = linksOf(scene.picture, target);
  if (links === undefined || target === null) return;
  const set = (box: number, as: Light) => {
    if (box >= 0) boxes.set(box, as);
  };
  for (const n of links.readers) set(boxOfNode(scene, n), "reader");
  for (const n of links.producers) set(boxOfNode(scene, n), "producer");
  if (links.node >= 0) set(boxOfNode(scene, links.node), "producer");
  for (const there of links.tensors) {
    const t = scene.tensors.here(there);
    if (t < 0) continue;
    tensors.add(t);
    set(scene.skeleton.boxOfValue[t] ?? -1, "producer");
    set(scene.skeleton.boxOfOutput[t] ?? -1, "reader");
  }
  const node = target.kind === "node" ? scene.nodes.here(target.index) : -1;
  if (node >= 0) for (const t of rowOf(scene.graph.inputs, node)) tensors.add(t);
}

/** Where a storage of an explanation is in the graph: who makes it, or the value from outside itself; −1: nowhere. */
export function boxOfStorage(scene: Scene, s: number): number {
  if (scene.picture === null) return -1;
  const { tensor, workspaceOf } = scene.picture.plan.storages;
  const scratch = workspaceOf[s] ?? -1;
  if (scratch >= 0) return boxOfNode(scene, scratch);
  const t = scene.tensors.here(tensor[s] ?? -1);
  const value = scene.skeleton.boxOfValue[t] ?? -1;
  return value >= 0 ? value : (scene.skeleton.boxOfNode[scene.graph.producer[t] ?? -1] ?? -1);
}

function lightSpot(scene: Scene, spot: Spot, boxes: Map<number, Light>, tensors: Set<number>): void {
  for (const s of spot.storages) {
    const box = boxOfStorage(scene, s);
    if (box >= 0) boxes.set(box, "bound");
  }
  for (const [node, mark] of spot.nodes) {
    const box = boxOfNode(scene, node);
    if (box >= 0) boxes.set(box, mark);
  }
  for (const there of spot.tensors) {
    const t = scene.tensors.here(there);
    if (t >= 0) tensors.add(t);
  }
}

/** Matches of a search that the graph shows at most: those of larger plans are too many to tell apart in it. */
const FOUND_MOST = 20_000;

/** What a search or the legend means; null: nothing. */
function foundIn(scene: Scene): Matches | null {
  const matches = scene.picture === null ? null : matchesNow(scene.picture);
  return matches === null || matches.found.length > FOUND_MOST ? null : matches;
}

/** Everybody who makes something of what is found. */
function lightFound(scene: Scene, { plan, found }: Matches, boxes: Map<number, Light>): void {
  const set = (box: number) => {
    if (box >= 0) boxes.set(box, "found");
  };
  for (const s of found) {
    const scratch = plan.storages.workspaceOf[s] ?? -1;
    if (scratch >= 0) set(boxOfNode(scene, scratch));
    for (const there of rowOf(plan.storages.tensors, s)) {
      const t = scene.tensors.here(there);
      if (t < 0) continue;
      set(scene.skeleton.boxOfValue[t] ?? -1);
      set(scene.skeleton.boxOfNode[scene.graph.producer[t] ?? -1] ?? -1);
    }
  }
}

interface Shown {
  readonly selection: Target | null;
  readonly second: Target | null;
  readonly hover: Target | null;
  readonly spot: Spot | null;
  readonly found: Matches | null;
}

function litOf(scene: Scene, { selection, second, hover, spot, found }: Shown): Lit {
  const boxes = new Map<number, Light>();
  const tensors = new Set<number>();
  if (found !== null) lightFound(scene, found, boxes);
  // an explanation is read box by box: what else the selection reaches would blur it
  if (spot === null) {
    light(scene, selection, boxes, tensors);
    light(scene, second, boxes, tensors);
  }
  light(scene, hover, boxes, tensors);
  const [first, other] = [selection, second].map((t) => (t === null ? -1 : boxOfTarget(scene, t)));
  if (first !== undefined && first >= 0) boxes.set(first, "selected");
  if (other !== undefined && other >= 0) boxes.set(other, "second");
  if (spot !== null) lightSpot(scene, spot, boxes, tensors);
  // who draws by hand needs to see all of the drawing
  const dim = spot !== null || found !== null || (selection !== null && scene.kind !== "free");
  return { boxes, tensors, dim };
}

/** What the editor has chosen: all of many are selected, of two the second is so marked. */
function lightChosen(scene: Scene, lit: Lit): Lit {
  const { keys } = chosenStore.getState();
  if (keys.length === 0) return lit;
  const boxes = new Map(lit.boxes);
  keys.forEach((key, i) => {
    const box = boxByKey(scene, key);
    if (box >= 0) boxes.set(box, keys.length === 2 && i === 1 ? "second" : "selected");
  });
  return { ...lit, boxes };
}

/** The box that a target is; −1: it is none. */
function boxOfTarget(scene: Scene, target: Target): number {
  if (target.kind === "node") return boxOfNode(scene, target.index);
  return target.kind === "tensor" ? (scene.skeleton.boxOfValue[scene.tensors.here(target.index)] ?? -1) : -1;
}

/** Boxes to go to when a target is to be seen: where it is made, else where it is read. */
export function boxesOf(scene: Scene, target: Target): number[] {
  const own = boxOfTarget(scene, target);
  if (own >= 0) return [own];
  const { boxes } = litOf(scene, { selection: null, second: null, hover: target, spot: null, found: null });
  const made = [...boxes].filter(([, as]) => as === "producer").map(([box]) => box);
  return made.length > 0 ? made : [...boxes.keys()];
}

function now(): Lit {
  const { scene } = sceneStore.getState();
  const { selection, second, hover } = sessionStore.getState();
  const { spot } = spotStore.getState();
  const found = scene === null ? null : foundIn(scene);
  const nothing = selection === null && hover === null && spot === null && found === null;
  if (scene === null || (nothing && chosenStore.getState().keys.length === 0)) return NONE;
  return lightChosen(scene, litOf(scene, { selection, second, hover, spot, found }));
}

/** Keeps `litStore` up to date; returns how to stop. */
export function watchLights(): () => void {
  const update = () => {
    const lit = now();
    if (lit !== NONE || litStore.getState() !== NONE) litStore.setState(lit, true);
  };
  update();
  const stops = [
    sceneStore.subscribe(update),
    sessionStore.subscribe((after, before) => {
      const other = after.selection !== before.selection || after.second !== before.second;
      if (other || after.hover !== before.hover) update();
    }),
    chosenStore.subscribe(update),
    spotStore.subscribe(update),
    looksStore.subscribe((after, before) => {
      if (after.matches !== before.matches) update();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
