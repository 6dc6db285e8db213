/**
 * Which boxes and lines React Flow is given: those around the window, never the whole graph, and a few more each frame,
 * so that no frame has much to mount. A canvas stands in until all are there.
 */

import type { Edge, Node } from "@xyflow/react";
import { createStore } from "zustand/vanilla";
import type { BoxKey } from "../../core/box-key.ts";
import { FAR, type Viewport, windowOf } from "./camera.ts";
import type { Box } from "./geometry.ts";
import { framesOf } from "./group-facts.ts";
import { previewStore } from "./preview.ts";
import { boxByKey, keyOfBox, type Scene, sceneStore } from "./scene.ts";
import { edgeOf, frameNode, heldNode, nodeOf, renewed } from "./shown-parts.ts";
import { viewStore } from "./view.ts";

/** `box` of a frame is −1. Ids are box keys. Types keep clear of React Flow's own, which it styles. */
export type BoxNode = Node<
  { readonly box: number; readonly title: string },
  "node" | "value" | "pill" | "folded" | "frame"
>;
export type LineEdge = Edge<{ readonly line: number }, "line">;

export interface Shown {
  readonly nodes: BoxNode[];
  readonly edges: LineEdge[];
  /** Whether all that is to be shown is. */
  readonly whole: boolean;
}

const EMPTY: Shown = { nodes: [], edges: [], whole: true };
export const shownStore = createStore<Shown>(() => EMPTY);

/** Boxes in view above which, and back at which, a canvas stands in. */
const OVERVIEW_ABOVE = 400;
const OVERVIEW_BACK = 340;
/** Boxes mounted per frame; lines come with the last of them. */
const PER_FRAME = 24;
const LINES_PER_FRAME = 40;
/** How far around the window boxes are kept, in windows. */
const AROUND = 0.5;

/** What there is to show in a window: its boxes, its lines, and boxes at the far ends of these, which React Flow asks for. */
function wanted(scene: Scene, window: Box): { boxes: number[]; lines: number[] } {
  const boxes = new Set(scene.geometry.boxesIn(window));
  const lines = new Set(scene.geometry.linesIn(window));
  // what a hand holds is near, wherever it came from
  for (const key of previewStore.getState().at.keys()) {
    const box = boxByKey(scene, key);
    if (box >= 0) boxes.add(box);
  }
  for (const e of lines) {
    boxes.add(scene.skeleton.from[e] ?? 0);
    boxes.add(scene.skeleton.to[e] ?? 0);
  }
  return { boxes: [...boxes], lines: [...lines] };
}

function isOverview(
  scene: Scene,
  view: Viewport & { width: number; height: number; overview: boolean },
): boolean {
  const most = view.overview ? OVERVIEW_BACK : OVERVIEW_ABOVE;
  if (scene.skeleton.count <= most) return false;
  return view.zoom < FAR || scene.geometry.boxesIn(windowOf(view, view)).length > most;
}

/** Keeps `shownStore` up to date with scene, view and preview; returns how to stop. */
export function watchShown(): () => void {
  let of: Scene | null = null;
  let around: Box = { x: 0, y: 0, width: 0, height: 0 };
  let nodes = new Map<BoxKey, BoxNode>();
  let edges = new Map<string, LineEdge>();
  let frames: readonly BoxNode[] = [];
  let frame = 0;

  const publish = (whole: boolean) =>
    shownStore.setState({ nodes: [...frames, ...nodes.values()], edges: [...edges.values()], whole }, true);

  /** Adds some of what is missing, and comes again next frame for the rest. */
  function fill(scene: Scene, boxes: readonly number[], lines: readonly number[]): void {
    frame = 0;
    const held = previewStore.getState().at;
    let room = PER_FRAME;
    for (const box of boxes) {
      if (room === 0) break;
      const key = keyOfBox(scene, box);
      if (nodes.has(key)) continue;
      nodes.set(key, heldNode(nodeOf(scene, box), held.has(key)));
      room--;
    }
    let drawn = room > 0 ? LINES_PER_FRAME : 0;
    for (const line of lines) {
      if (drawn === 0) break;
      const edge = edgeOf(scene, line);
      if (edges.has(edge.id)) continue;
      edges.set(edge.id, edge);
      drawn--;
    }
    const whole = room > 0 && drawn > 0;
    publish(whole);
    if (!whole) frame = requestAnimationFrame(() => fill(scene, boxes, lines));
  }

  /** True while `window` is inside what was asked for, and not much smaller than it. */
  function covered(window: Box): boolean {
    return (
      window.x >= around.x &&
      window.y >= around.y &&
      window.x + window.width <= around.x + around.width &&
      window.y + window.height <= around.y + around.height &&
      window.width * 4 > around.width
    );
  }

  function clear(): void {
    if (of !== null || shownStore.getState() !== EMPTY) shownStore.setState(EMPTY, true);
    cancelAnimationFrame(frame);
    nodes = new Map();
    edges = new Map();
    frames = [];
    of = null;
  }

  function update(): void {
    const { scene } = sceneStore.getState();
    const view = viewStore.getState();
    const fresh = scene !== of;
    if (scene === null || view.width === 0) {
      clear();
      return;
    }
    const overview = isOverview(scene, view);
    if (overview !== view.overview) viewStore.setState({ overview });
    const window = windowOf(view, view);
    if (!fresh && !overview && covered(window)) return;
    cancelAnimationFrame(frame);
    around = overview ? { x: 0, y: 0, width: 0, height: 0 } : windowOf(view, view, AROUND);
    const { boxes, lines } = overview ? { boxes: [], lines: [] } : wanted(scene, around);
    const known = nodes;
    const drawn = edges;
    const held = previewStore.getState().at;
    nodes = new Map();
    edges = new Map();
    for (const box of boxes) {
      const key = keyOfBox(scene, box);
      const old = known.get(key);
      if (old !== undefined)
        nodes.set(key, fresh ? renewed(old, heldNode(nodeOf(scene, box), held.has(key))) : old);
    }
    for (const line of lines) {
      const edge = edgeOf(scene, line);
      const old = drawn.get(edge.id);
      if (old !== undefined) edges.set(edge.id, fresh ? renewed(old, edge) : old);
    }
    if (fresh || overview) frames = overview ? [] : framesOf(scene).frames.map(frameNode);
    of = scene;
    fill(scene, boxes, lines);
  }

  /** Keeps what a hand takes up mounted until it lets go. Where it is meanwhile is seen to by `edit/carry.ts`, past React. */
  function hold(before: ReadonlyMap<BoxKey, unknown>, at: ReadonlyMap<BoxKey, unknown>): void {
    if (of === null || (before.size === at.size && [...at.keys()].every((key) => before.has(key)))) return;
    let missing = false;
    for (const key of new Set([...before.keys(), ...at.keys()])) {
      const old = nodes.get(key);
      if (old !== undefined) nodes.set(key, heldNode(old, at.has(key)));
      else missing ||= boxByKey(of, key) >= 0;
    }
    publish(shownStore.getState().whole);
    if (missing && shownStore.getState().whole) around = { x: 0, y: 0, width: 0, height: 0 };
  }

  update();
  const stops = [
    sceneStore.subscribe(update),
    previewStore.subscribe((now, before) => hold(before.at, now.at)),
    viewStore.subscribe((now, before) => {
      const moved = now.x !== before.x || now.y !== before.y || now.zoom !== before.zoom;
      if (moved || now.width !== before.width || now.height !== before.height) update();
    }),
  ];
  return () => {
    cancelAnimationFrame(frame);
    for (const stop of stops) stop();
    shownStore.setState(EMPTY, true);
  };
}
