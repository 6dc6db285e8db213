/** What a group of nodes comes to, and where its frame goes while it is unfolded. */

import { type BoxKey, boxKey } from "../../core/box-key.ts";
import type { DrawnGroup } from "../../core/document.ts";
import type { Point } from "../../core/edit/types.ts";
import { rowOf } from "../../core/lists.ts";
import { NODE, VALUE } from "../../core/skeleton.ts";
import { type Box, boxOf } from "./geometry.ts";
import { keyOfBox, type Scene } from "./scene.ts";

export interface GroupFacts {
  readonly operations: number;
  /** Most bytes of what its nodes make and scratch that are alive at one step; −1 when the plan has none of them. */
  readonly most: number;
  /** The first tensor that it makes, if any. */
  readonly made: number | undefined;
}

export function groupFacts(scene: Scene, group: DrawnGroup | undefined): GroupFacts {
  const { graph, picture } = scene;
  const nodes = (group?.nodes ?? []).flatMap((id) => graph.nodeIndex.get(id) ?? []);
  const tensors = nodes.flatMap((n) => Array.from(rowOf(graph.outputs, n)));
  const facts = { operations: nodes.length, made: tensors[0] };
  if (picture === null) return { ...facts, most: -1 };
  const { storages, tensors: planned } = picture.plan;
  const inside = new Set(tensors.map((t) => planned.storage[scene.tensors.there(t)] ?? -1));
  const changes: (readonly [step: number, bytes: number])[] = [];
  for (const s of inside) {
    if (s < 0) continue;
    const bytes = storages.bytes[s] ?? 0;
    changes.push([storages.start[s] ?? 0, bytes], [storages.end[s] ?? 0, -bytes]);
  }
  // what ends at a step is gone before what begins there
  changes.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let alive = 0;
  let most = changes.length === 0 ? -1 : 0;
  for (const [, bytes] of changes) {
    alive += bytes;
    most = Math.max(most, alive);
  }
  return { ...facts, most };
}

/** An unfolded group whose members are together: it has a frame. */
export interface Frame extends Box {
  readonly key: BoxKey;
  readonly id: string;
  readonly title: string;
  readonly operations: number;
}

export interface Frames {
  readonly frames: readonly Frame[];
  /** Title of its group for each box whose group has no frame, because others lie among its members. */
  readonly marks: ReadonlyMap<number, string>;
}

/** Pixels between members and their frame, and the height of its title. */
const AROUND = 10;
const FRAME_TITLE = 20;

const NONE: Frames = { frames: [], marks: new Map() };

/** Group of each box: of a node its own, of a value that of all its readers, of an output that of its producer; −1: none. */
function groupsOfBoxes(scene: Scene, groups: readonly DrawnGroup[]): Int32Array {
  const { graph, skeleton } = scene;
  const ofNode = new Int32Array(graph.nodes).fill(-1);
  groups.forEach((group, g) => {
    for (const id of group.nodes) ofNode[graph.nodeIndex.get(id) ?? -1] = g;
  });
  return skeleton.item.map((item, box) => {
    const kind = skeleton.kind[box];
    if (kind === NODE) return ofNode[item] ?? -1;
    if (kind !== VALUE) return ofNode[graph.producer[item] ?? -1] ?? -1;
    const readers = rowOf(graph.readers, item);
    const group = ofNode[readers[0] ?? -1] ?? -1;
    return readers.every((n) => ofNode[n] === group) ? group : -1;
  });
}

const NOWHERE: ReadonlyMap<BoxKey, Point> = new Map();
const known = new WeakMap<Scene, Frames>();

/** The frames of unfolded groups. `moved`: boxes that a hand holds elsewhere. */
export function framesOf(scene: Scene, moved: ReadonlyMap<BoxKey, Point> = NOWHERE): Frames {
  if (moved.size > 0) return makeFrames(scene, moved);
  let frames = known.get(scene);
  if (frames === undefined) {
    frames = makeFrames(scene, moved);
    known.set(scene, frames);
  }
  return frames;
}

function makeFrames(scene: Scene, moved: ReadonlyMap<BoxKey, Point>): Frames {
  const groups = scene.document.drawing?.groups ?? [];
  if (!groups.some((group) => group.collapsed !== true)) return NONE;
  const { skeleton, geometry } = scene;
  const of = groupsOfBoxes(scene, groups);
  const members = groups.map((): number[] => []);
  for (let box = 0; box < skeleton.count; box++)
    if (skeleton.kind[box] === NODE) members[of[box] ?? -1]?.push(box);
  const frames: Frame[] = [];
  const marks = new Map<number, string>();
  groups.forEach(({ id, title, collapsed }, g) => {
    const own = members[g] ?? [];
    if (collapsed === true || own.length === 0) return;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const box of own) {
      const b = boxOf(geometry, box);
      const { x, y } = (moved.size > 0 ? moved.get(keyOfBox(scene, box)) : undefined) ?? b;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + b.width);
      bottom = Math.max(bottom, y + b.height);
    }
    const inner = { x: left, y: top, width: right - left, height: bottom - top };
    const strange = geometry.boxesIn(inner).some((box) => of[box] !== g);
    if (strange) for (const box of own) marks.set(box, title);
    else
      frames.push({
        key: boxKey("group", id),
        id,
        title,
        operations: own.length,
        x: left - AROUND,
        y: top - AROUND - FRAME_TITLE,
        width: inner.width + 2 * AROUND,
        height: inner.height + 2 * AROUND + FRAME_TITLE,
      });
  });
  return { frames, marks };
}
