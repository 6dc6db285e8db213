/** What React Flow is given: all boxes and lines of a drawing that is not large, of which it mounts those in view; nothing while a canvas stands in. */

import { type Edge, type Node, Position } from "@xyflow/react";
import { createStore } from "zustand/vanilla";
import type { SdfBox, SdfKind } from "../../look/dataflow/sdf-drawing.types.ts";
import type { Point } from "../../look/dataflow/sdf-places.ts";
import { rectOf } from "../../look/dataflow/sdf-scene.ts";
import { type StreamScene, streamSceneStore } from "../../store/stream-scene.ts";
import { FAR, meet, windowOf } from "./camera.ts";
import { handStore, viewStore } from "./view.ts";

/** Ids are keys of boxes. Types keep clear of React Flow's own, which it styles. */
export type BoxNode = Node<{ readonly box: number }, "actor" | "point" | "label">;
export type LineEdge = Edge<{ readonly line: number }, "fifo">;

export interface Shown {
  readonly nodes: BoxNode[];
  readonly edges: LineEdge[];
}

const EMPTY: Shown = { nodes: [], edges: [] };
export const shownStore = createStore<Shown>(() => EMPTY);

const TYPES: Readonly<Record<SdfKind, NonNullable<BoxNode["type"]>>> = {
  actor: "actor",
  duplicate: "point",
  constant: "label",
};

/** Boxes in view above which, and back at which, a canvas stands in. */
const OVERVIEW_ABOVE = 260;
const OVERVIEW_BACK = 200;
/** Pixels of what takes the pointer at a port. */
const PORT = 14;

function nodeOf(of: SdfBox, box: number, { x, y }: Point): BoxNode {
  const { key, kind, width, height, inputs, outputs } = of;
  const size = kind === "actor" ? PORT : 1;
  const handle = (type: "source" | "target", name: string, at: number) => ({
    id: name,
    type,
    position: type === "target" ? Position.Left : Position.Right,
    x: (type === "target" ? 0 : width) - size / 2,
    y: at - size / 2,
    width: size,
    height: size,
  });
  return {
    id: key,
    type: TYPES[kind],
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [
      ...inputs.map((port) => handle("target", port.name, port.y)),
      ...outputs.map((port) => handle("source", port.name, port.y)),
    ],
    draggable: kind === "actor",
    ariaRole: "group",
    ariaLabel: of.says,
    data: { box },
  };
}

function edgesOf({ drawing }: StreamScene): LineEdge[] {
  const { boxes, lines } = drawing;
  return lines.map((line, l) => ({
    id: line.key,
    type: "fifo",
    source: boxes[line.from]?.key ?? "",
    sourceHandle: boxes[line.from]?.outputs[line.output]?.name ?? "",
    target: boxes[line.to]?.key ?? "",
    targetHandle: boxes[line.to]?.inputs[line.input]?.name ?? "",
    ariaRole: "group",
    ariaLabel: `${boxes[line.from]?.id} to ${boxes[line.to]?.id}${line.delay > 0 ? `, delay ${line.delay}` : ""}`,
    data: { line: l },
  }));
}

function isOverview(scene: StreamScene): boolean {
  const view = viewStore.getState();
  const count = scene.drawing.boxes.length;
  const most = view.overview ? OVERVIEW_BACK : OVERVIEW_ABOVE;
  if (count <= most) return false;
  const window = windowOf(view, view);
  let seen = 0;
  for (let b = 0; b < count && seen <= most; b++) if (meet(rectOf(scene, b), window)) seen++;
  return seen > most && view.zoom < 2 * FAR;
}

/** Keeps `shownStore` up to date; returns how to stop. */
export function watchShown(): () => void {
  let of: StreamScene | null = null;
  let nodes: BoxNode[] = [];
  let edges: LineEdge[] = [];

  function update(): void {
    const { scene } = streamSceneStore.getState();
    if (scene === null) {
      of = null;
      if (shownStore.getState() !== EMPTY) shownStore.setState(EMPTY, true);
      return;
    }
    const overview = isOverview(scene);
    const turned = overview !== viewStore.getState().overview;
    if (turned) viewStore.setState({ overview });
    if (scene === of && !turned) return;
    if (scene !== of) {
      nodes = scene.drawing.boxes.map((box, b) => nodeOf(box, b, scene.at[b] ?? { x: 0, y: 0 }));
      if (scene.drawing !== of?.drawing) edges = edgesOf(scene);
    }
    of = scene;
    shownStore.setState(overview ? EMPTY : { nodes, edges }, true);
  }

  /** What a hand holds, and what goes along, is drawn where the hand is. */
  function hold(): void {
    const { dragged } = handStore.getState();
    if (of === null || viewStore.getState().overview) return;
    const { owner, at } = of;
    const held = nodes.map((node, b) => {
      if (dragged === null || owner[b] !== dragged.box) return node;
      const { x, y } = at[b] ?? { x: 0, y: 0 };
      return { ...node, position: { x: x + dragged.by.x, y: y + dragged.by.y } };
    });
    shownStore.setState({ nodes: held });
  }

  update();
  const stops = [
    streamSceneStore.subscribe(update),
    handStore.subscribe((now, before) => {
      if (now.dragged !== before.dragged) hold();
    }),
    viewStore.subscribe((now, before) => {
      const moved = now.x !== before.x || now.y !== before.y || now.zoom !== before.zoom;
      if (moved || now.width !== before.width || now.height !== before.height) update();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    shownStore.setState(EMPTY, true);
  };
}
