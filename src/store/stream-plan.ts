/** The plan of the dataflow document that is drawn: which firings its boxes are, which FIFOs its lines, what these hold at the cursor. */

import { createStore } from "zustand/vanilla";
import {
  fifosOfLines,
  heldAfter,
  ratesOfLines,
  type SdfFirings,
  type SdfRates,
  sdfFirings,
} from "../look/dataflow/sdf-firings.ts";
import { outcomeStore, type Picture } from "./outcome.ts";
import { sessionStore } from "./session.ts";
import { type StreamScene, streamSceneStore } from "./stream-scene.ts";

export interface StreamPlan {
  readonly scene: StreamScene;
  readonly picture: Picture;
  readonly firings: SdfFirings;
  /** By line of the drawing: FIFO and tensor of the plan; −1: none. */
  readonly fifoOfLine: readonly number[];
  readonly lineOfFifo: ReadonlyMap<number, number>;
  readonly rates: SdfRates;
}

export interface StreamPlanState {
  /** Null while there is no plan of what is drawn. */
  readonly plan: StreamPlan | null;
  /** Step at which FIFOs are looked at: that of the cursor, or the peak. */
  readonly step: number;
  /** By line: samples in its FIFO after that step. */
  readonly held: Int32Array;
  /** Box that fires at that step; −1: none. */
  readonly firing: number;
}

const NOTHING: StreamPlanState = { plan: null, step: 0, held: new Int32Array(0), firing: -1 };

export const streamPlanStore = createStore<StreamPlanState>(() => NOTHING);

function planNow(before: StreamPlan | null): StreamPlan | null {
  const { scene } = streamSceneStore.getState();
  const { picture } = outcomeStore.getState();
  // a plan of a state before an edit is a plan of most of what is drawn
  if (scene === null || picture === null || picture.opening !== scene.opening) return null;
  if (picture.document.kind !== "dataflow" || picture.plan.fifos === undefined) return null;
  const kept = before?.picture === picture ? before : null;
  if (kept !== null && kept.scene.drawing === scene.drawing) return { ...kept, scene };
  const fifoOfLine = fifosOfLines(scene.drawing, picture.plan);
  return {
    scene,
    picture,
    firings: kept?.firings ?? sdfFirings(picture.plan),
    fifoOfLine,
    lineOfFifo: new Map(fifoOfLine.flatMap((f, l) => (f < 0 ? [] : [[f, l] as const]))),
    rates: ratesOfLines(scene.drawing, scene.document),
  };
}

/** The box of an actor, by its id; −1: it is not drawn. */
export function boxOfActor({ drawing }: Pick<StreamScene, "drawing">, id: string): number {
  return drawing.byKey.get(`actor:${id}`) ?? drawing.byKey.get(`duplicate:${id}`) ?? -1;
}

function stateOf(plan: StreamPlan | null): StreamPlanState {
  if (plan === null) return NOTHING;
  const { cursor } = sessionStore.getState();
  const step = cursor ?? plan.picture.plan.stats.peakStep;
  return {
    plan,
    step,
    held: heldAfter(plan.scene.drawing, plan.rates, plan.firings, step),
    firing: boxOfActor(plan.scene, plan.firings.order[step] ?? ""),
  };
}

/** Keeps the store up to date from now on. */
export function watchStreamPlan(): void {
  const update = () => streamPlanStore.setState(stateOf(planNow(streamPlanStore.getState().plan)));
  update();
  streamSceneStore.subscribe((now, before) => {
    if (now.scene !== before.scene) update();
  });
  outcomeStore.subscribe((now, before) => {
    if (now.picture !== before.picture) update();
  });
  sessionStore.subscribe((now, before) => {
    if (now.cursor !== before.cursor) streamPlanStore.setState(stateOf(streamPlanStore.getState().plan));
  });
}
