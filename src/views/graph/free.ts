/** The places of a drawing by hand: where the document says, and beside their neighbours for boxes that nobody has placed. */

import type { BoxKey } from "../../core/box-key.ts";
import type { GraphDocument } from "../../core/document.ts";
import { groupBy, rowOf } from "../../core/lists.ts";
import { GROUP, NODE, type Placing, type Skeleton } from "../../core/skeleton.ts";
import { runsAround } from "./around.ts";

/** Pixels between a box that finds its own place and others. */
const GAP_X = 16;
const GAP_Y = 30;
/** Side of the squares by which boxes in the way are found. */
const CELL = 160;

type Rect = readonly [left: number, top: number, right: number, bottom: number];

/** Which places are taken. */
class Taken {
  readonly #cells = new Map<string, Rect[]>();

  *#keys([left, top, right, bottom]: Rect): Generator<string> {
    for (let cx = Math.floor(left / CELL); cx <= Math.floor(right / CELL); cx++)
      for (let cy = Math.floor(top / CELL); cy <= Math.floor(bottom / CELL); cy++) yield `${cx} ${cy}`;
  }

  add(rect: Rect): void {
    for (const key of this.#keys(rect)) {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [rect]);
      else cell.push(rect);
    }
  }

  /** A box that is in the way. */
  meets(rect: Rect): Rect | undefined {
    for (const key of this.#keys(rect))
      for (const other of this.#cells.get(key) ?? [])
        if (other[0] < rect[2] && other[2] > rect[0] && other[1] < rect[3] && other[3] > rect[1])
          return other;
    return undefined;
  }
}

/** Where all boxes are in a drawing by hand; `keyOf` names a box. The same document gives the same places. */
export function freePlacing(
  document: GraphDocument,
  skeleton: Skeleton,
  keyOf: (box: number) => BoxKey,
): Placing {
  const { count, from, to, width, height, kind } = skeleton;
  const places = document.drawing?.at ?? {};
  const at = new Float32Array(2 * count);
  const done = new Uint8Array(count);
  const loose: number[] = [];
  for (let box = 0; box < count; box++) {
    const place = places[keyOf(box)];
    if (place === undefined) {
      loose.push(box);
      continue;
    }
    at.set(place, 2 * box);
    done[box] = 1;
  }
  if (loose.length === 0) return { at, runs: runsAround(skeleton, at) };

  const taken = new Taken();
  const rectOf = (box: number, x: number, y: number, gap: number): Rect => [
    x - gap,
    y - gap,
    x + (width[box] ?? 0) + gap,
    y + (height[box] ?? 0) + gap,
  ];
  const settle = (box: number) => {
    done[box] = 1;
    taken.add(rectOf(box, at[2 * box] ?? 0, at[2 * box + 1] ?? 0, 0));
  };
  for (let box = 0; box < count; box++) if (done[box] === 1) settle(box);
  const entering = groupBy(count, to, from);
  const leaving = groupBy(count, from, to);
  const middle = (boxes: readonly number[]) =>
    boxes.reduce((sum, b) => sum + (at[2 * b] ?? 0) + (width[b] ?? 0) / 2, 0) / boxes.length;

  const groups = document.drawing?.groups ?? [];
  const groupOf = new Map(groups.flatMap((group) => group.nodes.map((id) => [id, group] as const)));
  const idOf = (box: number) =>
    kind[box] === NODE ? document.nodes[skeleton.item[box] ?? 0]?.id : undefined;
  /** Groups that were a box of their own when all was placed: their members begin there. */
  const begun = new Set<string>();
  const inside = (box: number): readonly [x: number, y: number] | undefined => {
    const group = groupOf.get(idOf(box) ?? "");
    const place = group === undefined ? undefined : places[`group:${group.id}`];
    if (group === undefined || place === undefined || begun.has(group.id)) return undefined;
    begun.add(group.id);
    return group.nodes.some((id) => places[`node:${id}`] !== undefined) ? undefined : place;
  };

  /** Beside what it reads or is read by; of a folded group where its first member was, of its members where it was. */
  const wish = (box: number): readonly [x: number, y: number] | undefined => {
    const own = inside(box);
    if (own !== undefined) return own;
    if (kind[box] === GROUP) {
      const group = groups[skeleton.item[box] ?? 0];
      const member = group?.nodes.map((id) => places[`node:${id}`]).find((place) => place !== undefined);
      if (member !== undefined) return member;
    }
    const home = groupOf.get(idOf(box) ?? "");
    const kin = (b: number) => begun.has(home?.id ?? "") && groupOf.get(idOf(b) ?? "") === home;
    const placedAbove = Array.from(rowOf(entering, box)).filter((b) => done[b] === 1);
    const near = placedAbove.filter(kin);
    const above = near.length > 0 ? near : placedAbove;
    if (above.length > 0) {
      const bottom = Math.max(...above.map((b) => (at[2 * b + 1] ?? 0) + (height[b] ?? 0)));
      return [middle(above) - (width[box] ?? 0) / 2, bottom + GAP_Y];
    }
    const below = Array.from(rowOf(leaving, box)).filter((b) => done[b] === 1);
    if (below.length === 0) return undefined;
    const top = Math.min(...below.map((b) => at[2 * b + 1] ?? 0));
    return [middle(below) - (width[box] ?? 0) / 2, top - GAP_Y - (height[box] ?? 0)];
  };
  const put = (box: number, [x, y]: readonly [number, number]) => {
    let left = Math.round(x);
    for (let other = taken.meets(rectOf(box, left, y, 4)); other !== undefined; ) {
      left = other[2] + GAP_X;
      other = taken.meets(rectOf(box, left, y, 4));
    }
    at[2 * box] = left;
    at[2 * box + 1] = Math.round(y);
    settle(box);
  };
  const bottomOfAll = () => {
    let bottom = -GAP_Y;
    for (let box = 0; box < count; box++)
      if (done[box] === 1) bottom = Math.max(bottom, (at[2 * box + 1] ?? 0) + (height[box] ?? 0));
    return bottom + GAP_Y;
  };

  // nodes follow what they read; values and outputs follow nodes
  let waiting = loose;
  while (waiting.length > 0) {
    const left: number[] = [];
    for (const box of waiting) {
      const place = wish(box);
      if (place === undefined) left.push(box);
      else put(box, place);
    }
    if (left.length === waiting.length) {
      // nothing beside them is placed: the first begins anew below everything
      const first = left.findIndex((box) => kind[box] === NODE);
      const [box] = left.splice(Math.max(0, first), 1);
      if (box !== undefined) put(box, [0, bottomOfAll()]);
    }
    waiting = left;
  }
  return { at, runs: runsAround(skeleton, at) };
}
