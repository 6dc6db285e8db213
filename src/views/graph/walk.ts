/** Where the arrow keys lead: up to a writer, down to a reader, aside to the neighbour in the row. */

import { rowOf } from "../../core/lists.ts";
import { NODE } from "../../core/skeleton.ts";
import { boxOf } from "./geometry.ts";
import { boxAtStep, type Scene } from "./scene.ts";

export type Way = "up" | "down" | "left" | "right" | "first" | "last";

export const WAYS: Readonly<Record<string, Way>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};

function middle(scene: Scene, box: number): number {
  const b = boxOf(scene.geometry, box);
  return b.x + b.width / 2;
}

/** Of some boxes the one most straight above or below; the first of equals; −1 of none. */
function straightest(scene: Scene, from: number, boxes: Iterable<number>): number {
  const x = middle(scene, from);
  let best = -1;
  let least = Infinity;
  for (const box of boxes) {
    const off = Math.abs(middle(scene, box) - x);
    if (off < least - 0.5) {
      best = box;
      least = off;
    }
  }
  return best;
}

function aside(scene: Scene, from: number, right: boolean): number {
  const b = boxOf(scene.geometry, from);
  const { x, width } = scene.geometry;
  const row = scene.geometry.boxesIn({ x, y: b.y + b.height / 2, width, height: 0 });
  let best = -1;
  for (const box of row) {
    const ahead = right ? middle(scene, box) - middle(scene, from) : middle(scene, from) - middle(scene, box);
    if (ahead > 1 && (best < 0 || right === middle(scene, box) < middle(scene, best))) best = box;
  }
  if (best >= 0) return best;
  // at the end of a row: the node that runs before or after
  const n = scene.skeleton.kind[from] === NODE ? (scene.skeleton.item[from] ?? -1) : -1;
  const step = scene.picture?.plan.nodes.step[scene.nodes.there(n)] ?? -1;
  return step < 0 ? -1 : boxAtStep(scene, step + (right ? 1 : -1));
}

/** The box that comes first in the plan, or last; of a graph without a plan by index. */
function end(scene: Scene, last: boolean): number {
  const steps = scene.picture?.plan.steps ?? 0;
  const box = steps === 0 ? -1 : boxAtStep(scene, last ? steps - 1 : 0);
  return box >= 0 ? box : last ? scene.skeleton.count - 1 : 0;
}

/** The box that `way` leads to from `from`, or `from` itself when there is none. */
export function walk(scene: Scene, from: number, way: Way): number {
  const { skeleton, entering, leaving } = scene;
  const ends = (lines: Int32Array, column: Int32Array) => Array.from(lines, (e) => column[e] ?? 0);
  const found = {
    up: () => straightest(scene, from, ends(rowOf(entering, from), skeleton.from)),
    down: () => straightest(scene, from, ends(rowOf(leaving, from), skeleton.to)),
    left: () => aside(scene, from, false),
    right: () => aside(scene, from, true),
    first: () => end(scene, false),
    last: () => end(scene, true),
  }[way]();
  return found < 0 ? from : found;
}
