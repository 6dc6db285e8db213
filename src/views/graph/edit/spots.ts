/** What is under the pointer: a port, a box, or the canvas. Ports are found around themselves, so small ones can be hit. */

import type { BoxKey } from "../../../core/box-key.ts";
import { readBoxKey } from "../../../core/box-key.ts";
import type { GraphDocument } from "../../../core/document.ts";
import type { Point, PortRef } from "../../../core/edit/types.ts";
import { FAR } from "../camera.ts";
import { boxOf, inPortOf, outPortOf } from "../geometry.ts";
import { keyOfBox, type Scene } from "../scene.ts";
import { portsById } from "./wire.ts";

export interface InputSpot {
  readonly kind: "input";
  readonly box: number;
  readonly at: Point;
  readonly port: PortRef;
  /** What it reads already. */
  readonly tensor: string | undefined;
}

export interface OutputSpot {
  readonly kind: "output";
  readonly box: number;
  readonly at: Point;
  readonly tensor: string;
}

export type PortSpot = InputSpot | OutputSpot;

export type Spot =
  | PortSpot
  | { readonly kind: "box"; readonly box: number; readonly key: BoxKey }
  | { readonly kind: "frame"; readonly key: BoxKey }
  | { readonly kind: "canvas" };

/** Ports of a box in the order in which they are drawn: inputs, then outputs. */
export function portSpots(document: GraphDocument, scene: Scene, box: number): readonly PortSpot[] {
  const { kind, id } = readBoxKey(keyOfBox(scene, box));
  if (kind === "value") return [{ kind: "output", box, at: outPortOf(scene.geometry, box, 0), tensor: id }];
  if (kind !== "node") return [];
  const { inputs, outputs } = portsById(document, id);
  return [
    ...inputs.map(
      ({ tensor }, port): PortSpot => ({
        kind: "input",
        box,
        at: inPortOf(scene.geometry, box, port),
        port: { node: id, port },
        tensor,
      }),
    ),
    ...outputs.flatMap(({ tensor }, port): PortSpot[] =>
      tensor === undefined ? [] : [{ kind: "output", box, at: outPortOf(scene.geometry, box, port), tensor }],
    ),
  ];
}

/** Pixels of the screen around a port that mean it, outside of its box; a finger needs more. */
const REACH = 8;
const REACH_FINGER = 22;
/** Graph pixels: most that a port reaches beyond its box when all is small, and most that it takes of its box. */
const REACH_MOST = 24;
const INSIDE_MOST = 9;

/** The port nearest a point, of those that reach it. */
function portNear(
  document: GraphDocument,
  scene: Scene,
  { x, y }: Point,
  reach: number,
): PortSpot | undefined {
  let best: PortSpot | undefined;
  let least = reach;
  for (const box of scene.geometry.boxesIn({
    x: x - reach,
    y: y - reach,
    width: 2 * reach,
    height: 2 * reach,
  })) {
    const { y: top, height } = boxOf(scene.geometry, box);
    const depth = Math.min(y - top, top + height - y);
    if (depth > INSIDE_MOST) continue;
    for (const spot of portSpots(document, scene, box)) {
      const off = Math.hypot(spot.at.x - x, spot.at.y - y);
      if (off > least) continue;
      best = spot;
      least = off;
    }
  }
  return best;
}

/** What a point of the graph is on. */
export function spotAt(
  document: GraphDocument,
  scene: Scene,
  at: Point,
  zoom: number,
  finger: boolean,
): Spot {
  const reach = Math.min(REACH_MOST, (finger ? REACH_FINGER : REACH) / zoom);
  const port = zoom < FAR ? undefined : portNear(document, scene, at, reach);
  if (port !== undefined) return port;
  const box = scene.geometry.boxAt(at.x, at.y, 0);
  return box < 0 ? { kind: "canvas" } : { kind: "box", box, key: keyOfBox(scene, box) };
}

/** Where a value comes out, to draw a line from: of its maker, or of its own box; undefined when neither is drawn. */
export function sourceOf(document: GraphDocument, scene: Scene, tensor: string): Point | undefined {
  for (let box = 0; box < scene.skeleton.count; box++) {
    const spot = portSpots(document, scene, box).find((s) => s.kind === "output" && s.tensor === tensor);
    if (spot !== undefined) return spot.at;
  }
  return undefined;
}

/** The unfolded group whose title is a part of the page, if it is one. */
export function frameOf(part: EventTarget | null): BoxKey | undefined {
  const title = part instanceof Element ? part.closest("[data-frame] [aria-pressed]") : null;
  const key = title?.closest("[data-id]")?.getAttribute("data-id");
  return key == null ? undefined : (key as BoxKey);
}
