/**
 * Third stage of the layered layout: x of every vertex, after Brandes and Köpf (Graph Drawing 2001). Vertices are
 * strung into straight vertical blocks four times, towards each corner; the mean of the two middle results is taken.
 * Every step is linear, and each of the four keeps the gaps, so their medians do.
 */

import { groupBy } from "../../core/lists.ts";
import type { Lists } from "../../core/plan.types.ts";
import type { Ordered } from "./crossings.ts";
import type { Layered } from "./layers.ts";

/** Pixels between the sides of two boxes, and around a line that passes. */
export const BOX_GAP = 12;
export const LINE_GAP = 7;

/** Segments that blocks may follow: not those that would bend a trunk of boxes, nor those that cross a lane. */
function strong(graph: Layered, { rows, place, up, down }: Ordered): { from: number[]; to: number[] } {
  const { boxes } = graph;
  const isDummy = (v: number) => v >= boxes;
  const hasBox = (lists: Lists, v: number) => {
    for (let i = lists.from[v] ?? 0; i < (lists.from[v + 1] ?? 0); i++)
      if ((lists.items[i] ?? 0) < boxes) return true;
    return false;
  };
  const from: number[] = [];
  const to: number[] = [];
  const branches = new Uint8Array(boxes);
  const joins = new Uint8Array(boxes);
  for (let v = 0; v < boxes; v++) {
    branches[v] = hasBox(down, v) ? 1 : 0;
    joins[v] = hasBox(up, v) ? 1 : 0;
  }
  for (let l = 1; l < graph.layers; l++) {
    const first = rows.from[l] ?? 0;
    const end = rows.from[l + 1] ?? 0;
    let left = -1;
    let scanned = first;
    for (let i = first; i < end; i++) {
      const v = rows.items[i] ?? 0;
      let right = Number.POSITIVE_INFINITY;
      if (isDummy(v)) {
        for (let k = up.from[v] ?? 0; k < (up.from[v + 1] ?? 0); k++) {
          const u = up.items[k] ?? 0;
          if (isDummy(u)) right = place[u] ?? 0;
        }
      }
      if (Number.isFinite(right) || i === end - 1) {
        // segments of the vertices since the last lane must stay between both lanes
        for (; scanned <= i; scanned++) {
          const w = rows.items[scanned] ?? 0;
          for (let k = up.from[w] ?? 0; k < (up.from[w + 1] ?? 0); k++) {
            const u = up.items[k] ?? 0;
            const p = place[u] ?? 0;
            const inner = isDummy(u) && isDummy(w);
            const bends = isDummy(u) ? !isDummy(w) && joins[w] === 1 : isDummy(w) && branches[u] === 1;
            if (bends || (!inner && (p < left || p > right))) continue;
            from.push(u);
            to.push(w);
          }
        }
        left = Number.isFinite(right) ? right : left;
      }
    }
  }
  return { from, to };
}

/** Sorts the lists by the position of their items. */
function sortLists(lists: Lists, place: Int32Array): void {
  for (let v = 0; v + 1 < lists.from.length; v++) {
    const first = lists.from[v] ?? 0;
    const end = lists.from[v + 1] ?? 0;
    if (end - first > 1) lists.items.subarray(first, end).sort((a, b) => (place[a] ?? 0) - (place[b] ?? 0));
  }
}

interface Corner {
  /** Layers in the order to go through, each from the near side. */
  readonly rows: readonly Int32Array[];
  readonly place: Int32Array;
  /** Neighbours in the layer gone through before, by place. */
  readonly back: Lists;
}

/** The first vertex of the block that each vertex is strung into. */
function strings({ rows, place, back }: Corner, count: number): Int32Array {
  const root = Int32Array.from({ length: count }, (_, v) => v);
  for (const row of rows) {
    let taken = -1;
    for (const v of row) {
      const first = back.from[v] ?? 0;
      const degree = (back.from[v + 1] ?? 0) - first;
      for (let m = (degree - 1) >> 1; m >= 0 && m <= degree >> 1; m++) {
        const u = back.items[first + m] ?? 0;
        if (root[v] !== v || (place[u] ?? 0) <= taken) continue;
        root[v] = root[u] ?? u;
        taken = place[u] ?? 0;
      }
    }
  }
  return root;
}

/** Blocks as far to the near side as the gaps allow, then back towards their neighbours where there is room. */
function compact({ rows }: Corner, root: Int32Array, gap: (a: number, b: number) => number): Float64Array {
  const count = root.length;
  const from: number[] = [];
  const to: number[] = [];
  const between: number[] = [];
  for (const row of rows) {
    for (let i = 1; i < row.length; i++) {
      const a = row[i - 1] ?? 0;
      const b = row[i] ?? 0;
      from.push(root[a] ?? 0);
      to.push(root[b] ?? 0);
      between.push(gap(a, b));
    }
  }
  const links = Int32Array.from(from, (_, i) => i);
  const out = groupBy(count, from, links);
  const waiting = new Int32Array(count);
  for (const t of to) waiting[t] = (waiting[t] ?? 0) + 1;
  const order = new Int32Array(count);
  let tail = 0;
  for (let v = 0; v < count; v++) if (root[v] === v && waiting[v] === 0) order[tail++] = v;
  const x = new Float64Array(count);
  for (let head = 0; head < tail; head++) {
    const v = order[head] ?? 0;
    for (let k = out.from[v] ?? 0; k < (out.from[v + 1] ?? 0); k++) {
      const e = out.items[k] ?? 0;
      const w = to[e] ?? 0;
      x[w] = Math.max(x[w] ?? 0, (x[v] ?? 0) + (between[e] ?? 0));
      const rest = (waiting[w] ?? 0) - 1;
      waiting[w] = rest;
      if (rest === 0) order[tail++] = w;
    }
  }
  for (let i = tail - 1; i >= 0; i--) {
    const v = order[i] ?? 0;
    let room = Number.POSITIVE_INFINITY;
    for (let k = out.from[v] ?? 0; k < (out.from[v + 1] ?? 0); k++) {
      const e = out.items[k] ?? 0;
      room = Math.min(room, (x[to[e] ?? 0] ?? 0) - (between[e] ?? 0));
    }
    if (Number.isFinite(room)) x[v] = Math.max(x[v] ?? 0, room);
  }
  for (let v = 0; v < count; v++) x[v] = x[root[v] ?? 0] ?? 0;
  return x;
}

/** The middle of every vertex, in pixels; the least is anywhere. */
export function centres(graph: Layered, order: Ordered, width: Float32Array): Float64Array {
  const { count, boxes, layers } = graph;
  const { from, to } = strong(graph, order);
  const half = (v: number) => (v < boxes ? (width[v] ?? 0) / 2 : 0);
  const gap = (a: number, b: number) =>
    half(a) + half(b) + (a < boxes && b < boxes ? BOX_GAP : a < boxes || b < boxes ? LINE_GAP + 4 : LINE_GAP);
  const found: Float64Array[] = [];
  for (const mirrored of [false, true]) {
    const place = order.place.slice();
    const rows: Int32Array[] = [];
    for (let l = 0; l < layers; l++) {
      const row = order.rows.items.slice(order.rows.from[l] ?? 0, order.rows.from[l + 1] ?? 0);
      if (mirrored) row.reverse();
      for (const [i, v] of row.entries()) place[v] = i;
      rows.push(row);
    }
    for (const upwards of [false, true]) {
      const back = upwards ? groupBy(count, from, to) : groupBy(count, to, from);
      sortLists(back, place);
      const corner: Corner = { rows: upwards ? rows.toReversed() : rows, place, back };
      const x = compact(corner, strings(corner, count), gap);
      if (mirrored) for (let v = 0; v < count; v++) x[v] = -(x[v] ?? 0);
      found.push(x);
    }
  }
  return balance(found, half, boxes);
}

/** Lines the four up with the narrowest, then takes the mean of the two middle ones for each vertex. */
function balance(found: readonly Float64Array[], half: (v: number) => number, boxes: number): Float64Array {
  const ends = found.map((x) => {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let v = 0; v < boxes; v++) {
      least = Math.min(least, (x[v] ?? 0) - half(v));
      most = Math.max(most, (x[v] ?? 0) + half(v));
    }
    return { least, most };
  });
  const narrow = ends.reduce((a, b) => (b.most - b.least < a.most - a.least ? b : a), {
    least: 0,
    most: Number.POSITIVE_INFINITY,
  });
  const shift = ends.map((e, i) => (i < 2 ? narrow.least - e.least : narrow.most - e.most));
  const count = found[0]?.length ?? 0;
  const x = new Float64Array(count);
  for (let v = 0; v < count; v++) {
    let sum = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    found.forEach((layout, i) => {
      const value = (layout[v] ?? 0) + (shift[i] ?? 0);
      sum += value;
      low = Math.min(low, value);
      high = Math.max(high, value);
    });
    x[v] = (sum - low - high) / 2;
  }
  return x;
}
