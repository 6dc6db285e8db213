/** A line drawn from a port: forward from a value, or back from a free input; or the end of a connection taken off its port. */

import type { GraphDocument } from "../../../core/document.ts";
import { disconnect } from "../../../core/edit/connect.ts";
import type { Point } from "../../../core/edit/types.ts";
import { ask } from "../../../store/asking.ts";
import { edit, openGraph } from "../../../store/editing.ts";
import { NODE_HEIGHT, NODE_WIDTH } from "../../../store/placing.ts";
import { speak } from "../../../store/spoken.ts";
import { windowOf } from "../camera.ts";
import { boxOf } from "../geometry.ts";
import { type Scene, sceneStore } from "../scene.ts";
import { viewStore } from "../view.ts";
import type { At, Gesture } from "./gesture.ts";
import { type PortSpot, portSpots, type Spot, sourceOf, spotAt } from "./spots.ts";
import { show, type UnderWay } from "./under-way.ts";
import { dropped, firstOf, type Judge, judgeOf, type Verdict, type Wire, type WireEnd } from "./wire.ts";

type Marks = Pick<Extract<UnderWay, { kind: "wire" }>, "marks" | "dim">;

/** How much of what surrounds the window is marked before it comes into view, in windows. */
const AROUND = 0.25;

function endOf(spot: PortSpot): WireEnd {
  return spot.kind === "input" ? { kind: "input", port: spot.port } : { kind: "output", tensor: spot.tensor };
}

function suits(wire: Wire, spot: PortSpot): boolean {
  return (wire.kind === "forward") === (spot.kind === "input");
}

/** Ports in view that a line may end at or not, and boxes that have none that takes it. */
function marksOf(document: GraphDocument, scene: Scene, wire: Wire, judge: Judge, home: number): Marks {
  const view = viewStore.getState();
  const marks = [];
  const dim = [];
  for (const box of scene.geometry.boxesIn(windowOf(view, view, AROUND))) {
    let some = false;
    for (const spot of portSpots(document, scene, box)) {
      if (!suits(wire, spot)) continue;
      const takes = judge(endOf(spot)) === undefined;
      marks.push({ ...spot.at, takes });
      some ||= takes;
    }
    if (!some && box !== home) dim.push(boxOf(scene.geometry, box));
  }
  return { marks, dim };
}

/** What a line would be connected to when it is dropped on a spot; undefined on the canvas, and on the body of the box that it comes from. */
function verdictOf(
  document: GraphDocument,
  scene: Scene,
  wire: Wire,
  judge: Judge,
  spot: Spot,
  home: number,
): (Verdict & { readonly at?: Point }) | undefined {
  if (spot.kind === "canvas" || spot.kind === "frame") return undefined;
  const atPort = spot.kind !== "box" && suits(wire, spot);
  if (spot.box === home && !atPort) return undefined;
  if (atPort) {
    const why = judge(endOf(spot));
    return { end: why === undefined ? endOf(spot) : undefined, why, at: spot.at };
  }
  const fitting = portSpots(document, scene, spot.box).filter((s) => suits(wire, s));
  const free = new Set(
    fitting.filter((s) => s.kind === "output" || s.tensor === undefined).map((s) => fitting.indexOf(s)),
  );
  const ends = fitting.map(endOf);
  const verdict = firstOf(ends, judge, (end) => free.has(ends.indexOf(end)));
  const at = verdict.end === undefined ? undefined : fitting[ends.indexOf(verdict.end)]?.at;
  return at === undefined ? verdict : { ...verdict, at };
}

/** Top left corner of a new box whose port is to be at a point. */
function cornerFor(at: Point, backward: boolean): Point {
  return {
    x: Math.round(at.x - NODE_WIDTH / 2),
    y: Math.round(backward ? at.y - NODE_HEIGHT : at.y),
  };
}

function dropOnCanvas(wire: Wire, at: At): void {
  if (wire.kind === "forward" && wire.held !== undefined) {
    const { held } = wire;
    edit((document) => disconnect(document, held));
  } else if (wire.kind === "forward")
    ask({ kind: "add", at: cornerFor(at.graph, false), screen: at.screen, from: wire.tensor });
  else ask({ kind: "add", at: cornerFor(at.graph, true), screen: at.screen, to: wire.to });
}

function wireFrom(spot: PortSpot): Wire {
  if (spot.kind === "output") return { kind: "forward", tensor: spot.tensor };
  return spot.tensor === undefined
    ? { kind: "backward", to: spot.port }
    : { kind: "forward", tensor: spot.tensor, held: spot.port };
}

export function drawWire(spot: PortSpot, finger: boolean): Gesture | null {
  const document = openGraph();
  const { scene } = sceneStore.getState();
  if (document === null || scene === null) return null;
  const wire = wireFrom(spot);
  const judge = judgeOf(document, wire);
  const backward = wire.kind === "backward";
  const taken = wire.kind === "forward" && wire.held !== undefined;
  const from = taken ? (sourceOf(document, scene, wire.tensor) ?? spot.at) : spot.at;
  // the box that an end was taken off may get it back at another port
  const home = taken ? -1 : spot.box;
  let marks = marksOf(document, scene, wire, judge, home);
  let seen = viewStore.getState();

  const verdictAt = (at: At) => {
    const under = spotAt(document, scene, at.graph, viewStore.getState().zoom, finger);
    return { under, verdict: verdictOf(document, scene, wire, judge, under, home) };
  };
  return {
    move: (at) => {
      const view = viewStore.getState();
      if (view.x !== seen.x || view.y !== seen.y || view.zoom !== seen.zoom) {
        marks = marksOf(document, scene, wire, judge, home);
        seen = view;
      }
      const { verdict } = verdictAt(at);
      const answer = verdict === undefined ? "open" : verdict.end === undefined ? "refused" : "takes";
      const to = verdict?.end === undefined ? at.graph : (verdict.at ?? at.graph);
      show({ kind: "wire", from, to, backward, answer, why: verdict?.why, at: at.graph, ...marks });
    },
    drop: (at) => {
      const { under, verdict } = verdictAt(at);
      if (under.kind === "canvas") dropOnCanvas(wire, at);
      else if (verdict?.end !== undefined) {
        const run = dropped(wire, verdict.end);
        if (run !== undefined) edit(run);
      } else if (verdict?.why !== undefined) speak(verdict.why);
    },
    outside: "Let go outside of the graph: nothing was changed.",
    abandon: () => {},
  };
}
