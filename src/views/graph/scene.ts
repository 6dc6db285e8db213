/** What the graph pane shows: a picture together with places that belong to it. Old scene stays until the new is whole. */

import { createStore } from "zustand/vanilla";
import type { Graph } from "../../core/graph.ts";
import { groupBy } from "../../core/lists.ts";
import type { Lists } from "../../core/plan.types.ts";
import type { Placing, Skeleton } from "../../core/skeleton.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { placingStore, skeletonFor } from "../../store/placing.ts";
import type { Target } from "../../store/session.ts";
import { type Geometry, geometryOf } from "./geometry.ts";

export interface Scene {
  readonly picture: Picture;
  readonly graph: Graph;
  readonly skeleton: Skeleton;
  readonly geometry: Geometry;
  /** Lines that leave and enter each box. */
  readonly leaving: Lists;
  readonly entering: Lists;
  /** Lines that carry each tensor. */
  readonly carrying: Lists;
  /** Box of each tensor from outside. */
  readonly boxOfTensor: ReadonlyMap<number, number>;
}

export interface SceneState {
  readonly scene: Scene | null;
}

export const sceneStore = createStore<SceneState>(() => ({ scene: null }));

function makeScene(picture: Picture, graph: Graph, skeleton: Skeleton, placing: Placing): Scene {
  const lines = Int32Array.from(skeleton.from.keys());
  return {
    picture,
    graph,
    skeleton,
    geometry: geometryOf(skeleton, placing),
    leaving: groupBy(skeleton.count, skeleton.from, lines),
    entering: groupBy(skeleton.count, skeleton.to, lines),
    carrying: groupBy(graph.tensors, skeleton.tensor, lines),
    boxOfTensor: new Map(Array.from(skeleton.outside, (t, i) => [t, skeleton.nodes + i])),
  };
}

function nextScene(shown: Scene | null, picture: Picture | null): Scene | null {
  if (picture?.graph === null || picture === null) return null;
  const skeleton = skeletonFor(picture);
  if (skeleton === null || skeleton.count === 0) return null;
  const fits = (p: Placing) =>
    p.at.length === 2 * skeleton.count && p.runs.from.length === skeleton.from.length + 1;
  const fresh = placingStore.getState();
  if (fresh.revision === picture.revision && fits(fresh)) {
    const same = shown?.picture === picture && shown.geometry.placing.at === fresh.at;
    return same ? shown : makeScene(picture, picture.graph, skeleton, fresh);
  }
  if (shown === null || shown.picture === picture) return shown;
  // another plan of the same document has the same boxes and lines
  const kept = shown.picture.document === picture.document && fits(shown.geometry.placing);
  return kept ? makeScene(picture, picture.graph, skeleton, shown.geometry.placing) : shown;
}

/** Keeps `sceneStore` up to date; returns how to stop. A scene is made in one task and shown in the next. */
export function watchScenes(): () => void {
  let next: Scene | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const publish = () => {
    timer = undefined;
    if (next !== sceneStore.getState().scene) sceneStore.setState({ scene: next });
  };
  const update = () => {
    const scene = nextScene(next, outcomeStore.getState().picture);
    if (scene === next) return;
    next = scene;
    timer ??= setTimeout(publish);
  };
  update();
  const stops = [outcomeStore.subscribe(update), placingStore.subscribe(update)];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    sceneStore.setState({ scene: null });
  };
}

/** What a box stands for. */
export function targetOf({ skeleton }: Scene, box: number): Target {
  return box < skeleton.nodes
    ? { kind: "node", index: box }
    : { kind: "tensor", index: skeleton.outside[box - skeleton.nodes] ?? 0 };
}

/** Tensors that a box gives: the outputs of a node, or the value from outside itself. */
export function tensorsFrom({ skeleton, graph }: Scene, box: number): readonly number[] {
  if (box >= skeleton.nodes) return [skeleton.outside[box - skeleton.nodes] ?? 0];
  const { from, items } = graph.outputs;
  return Array.from(items.subarray(from[box] ?? 0, from[box + 1] ?? 0));
}
