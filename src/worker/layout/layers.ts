/** First stage of the layered layout: a layer for every box, and lanes of dummies for lines that pass other layers. */

import { groupBy } from "../../core/lists.ts";
import type { Lists } from "../../core/plan.types.ts";
import type { Skeleton } from "../../core/skeleton.ts";

/** What a layout needs to know of boxes and lines. */
export type Boxes = Pick<Skeleton, "count" | "from" | "to" | "tensor" | "step" | "width" | "height">;

/** Boxes and, after them, dummies: all lines as segments between neighbouring layers. */
export interface Layered {
  /** Boxes and dummies. */
  readonly count: number;
  readonly boxes: number;
  readonly layers: number;
  readonly layer: Int32Array;
  /** Sorts the vertices of a layer before crossings are looked at. */
  readonly key: Float32Array;
  readonly segFrom: Int32Array;
  readonly segTo: Int32Array;
  /** First dummy of the lane of each tensor, one dummy a layer downwards from its box; −1 where there is none. */
  readonly lane: Int32Array;
  /** Lines too long for a lane of dummies, to be led around the drawing. */
  readonly around: Int32Array;
}

/** Dummies a drawing may have per box: beyond, the longest lines go around, so that the work stays linear. */
const DUMMIES_PER_BOX = 6;
const DUMMIES_AT_LEAST = 4096;

/** Boxes so that writers come before readers; on a cycle (a faulty plan) the rest follows by index. */
function topological(boxes: number, out: Lists, incoming: Int32Array): Int32Array {
  const left = incoming.slice();
  const order = new Int32Array(boxes);
  let tail = 0;
  for (let v = 0; v < boxes; v++) if (left[v] === 0) order[tail++] = v;
  for (let head = 0; head < tail; head++) {
    const v = order[head] ?? 0;
    for (let i = out.from[v] ?? 0; i < (out.from[v + 1] ?? 0); i++) {
      const w = out.items[i] ?? 0;
      const rest = (left[w] ?? 0) - 1;
      left[w] = rest;
      if (rest === 0) order[tail++] = w;
    }
  }
  for (let v = 0; v < boxes && tail < boxes; v++) if ((left[v] ?? 0) > 0) order[tail++] = v;
  return order;
}

/** Longest path from the top; then what hangs loose above its first reader sinks down to it. */
function assign({ count, from, to }: Boxes): Int32Array {
  const out = groupBy(count, from, to);
  const incoming = new Int32Array(count);
  const parent = new Int32Array(count).fill(-1);
  for (let e = 0; e < to.length; e++) {
    const w = to[e] ?? 0;
    if (parent[w] !== from[e]) incoming[w] = (incoming[w] ?? 0) + 1;
    parent[w] = from[e] ?? 0;
  }
  const indegree = new Int32Array(count);
  for (let e = 0; e < to.length; e++) indegree[to[e] ?? 0] = (indegree[to[e] ?? 0] ?? 0) + 1;
  const order = topological(count, out, indegree);
  const place = new Int32Array(count);
  for (let i = 0; i < count; i++) place[order[i] ?? 0] = i;

  const layer = new Int32Array(count);
  /** 1 while everything above is a single thread from a box without inputs. */
  const loose = new Uint8Array(count);
  const follows = (p: number) => ((out.from[p + 1] ?? 0) - (out.from[p] ?? 0) === 1 ? (loose[p] ?? 0) : 0);
  for (let i = 0; i < count; i++) {
    const v = order[i] ?? 0;
    if ((incoming[v] ?? 0) === 0) loose[v] = 1;
    else if (incoming[v] === 1) loose[v] = follows(parent[v] ?? 0);
    for (let k = out.from[v] ?? 0; k < (out.from[v + 1] ?? 0); k++) {
      const w = out.items[k] ?? 0;
      if ((place[w] ?? 0) > i) layer[w] = Math.max(layer[w] ?? 0, (layer[v] ?? 0) + 1);
    }
  }
  const alone: number[] = [];
  for (let i = count - 1; i >= 0; i--) {
    const v = order[i] ?? 0;
    const first = out.from[v] ?? 0;
    const end = out.from[v + 1] ?? 0;
    if (first === end && incoming[v] === 0) alone.push(v);
    if (first === end || loose[v] === 0) continue;
    let nearest = Number.POSITIVE_INFINITY;
    for (let k = first; k < end; k++) {
      const w = out.items[k] ?? 0;
      if ((place[w] ?? 0) > i) nearest = Math.min(nearest, layer[w] ?? 0);
    }
    if (nearest - 1 > (layer[v] ?? 0) && Number.isFinite(nearest)) layer[v] = nearest - 1;
  }
  // boxes without any line would make one endless row
  const wide = Math.max(8, Math.ceil(Math.sqrt(alone.length)));
  alone.reverse().forEach((v, i) => {
    layer[v] = Math.floor(i / wide);
  });
  return layer;
}

/** Furthest layer that each tensor must reach, and the box it comes from. */
function reaches(boxes: Boxes, layer: Int32Array) {
  const tensors = boxes.tensor.reduce((most, t) => Math.max(most, t + 1), 0);
  const reach = new Int32Array(tensors).fill(-1);
  const home = new Int32Array(tensors).fill(-1);
  for (let e = 0; e < boxes.from.length; e++) {
    const t = boxes.tensor[e] ?? 0;
    reach[t] = Math.max(reach[t] ?? 0, layer[boxes.to[e] ?? 0] ?? 0);
    home[t] = boxes.from[e] ?? 0;
  }
  return { tensors, reach, home };
}

/** Layers and lanes of a drawing. A lane is shared by all readers of its tensor: one value, one line downwards. */
export function layered(boxes: Boxes): Layered {
  const layer = assign(boxes);
  const { tensors, reach, home } = reaches(boxes, layer);
  const long: number[] = [];
  for (let t = 0; t < tensors; t++) {
    if ((home[t] ?? -1) >= 0 && (reach[t] ?? 0) - (layer[home[t] ?? 0] ?? 0) > 1) long.push(t);
  }
  const length = (t: number) => (reach[t] ?? 0) - (layer[home[t] ?? 0] ?? 0) - 1;
  long.sort((a, b) => length(a) - length(b) || a - b);
  const most = boxes.count * DUMMIES_PER_BOX + DUMMIES_AT_LEAST;
  const lane = new Int32Array(tensors).fill(-1);
  let next = boxes.count;
  for (const t of long) {
    if (next + length(t) - boxes.count > most) break;
    lane[t] = next;
    next += length(t);
  }
  const count = next;
  const layerOf = new Int32Array(count);
  const key = new Float32Array(count);
  layerOf.set(layer);
  key.set(boxes.step);

  const segFrom: number[] = [];
  const segTo: number[] = [];
  for (const t of long) {
    const first = lane[t] ?? -1;
    if (first < 0) continue;
    const box = home[t] ?? 0;
    for (let k = 0; k < length(t); k++) {
      layerOf[first + k] = (layer[box] ?? 0) + 1 + k;
      key[first + k] = boxes.step[box] ?? 0;
      segFrom.push(k === 0 ? box : first + k - 1);
      segTo.push(first + k);
    }
  }
  const around: number[] = [];
  for (let e = 0; e < boxes.from.length; e++) {
    const a = boxes.from[e] ?? 0;
    const b = boxes.to[e] ?? 0;
    const span = (layer[b] ?? 0) - (layer[a] ?? 0);
    const first = lane[boxes.tensor[e] ?? 0] ?? -1;
    if (span === 1) segFrom.push(a);
    else if (span > 1 && first >= 0) segFrom.push(first + span - 2);
    else {
      if (span > 1) around.push(e);
      continue;
    }
    segTo.push(b);
  }
  let layers = 0;
  for (let v = 0; v < count; v++) layers = Math.max(layers, (layerOf[v] ?? 0) + 1);
  return {
    count,
    boxes: boxes.count,
    layers,
    layer: layerOf,
    key,
    segFrom: Int32Array.from(segFrom),
    segTo: Int32Array.from(segTo),
    lane,
    around: Int32Array.from(around),
  };
}
