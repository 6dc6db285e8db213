/** Where the graph's boxes and lines are drawn: written by the app when a layout worker answers, read by the graph pane. */

import { createStore } from "zustand/vanilla";
import type { GraphDocument } from "../core/document.ts";
import { type Graph, readGraph } from "../core/graph.ts";
import {
  type BoxSizes,
  type NodePortCount,
  type Placing,
  type Skeleton,
  skeletonOf,
  valuesDrawn,
} from "../core/skeleton.ts";
import { documentStore, isPlaced, sameContent } from "./document.ts";
import { outcomeStore } from "./outcome.ts";
import { type GraphLayout, sessionStore } from "./session.ts";

/** Width and height of a node's box, in graph pixels. */
export const NODE_WIDTH = 116;
export const NODE_HEIGHT = 44;
/** The same of a value that comes from outside: an input, constant or state. */
export const VALUE_WIDTH = 116;
export const VALUE_HEIGHT = 24;
export const OUTPUT_WIDTH = 96;
export const OUTPUT_HEIGHT = 20;
export const GROUP_WIDTH = 164;
export const GROUP_HEIGHT = 52;

const SIZES: BoxSizes = {
  node: [NODE_WIDTH, NODE_HEIGHT],
  value: [VALUE_WIDTH, VALUE_HEIGHT],
  output: [OUTPUT_WIDTH, OUTPUT_HEIGHT],
  group: [GROUP_WIDTH, GROUP_HEIGHT],
};

/** What a layout is of: a state of a document with its boxes and lines. */
export interface Subject {
  readonly graph: Graph;
  readonly skeleton: Skeleton;
  readonly opening: number;
}

export interface PlacingState extends Placing {
  /** What it places; null before the first. */
  readonly of: Subject | null;
  readonly kind: Exclude<GraphLayout, "free">;
  /** Whether a layout that takes its time is under way. */
  readonly tidying: boolean;
}

export const placingStore = createStore<PlacingState>(() => ({
  of: null,
  kind: "steps",
  tidying: false,
  at: new Float32Array(0),
  runs: { from: new Int32Array(1), at: new Float32Array(0) },
}));

/** Ports that a node has by its operator: told once that part of the page is loaded. Equal nodes are answered equally. */
export type CountPorts = (graph: Graph, node: number) => NodePortCount;
export const portCountStore = createStore<{ readonly count: CountPorts | null }>(() => ({ count: null }));

/** The graph of a document; that of another state of the same drawing is as good, and costs nothing. */
function graphOf(document: GraphDocument, known: Graph | undefined): Graph | null {
  if (known !== undefined && sameContent(known.document, document))
    return known.document === document ? known : { ...known, document };
  const graph = readGraph(document);
  return graph.ok ? graph.value : null;
}

interface Made extends Subject {
  readonly step: Int32Array | null;
  readonly constants: boolean;
  readonly count: CountPorts | null;
  readonly values: Uint8Array;
}

/** The last one of each way to lay out. */
const last: { free?: Made; automatic?: Made } = {};

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

/** The boxes and lines of a document; the same objects as before as far as nothing that they show has changed. */
function subjectOf(
  way: "free" | "automatic",
  document: GraphDocument,
  step: Int32Array | null,
  opening: number,
): Subject | null {
  const before = last[way];
  const { constantsShown: constants } = sessionStore.getState();
  const { count } = portCountStore.getState();
  const graph = graphOf(document, before?.graph);
  if (graph === null) return null;
  const alike =
    before !== undefined &&
    before.opening === opening &&
    before.step === step &&
    before.constants === constants &&
    before.count === count;
  if (alike && before.graph === graph) return before;
  const values = valuesDrawn(graph, constants);
  const kept =
    alike &&
    sameContent(before.graph.document, document) &&
    before.graph.document.drawing?.groups === document.drawing?.groups &&
    equal(before.values, values);
  const ports = count === null ? undefined : (node: number) => count(graph, node);
  const skeleton = kept ? before.skeleton : skeletonOf(graph, { step, constants, ports, sizes: SIZES });
  const made: Made = { graph, skeleton, opening, step, constants, count, values };
  last[way] = made;
  return made;
}

/** The layout on the page: by hand only where there are places by hand. */
export function layoutNow(): GraphLayout {
  const { graphLayout } = sessionStore.getState();
  return graphLayout === "free" && !isPlaced(documentStore.getState().document) ? "steps" : graphLayout;
}

/** The open document as it is drawn by hand; null when it has no graph. */
export function freeSubject(): Subject | null {
  const { document, opening } = documentStore.getState();
  return document?.kind === "graph" ? subjectOf("free", document, null, opening) : null;
}

/** What automatic layouts place: the graph of the picture, with what the drawing says of it by now. Null when there is none. */
export function automaticSubject(): Subject | null {
  const { picture } = outcomeStore.getState();
  if (picture?.graph == null) return null;
  const { document, revision, opening } = documentStore.getState();
  const now = document?.kind === "graph" && revision === picture.revision && opening === picture.opening;
  const shown = now ? document : picture.graph.document;
  return subjectOf("automatic", shown, picture.plan.nodes.step, picture.opening);
}
