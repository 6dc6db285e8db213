/** Second stage of the layered layout: the order within each layer, so that few lines cross. */

import { groupBy } from "../../core/lists.ts";
import type { Lists } from "../../core/plan.types.ts";
import type { Layered } from "./layers.ts";

/** The vertices of each layer from left to right. */
export interface Ordered {
  readonly rows: Lists;
  /** Position of each vertex in its layer. */
  readonly place: Int32Array;
  /** Neighbours in the layer above and below. */
  readonly up: Lists;
  readonly down: Lists;
}

/** Sweeps down and up: more gives little, and a large graph cannot be looked at as a whole anyway. */
const SWEEPS = 8;
const SWEEPS_LARGE = 4;
const LARGE = 20_000;

/** Number of crossings of the segments below each layer, summed. O(segments × log width). */
function countCrossings(
  rows: Lists,
  place: Int32Array,
  down: Lists,
  layers: number,
  tree: Int32Array,
): number {
  let crossings = 0;
  for (let layer = 0; layer + 1 < layers; layer++) {
    const size = (rows.from[layer + 2] ?? 0) - (rows.from[layer + 1] ?? 0);
    tree.fill(0, 0, size + 1);
    let seen = 0;
    for (let i = rows.from[layer] ?? 0; i < (rows.from[layer + 1] ?? 0); i++) {
      const v = rows.items[i] ?? 0;
      const first = down.from[v] ?? 0;
      const end = down.from[v + 1] ?? 0;
      for (let k = first; k < end; k++) {
        // those seen before that end to the right of this one
        let notRight = 0;
        for (let j = (place[down.items[k] ?? 0] ?? 0) + 1; j > 0; j -= j & -j) notRight += tree[j] ?? 0;
        crossings += seen - notRight;
      }
      for (let k = first; k < end; k++) {
        for (let j = (place[down.items[k] ?? 0] ?? 0) + 1; j <= size; j += j & -j)
          tree[j] = (tree[j] ?? 0) + 1;
        seen++;
      }
    }
  }
  return crossings;
}

/** Sorts one layer by the mean position of its neighbours; who has none keeps its share of the width. */
function sortRow(
  rows: Lists,
  layer: number,
  place: Int32Array,
  lists: Lists,
  width: number,
  value: Float64Array,
): void {
  const first = rows.from[layer] ?? 0;
  const row = rows.items.subarray(first, rows.from[layer + 1] ?? 0);
  for (const [i, v] of row.entries()) {
    const from = lists.from[v] ?? 0;
    const end = lists.from[v + 1] ?? 0;
    let sum = 0;
    for (let k = from; k < end; k++) sum += place[lists.items[k] ?? 0] ?? 0;
    value[v] = end > from ? sum / (end - from) : ((i + 0.5) * width) / row.length - 0.5;
  }
  row.sort((a, b) => (value[a] ?? 0) - (value[b] ?? 0) || (place[a] ?? 0) - (place[b] ?? 0));
  for (const [i, v] of row.entries()) place[v] = i;
}

/** Swaps neighbours in a row while that removes crossings with the rows above and below. */
function swapNeighbours(ordered: Ordered, layers: number): void {
  const { rows, place, up, down } = ordered;
  const gain = (lists: Lists, a: number, b: number) => {
    let crossed = 0;
    for (let i = lists.from[a] ?? 0; i < (lists.from[a + 1] ?? 0); i++) {
      const p = place[lists.items[i] ?? 0] ?? 0;
      for (let j = lists.from[b] ?? 0; j < (lists.from[b + 1] ?? 0); j++) {
        const q = place[lists.items[j] ?? 0] ?? 0;
        if (p > q) crossed++;
        else if (p < q) crossed--;
      }
    }
    return crossed;
  };
  const degree = (v: number) =>
    (up.from[v + 1] ?? 0) - (up.from[v] ?? 0) + (down.from[v + 1] ?? 0) - (down.from[v] ?? 0);
  for (let round = 0; round < 4; round++) {
    let swaps = 0;
    for (let layer = 0; layer < layers; layer++) {
      for (let i = rows.from[layer] ?? 0; i + 1 < (rows.from[layer + 1] ?? 0); i++) {
        const a = rows.items[i] ?? 0;
        const b = rows.items[i + 1] ?? 0;
        if (degree(a) * degree(b) > 1024 || gain(up, a, b) + gain(down, a, b) <= 0) continue;
        rows.items[i] = b;
        rows.items[i + 1] = a;
        place[a] = (place[a] ?? 0) + 1;
        place[b] = (place[b] ?? 0) - 1;
        swaps++;
      }
    }
    if (swaps === 0) return;
  }
}

/** The best order that the sweeps meet; the first is by step, so that a graph keeps its looks when it changes a little. */
export function ordered(graph: Layered): Ordered {
  const { count, layers, layer, key } = graph;
  const vertices = Int32Array.from({ length: count }, (_, v) => v);
  const rows = groupBy(layers, layer, vertices);
  const up = groupBy(count, graph.segTo, graph.segFrom);
  const down = groupBy(count, graph.segFrom, graph.segTo);
  const place = new Int32Array(count);
  const widthOf = (l: number) => (rows.from[l + 1] ?? 0) - (rows.from[l] ?? 0);
  let widest = 0;
  for (let l = 0; l < layers; l++) {
    const row = rows.items.subarray(rows.from[l] ?? 0, rows.from[l + 1] ?? 0);
    row.sort((a, b) => (key[a] ?? 0) - (key[b] ?? 0) || a - b);
    for (const [i, v] of row.entries()) place[v] = i;
    widest = Math.max(widest, row.length);
  }
  const tree = new Int32Array(widest + 1);
  const value = new Float64Array(count);
  let best = countCrossings(rows, place, down, layers, tree);
  let kept = rows.items.slice();
  const sweeps = count > LARGE ? SWEEPS_LARGE : SWEEPS;
  for (let s = 0; s < sweeps && best > 0; s++) {
    if (s % 2 === 0) for (let l = 1; l < layers; l++) sortRow(rows, l, place, up, widthOf(l - 1), value);
    else for (let l = layers - 2; l >= 0; l--) sortRow(rows, l, place, down, widthOf(l + 1), value);
    if (s === sweeps - 1) swapNeighbours({ rows, place, up, down }, layers);
    const crossings = countCrossings(rows, place, down, layers, tree);
    if (crossings < best) {
      best = crossings;
      kept = rows.items.slice();
    }
  }
  rows.items.set(kept);
  for (let l = 0; l < layers; l++) {
    const first = rows.from[l] ?? 0;
    for (let i = first; i < (rows.from[l + 1] ?? 0); i++) place[rows.items[i] ?? 0] = i - first;
  }
  return { rows, place, up, down };
}
