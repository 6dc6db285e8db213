/** What the graph pane shows: boxes and lines of a document in their places, with the last picture of it, matched by id. */

import { createStore } from "zustand/vanilla";
import { BOX_KINDS, type BoxKey, boxKey, readBoxKey } from "../../core/box-key.ts";
import type { GraphDocument } from "../../core/document.ts";
import type { PlacedBox } from "../../core/edit/draw.ts";
import type { Point, PortRef } from "../../core/edit/types.ts";
import type { Graph } from "../../core/graph.ts";
import { groupBy, rowOf } from "../../core/lists.ts";
import type { Lists } from "../../core/plan.types.ts";
import { GROUP, NODE, type Placing, type Skeleton } from "../../core/skeleton.ts";
import type { Tints } from "../../look/look.types.ts";
import { type DocumentState, documentStore } from "../../store/document.ts";
import { looksStore, tintsNow } from "../../store/looks.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import {
  automaticSubject,
  freeSubject,
  layoutNow,
  placingStore,
  portCountStore,
  type Subject,
} from "../../store/placing.ts";
import { type GraphLayout, sessionStore, type Target } from "../../store/session.ts";
import { freePlacing } from "./free.ts";
import { boxOf, type Geometry, geometryOf, inPortOf, outPortOf } from "./geometry.ts";
import { type Match, matched } from "./match.ts";

export interface Scene {
  readonly opening: number;
  readonly kind: GraphLayout;
  readonly document: GraphDocument;
  /** Of `document`. */
  readonly graph: Graph;
  /** The last plan of this document, perhaps of an older state of it; null before the first. */
  readonly picture: Picture | null;
  /** Its colours; null while there are none. */
  readonly tints: Tints | null;
  /** Which nodes and tensors of `graph` are which of the picture. */
  readonly nodes: Match;
  readonly tensors: Match;
  readonly skeleton: Skeleton;
  readonly geometry: Geometry;
  /** Lines that leave and enter each box. */
  readonly leaving: Lists;
  readonly entering: Lists;
  /** Lines that carry each tensor. */
  readonly carrying: Lists;
  /** The same object in scenes whose boxes say the same: only places differ. */
  readonly content: object;
}

export interface SceneState {
  readonly scene: Scene | null;
}

export const sceneStore = createStore<SceneState>(() => ({ scene: null }));

function makeScene(
  { graph, skeleton, opening }: Subject,
  kind: GraphLayout,
  placing: Placing,
  before: Scene | null,
): Scene {
  const { picture: latest } = outcomeStore.getState();
  const picture = latest?.opening === opening && latest.graph !== null ? latest : null;
  const { document } = graph;
  const of = picture?.graph?.document;
  const kept = before?.skeleton === skeleton ? before : null;
  const same = kept?.picture === picture && kept.document.nodes === document.nodes;
  const alike = same && kept.document.tensors === document.tensors;
  const tints = picture === null ? null : (tintsNow(picture) ?? null);
  const lines = kept === null ? Int32Array.from(skeleton.from.keys()) : new Int32Array(0);
  return {
    opening,
    kind,
    document,
    graph,
    picture,
    tints,
    nodes: alike ? kept.nodes : matched(document.nodes, of?.nodes, picture?.graph?.nodeIndex),
    tensors: alike ? kept.tensors : matched(document.tensors, of?.tensors, picture?.graph?.tensorIndex),
    skeleton,
    geometry: geometryOf(skeleton, placing),
    leaving: kept?.leaving ?? groupBy(skeleton.count, skeleton.from, lines),
    entering: kept?.entering ?? groupBy(skeleton.count, skeleton.to, lines),
    carrying: kept?.carrying ?? groupBy(graph.tensors, skeleton.tensor, lines),
    content: alike && kept.tints === tints ? kept.content : {},
  };
}

/** The places of boxes by hand, kept while neither boxes nor places change. */
let freely: { readonly at: unknown; readonly of: Skeleton; readonly placing: Placing } | undefined;

function freeScene(subject: Subject, before: Scene | null): Scene {
  const { skeleton, graph } = subject;
  const at = graph.document.drawing?.at;
  if (freely === undefined || freely.at !== at || freely.of !== skeleton) {
    const key = (box: number) => keyOf(graph.document, skeleton, box);
    freely = { at, of: skeleton, placing: freePlacing(graph.document, skeleton, key) };
  }
  return makeScene(subject, "free", freely.placing, before);
}

function nextScene(before: Scene | null): Scene | null {
  if (layoutNow() === "free") {
    const subject = freeSubject();
    if (subject !== null) return freeScene(subject, before);
  }
  // automatic layouts are drawn once they are made; until then what was drawn stays
  const wanted = automaticSubject();
  const placing = placingStore.getState();
  if (wanted !== null && placing.of !== null && placing.of === wanted)
    return makeScene(placing.of, placing.kind, placing, before);
  const open = documentStore.getState();
  if (wanted === null && (before === null || open.opening !== before.opening || open.document === null))
    return null;
  if (before === null || wanted === null || before.opening !== wanted.opening) return before;
  const { graph, skeleton, opening, kind, geometry } = before;
  return makeScene({ graph, skeleton, opening }, kind, geometry.placing, before);
}

function unlike(a: Scene | null, b: Scene | null): boolean {
  if (a === null || b === null) return a !== b;
  return (
    a.document !== b.document ||
    a.picture !== b.picture ||
    a.tints !== b.tints ||
    a.geometry !== b.geometry ||
    a.kind !== b.kind
  );
}

/** Nodes above which an edit, its scene and the boxes of it are tasks of their own: together they would make the page wait. */
const AT_ONCE_MOST = 1000;

/** Whether a state of the same document is a long way from the one before. */
function asksMuch(now: DocumentState, before: DocumentState): boolean {
  const [a, b] = [now.document, before.document];
  if (now.opening !== before.opening || a?.kind !== "graph" || b?.kind !== "graph") return false;
  return a.nodes.length > AT_ONCE_MOST && (a.nodes !== b.nodes || a.tensors !== b.tensors);
}

/** Keeps `sceneStore` up to date; returns how to stop. */
export function watchScenes(): () => void {
  let due: ReturnType<typeof setTimeout> | undefined;
  const show = (next: Scene | null) => {
    if (unlike(sceneStore.getState().scene, next)) sceneStore.setState({ scene: next });
  };
  const update = () => {
    clearTimeout(due);
    show(nextScene(sceneStore.getState().scene));
  };
  const updateInTasks = () => {
    clearTimeout(due);
    due = setTimeout(() => {
      const next = nextScene(sceneStore.getState().scene);
      due = setTimeout(() => show(next));
    });
  };
  update();
  const stops = [
    outcomeStore.subscribe((now, before) => {
      if (now.picture !== before.picture) update();
    }),
    looksStore.subscribe((now, before) => {
      if (now.tints !== before.tints) update();
    }),
    placingStore.subscribe(update),
    portCountStore.subscribe(update),
    documentStore.subscribe((now, before) => {
      if (asksMuch(now, before)) updateInTasks();
      else if (now.document !== before.document || now.opening !== before.opening) update();
    }),
    sessionStore.subscribe((now, before) => {
      const other = now.graphLayout !== before.graphLayout || now.colourBy !== before.colourBy;
      if (other || now.constantsShown !== before.constantsShown) update();
    }),
  ];
  return () => {
    clearTimeout(due);
    for (const stop of stops) stop();
    sceneStore.setState({ scene: null });
  };
}

function keyOf(document: GraphDocument, { kind, item }: Skeleton, box: number): BoxKey {
  const i = item[box] ?? 0;
  const of = kind[box] ?? 0;
  const rows = of === NODE ? document.nodes : of === GROUP ? document.drawing?.groups : document.tensors;
  return boxKey(BOX_KINDS[of] ?? "node", rows?.[i]?.id ?? "");
}

/** The name of a box, the same in every scene of a document. */
export function keyOfBox({ document, skeleton }: Scene, box: number): BoxKey {
  return keyOf(document, skeleton, box);
}

/** The box of that name; −1 when it is not drawn as one: an unfolded group, what a folded one hides, what is gone. */
export function boxByKey({ graph, skeleton, document }: Scene, key: BoxKey): number {
  const { kind, id } = readBoxKey(key);
  switch (kind) {
    case "node": {
      const box = skeleton.boxOfNode[graph.nodeIndex.get(id) ?? -1] ?? -1;
      return skeleton.kind[box] === NODE ? box : -1;
    }
    case "value":
      return skeleton.boxOfValue[graph.tensorIndex.get(id) ?? -1] ?? -1;
    case "output":
      return skeleton.boxOfOutput[graph.tensorIndex.get(id) ?? -1] ?? -1;
    case "group":
      return skeleton.boxOfGroup[document.drawing?.groups?.findIndex((g) => g.id === id) ?? -1] ?? -1;
  }
}

/** The box of what runs at a step of the plan, null: at its peak; −1: none. */
export function boxAtStep({ picture, nodes, skeleton }: Scene, step: number | null): number {
  if (picture === null) return -1;
  const { plan } = picture;
  return skeleton.boxOfNode[nodes.here(plan.nodes.order[step ?? plan.stats.peakStep] ?? -1)] ?? -1;
}

/** What a box is in the plan on the page; null of a group, and of what the plan does not have yet. */
export function targetOf({ skeleton, nodes, tensors }: Scene, box: number): Target | null {
  const kind = skeleton.kind[box];
  const item = skeleton.item[box] ?? -1;
  if (kind === GROUP || item < 0) return null;
  const index = kind === NODE ? nodes.there(item) : tensors.there(item);
  return index < 0 ? null : { kind: kind === NODE ? "node" : "tensor", index };
}

/** Tensors that leave a box, by index in the document, in the order of its ports: of an output, the one that it is. */
export function tensorsFrom({ skeleton, graph, leaving }: Scene, box: number): readonly number[] {
  const item = skeleton.item[box] ?? 0;
  switch (skeleton.kind[box]) {
    case NODE:
      return Array.from(rowOf(graph.outputs, item));
    case GROUP: {
      const made: number[] = [];
      for (const line of rowOf(leaving, box)) made[skeleton.fromPort[line] ?? 0] = skeleton.tensor[line] ?? 0;
      return made;
    }
    default:
      return [item];
  }
}

/** Index in the document of the tensor that a line carries. */
export function tensorOfLine({ skeleton }: Scene, line: number): number {
  return skeleton.tensor[line] ?? -1;
}

/** The port of a node that a line enters; null of a line to an output or a folded group. */
export function portOfLine({ skeleton, document }: Scene, line: number): PortRef | null {
  const box = skeleton.to[line] ?? -1;
  const node = document.nodes[skeleton.item[box] ?? -1];
  return skeleton.kind[box] !== NODE || node === undefined
    ? null
    : { node: node.id, port: skeleton.toPort[line] ?? 0 };
}

/** Where an input port is: at the top edge of its box. */
export function inPortAt({ geometry }: Scene, box: number, port: number): Point {
  return inPortOf(geometry, box, port);
}

/** Where an output port is: at the bottom edge of its box. */
export function outPortAt({ geometry }: Scene, box: number, port: number): Point {
  return outPortOf(geometry, box, port);
}

/** All boxes where they are drawn, on whole pixels. */
export function placedBoxes(scene: Scene): PlacedBox[] {
  return Array.from({ length: scene.skeleton.count }, (_, box) => {
    const { x, y, width, height } = boxOf(scene.geometry, box);
    return { key: keyOfBox(scene, box), x: Math.round(x), y: Math.round(y), width, height };
  });
}
