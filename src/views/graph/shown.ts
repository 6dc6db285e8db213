/**
 * Which boxes and lines React Flow is given: those around the window, never the whole graph, and a few more each frame,
 * so that no frame has much to mount. A canvas stands in until all are there.
 */

import type { Edge, Node } from "@xyflow/react";
import { Position } from "@xyflow/react";
import { createStore } from "zustand/vanilla";
import { FAR, type Viewport, windowOf } from "./camera.ts";
import { type Box, boxOf } from "./geometry.ts";
import { labelOf } from "./labels.ts";
import { type Scene, sceneStore } from "./scene.ts";
import { viewStore } from "./view.ts";

export type BoxNode = Node<{ readonly box: number }, "node" | "outside">;
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

function nodeOf(scene: Scene, box: number): BoxNode {
  const { x, y, width, height } = boxOf(scene.geometry, box);
  const handle = (type: "source" | "target", position: Position, top: number) => ({
    type,
    position,
    x: width / 2,
    y: top,
    width: 1,
    height: 1,
  });
  return {
    id: String(box),
    type: box < scene.skeleton.nodes ? "node" : "outside",
    data: { box },
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [handle("target", Position.Top, 0), handle("source", Position.Bottom, height - 1)],
    ariaRole: "group",
    ariaLabel: labelOf(scene, box).says,
  };
}

/** The same object while the box has not moved and says the same, so that React Flow leaves it alone. */
function renewed(scene: Scene, old: BoxNode): BoxNode {
  const fresh = nodeOf(scene, old.data.box);
  const { x, y } = fresh.position;
  const same =
    old.position.x === x &&
    old.position.y === y &&
    old.type === fresh.type &&
    old.ariaLabel === fresh.ariaLabel;
  return same ? old : fresh;
}

function edgeOf(scene: Scene, line: number): LineEdge {
  const { from, to, tensor } = scene.skeleton;
  const id = scene.graph.document.tensors[tensor[line] ?? 0]?.id ?? "";
  return {
    id: `e${line}`,
    type: "line",
    source: String(from[line]),
    target: String(to[line]),
    data: { line },
    ariaLabel: `${id} to ${labelOf(scene, to[line] ?? 0).id}`,
  };
}

/** What there is to show in a window: its boxes, its lines, and boxes at the far ends of these, which React Flow asks for. */
function wanted(scene: Scene, window: Box): { boxes: number[]; lines: number[] } {
  const boxes = new Set(scene.geometry.boxesIn(window));
  const lines = scene.geometry.linesIn(window);
  for (const e of lines) {
    boxes.add(scene.skeleton.from[e] ?? 0);
    boxes.add(scene.skeleton.to[e] ?? 0);
  }
  return { boxes: [...boxes], lines };
}

function isOverview(
  scene: Scene,
  view: Viewport & { width: number; height: number; overview: boolean },
): boolean {
  const most = view.overview ? OVERVIEW_BACK : OVERVIEW_ABOVE;
  if (scene.skeleton.count <= most) return false;
  return view.zoom < FAR || scene.geometry.boxesIn(windowOf(view, view)).length > most;
}

/** Keeps `shownStore` up to date with scene and view; returns how to stop. */
export function watchShown(): () => void {
  let of: Scene | null = null;
  let around: Box = { x: 0, y: 0, width: 0, height: 0 };
  let nodes = new Map<number, BoxNode>();
  let edges = new Map<number, LineEdge>();
  let frame = 0;

  const publish = (whole: boolean) =>
    shownStore.setState({ nodes: [...nodes.values()], edges: [...edges.values()], whole }, true);

  /** Adds some of what is missing, and comes again next frame for the rest. */
  function fill(scene: Scene, boxes: readonly number[], lines: readonly number[]): void {
    frame = 0;
    let room = PER_FRAME;
    for (const box of boxes) {
      if (room === 0) break;
      if (nodes.has(box)) continue;
      nodes.set(box, nodeOf(scene, box));
      room--;
    }
    let drawn = room > 0 ? LINES_PER_FRAME : 0;
    for (const line of lines) {
      if (drawn === 0) break;
      if (edges.has(line)) continue;
      edges.set(line, edgeOf(scene, line));
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

  function update(): void {
    const { scene } = sceneStore.getState();
    const view = viewStore.getState();
    const fresh = scene !== of;
    if (scene === null || view.width === 0) {
      if (of !== null || shownStore.getState() !== EMPTY) shownStore.setState(EMPTY, true);
      cancelAnimationFrame(frame);
      nodes = new Map();
      edges = new Map();
      of = null;
      return;
    }
    const overview = isOverview(scene, view);
    if (overview !== view.overview) viewStore.setState({ overview });
    const window = windowOf(view, view);
    if (!fresh && !overview && covered(window)) return;
    cancelAnimationFrame(frame);
    around = overview ? { x: 0, y: 0, width: 0, height: 0 } : windowOf(view, view, AROUND);
    const { boxes, lines } = overview ? { boxes: [], lines: [] } : wanted(scene, around);
    const keepBoxes = new Set(boxes);
    const keepLines = new Set(lines);
    nodes = new Map(
      [...nodes].filter(([b]) => keepBoxes.has(b)).map(([b, n]) => [b, fresh ? renewed(scene, n) : n]),
    );
    edges = new Map(
      [...edges].filter(([e]) => keepLines.has(e)).map(([e, l]) => [e, fresh ? edgeOf(scene, e) : l]),
    );
    of = scene;
    fill(scene, boxes, lines);
  }

  update();
  const stops = [
    sceneStore.subscribe(update),
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
