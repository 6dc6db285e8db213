/** The open dataflow document as it is drawn; the app lays it out, a person's own places win. */

import { createStore } from "zustand/vanilla";
import type { DataflowDocument } from "../core/document.ts";
import { sdfDrawing } from "../look/dataflow/sdf-drawing.ts";
import type { SdfDrawing } from "../look/dataflow/sdf-drawing.types.ts";
import { type SdfPlaces, type SdfToPlace, toPlace } from "../look/dataflow/sdf-places.ts";
import { type SdfScene, sdfScene } from "../look/dataflow/sdf-scene.ts";
import { documentStore } from "./document.ts";

export interface StreamScene extends SdfScene {
  readonly document: DataflowDocument;
  readonly opening: number;
}

/** A drawing, and the question where it lies. */
export interface StreamWanted {
  readonly document: DataflowDocument;
  readonly opening: number;
  readonly drawing: SdfDrawing;
  readonly toPlace: SdfToPlace;
  /** Equal for equal questions. */
  readonly question: string;
}

export interface StreamSceneState {
  readonly scene: StreamScene | null;
  readonly wanted: StreamWanted | null;
}

export const streamSceneStore = createStore<StreamSceneState>(() => ({ scene: null, wanted: null }));

/** The last answer, for drawings that ask the same: an edit of a delay or a place moves nothing. */
let known: { readonly question: string; readonly places: SdfPlaces } | null = null;

function sceneNow(wanted: StreamWanted | null, before: StreamScene | null): StreamScene | null {
  if (wanted === null) return null;
  const { document, opening, drawing, question } = wanted;
  if (known?.question !== question) return before?.opening === opening ? before : null;
  return { document, opening, ...sdfScene(drawing, known.places, document.drawing?.at ?? {}) };
}

function wantedNow(): StreamWanted | null {
  const { document, opening } = documentStore.getState();
  if (document?.kind !== "dataflow") return null;
  const drawing = sdfDrawing(document);
  const graph = toPlace(drawing);
  return { document, opening, drawing, toPlace: graph, question: JSON.stringify(graph) };
}

/** Tells where everything lies that somebody asked for. */
export function placeStream(question: string, places: SdfPlaces): void {
  known = { question, places };
  streamSceneStore.setState(({ wanted, scene }) => ({ scene: sceneNow(wanted, scene) }));
}

/** Keeps the scene of the open document from now on. */
export function watchStream(): void {
  let of: DataflowDocument | null = null;
  const update = () => {
    const { document, opening } = documentStore.getState();
    const { wanted: last, scene } = streamSceneStore.getState();
    if (document === of && last?.opening === opening) return;
    of = document?.kind === "dataflow" ? document : null;
    const wanted = wantedNow();
    streamSceneStore.setState({ wanted, scene: sceneNow(wanted, scene) });
  };
  update();
  documentStore.subscribe(update);
}
