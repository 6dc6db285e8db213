/** Where the arrow keys lead in a dataflow drawing: left to who feeds a box, right to whom it feeds, up and down to the next beside. */

import { rectOf, type SdfScene } from "./sdf-scene.ts";

export type SdfWay = "up" | "down" | "left" | "right" | "first" | "last";

export const SDF_WAYS: Readonly<Record<string, SdfWay>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};

interface Middle {
  readonly x: number;
  readonly y: number;
}

function middle(scene: SdfScene, box: number): Middle {
  const { x, y, width, height } = rectOf(scene, box);
  return { x: x + width / 2, y: y + height / 2 };
}

/** The box with the least `cost`, negative ones left out; the first of equals; −1 of none. */
function cheapest(boxes: Iterable<number>, cost: (box: number) => number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const own = cost(box);
    if (own < 0 || own >= least) continue;
    best = box;
    least = own;
  }
  return best;
}

/** Boxes at the other ends of lines, other than the box itself. */
function neighbours({ drawing }: SdfScene, box: number, ahead: boolean): number[] {
  const lines = drawing[ahead ? "leaving" : "entering"][box] ?? [];
  return lines.map((l) => drawing.lines[l]?.[ahead ? "to" : "from"] ?? box).filter((other) => other !== box);
}

/** Aside costs three times what straight on does: keys lead where they point. */
const ASIDE = 3;

/** The box that `way` leads to, or the same when there is none. −1 of an empty drawing. */
export function walkSdf(scene: SdfScene, from: number, way: SdfWay): number {
  const { boxes } = scene.drawing;
  const all = boxes.keys();
  const here = middle(scene, from);
  const off = (box: number) => {
    const there = middle(scene, box);
    return { x: there.x - here.x, y: there.y - here.y };
  };
  const found = {
    left: () => cheapest(neighbours(scene, from, false), (box) => Math.abs(off(box).y)),
    right: () => cheapest(neighbours(scene, from, true), (box) => Math.abs(off(box).y)),
    up: () => cheapest(all, (box) => (off(box).y < -1 ? -off(box).y + ASIDE * Math.abs(off(box).x) : -1)),
    down: () => cheapest(all, (box) => (off(box).y > 1 ? off(box).y + ASIDE * Math.abs(off(box).x) : -1)),
    first: () => cheapest(all, (box) => rectOf(scene, box).x - scene.bounds.x),
    last: () => cheapest(all, (box) => scene.bounds.x + scene.bounds.width - rectOf(scene, box).x),
  }[way]();
  return found < 0 ? from : found;
}
