/** Where the arrow keys lead: up to a writer, down to a reader, aside to the neighbour in the row. */

import { rowOf } from "../../core/lists.ts";
import { boxOf } from "./geometry.ts";
import type { Scene } from "./scene.ts";

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
  const row = scene.geometry.boxesIn({ x: 0, y: b.y + b.height / 2, width: scene.geometry.width, height: 0 });
  let best = -1;
  for (const box of row) {
    const ahead = right ? middle(scene, box) - middle(scene, from) : middle(scene, from) - middle(scene, box);
    if (ahead > 1 && (best < 0 || right === middle(scene, box) < middle(scene, best))) best = box;
  }
  if (best >= 0) return best;
  // at the end of a row: the node that runs before or after
  const { order, step } = scene.picture.plan.nodes;
  if (from >= scene.skeleton.nodes) return -1;
  return order[(step[from] ?? 0) + (right ? 1 : -1)] ?? -1;
}

/** The box that `way` leads to from `from`, or `from` itself when there is none. */
export function walk(scene: Scene, from: number, way: Way): number {
  const { skeleton, entering, leaving } = scene;
  const { order } = scene.picture.plan.nodes;
  const ends = (lines: Int32Array, column: Int32Array) => Array.from(lines, (e) => column[e] ?? 0);
  const found = {
    up: () => straightest(scene, from, ends(rowOf(entering, from), skeleton.from)),
    down: () => straightest(scene, from, ends(rowOf(leaving, from), skeleton.to)),
    left: () => aside(scene, from, false),
    right: () => aside(scene, from, true),
    first: () => order[0] ?? -1,
    last: () => order[order.length - 1] ?? -1,
  }[way]();
  return found < 0 ? from : found;
}
