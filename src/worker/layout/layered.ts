/** Our own layered layout: a row a layer, writers above readers, linear in the size of the graph, always the same. */

import type { Placing, Runs } from "../../core/skeleton.ts";
import { BOX_GAP, centres } from "./coordinates.ts";
import { ordered } from "./crossings.ts";
import { type Boxes, type Layered, layered } from "./layers.ts";

/** Pixels between two rows: more where a line goes far sideways, or curves would lie flat. */
const ROW_GAP = 26;
const ROW_GAP_MOST = 60;
/** Sideways pixels that cost one more pixel of row gap. */
const SLOPE = 14;
/** Pixels between lines that go around the drawing, and how many of them lie side by side. */
const AROUND_GAP = 9;
const AROUND_LANES = 24;
/** A line keeps to this many runs at each end; those between are left out. */
const RUNS_AT_END = 12;

interface Rows {
  /** Top of each layer. */
  readonly top: Float64Array;
  readonly height: Float64Array;
}

function rowsOf(boxes: Boxes, graph: Layered, x: Float64Array): Rows {
  const { layers, layer } = graph;
  const height = new Float64Array(layers);
  for (let v = 0; v < graph.boxes; v++) {
    const l = layer[v] ?? 0;
    height[l] = Math.max(height[l] ?? 0, boxes.height[v] ?? 0);
  }
  const aside = new Float64Array(layers);
  for (let s = 0; s < graph.segFrom.length; s++) {
    const u = graph.segFrom[s] ?? 0;
    const l = layer[u] ?? 0;
    aside[l] = Math.max(aside[l] ?? 0, Math.abs((x[graph.segTo[s] ?? 0] ?? 0) - (x[u] ?? 0)));
  }
  const top = new Float64Array(layers);
  for (let l = 1; l < layers; l++) {
    const gap = Math.min(ROW_GAP_MOST, Math.max(ROW_GAP, (aside[l - 1] ?? 0) / SLOPE + ROW_GAP / 2));
    top[l] = (top[l - 1] ?? 0) + (height[l - 1] ?? 0) + gap;
  }
  return { top, height };
}

/** x of the lane right of the drawing that each line of `graph.around` takes; lines that do not meet share one. */
function lanesAround(boxes: Boxes, graph: Layered, right: number): Float64Array {
  const lines = Array.from(graph.around.keys());
  const start = (i: number) => graph.layer[boxes.from[graph.around[i] ?? 0] ?? 0] ?? 0;
  const end = (i: number) => graph.layer[boxes.to[graph.around[i] ?? 0] ?? 0] ?? 0;
  lines.sort((a, b) => start(a) - start(b) || a - b);
  const free = new Int32Array(AROUND_LANES);
  const x = new Float64Array(lines.length);
  for (const i of lines) {
    let lane = free.findIndex((until) => until <= start(i));
    if (lane < 0) lane = i % AROUND_LANES;
    free[lane] = Math.max(free[lane] ?? 0, end(i));
    x[i] = right + BOX_GAP + lane * AROUND_GAP;
  }
  return x;
}

/** The runs of every line: straight pieces of its lane, without joints between pieces of equal x. */
function runsOf(boxes: Boxes, graph: Layered, x: Float64Array, rows: Rows, right: number): Runs {
  const lines = boxes.from.length;
  const from = new Int32Array(lines + 1);
  const at: number[] = [];
  const aroundAt = new Map(Array.from(graph.around, (e, i) => [e, i]));
  const around = lanesAround(boxes, graph, right);
  const bottom = (l: number) => (rows.top[l] ?? 0) + (rows.height[l] ?? 0);
  for (let e = 0; e < lines; e++) {
    const a = graph.layer[boxes.from[e] ?? 0] ?? 0;
    const b = graph.layer[boxes.to[e] ?? 0] ?? 0;
    const lane = graph.lane[boxes.tensor[e] ?? 0] ?? -1;
    const outer = aroundAt.get(e);
    const own: number[] = [];
    if (outer !== undefined) own.push(around[outer] ?? 0, rows.top[a + 1] ?? 0, bottom(b - 1));
    else if (lane >= 0) {
      for (let l = a + 1; l < b; l++) {
        const here = x[lane + l - a - 1] ?? 0;
        const last = own.length - 3;
        if (last >= 0 && Math.abs((own[last] ?? 0) - here) < 0.01) own[last + 2] = bottom(l);
        else own.push(here, rows.top[l] ?? 0, bottom(l));
      }
    }
    const most = RUNS_AT_END * 3;
    if (own.length > 2 * most) own.splice(most, own.length - 2 * most);
    for (const n of own) at.push(n);
    from[e + 1] = at.length / 3;
  }
  return { from, at: Float32Array.from(at) };
}

/** Places boxes and lines. Deterministic; a cycle, which only a faulty plan has, is drawn with a line upwards. */
export function layOutLayered(boxes: Boxes): Placing {
  const graph = layered(boxes);
  const x = centres(graph, ordered(graph), boxes.width);
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < graph.count; v++) {
    const half = v < graph.boxes ? (boxes.width[v] ?? 0) / 2 : 0;
    left = Math.min(left, (x[v] ?? 0) - half);
    right = Math.max(right, (x[v] ?? 0) + half);
  }
  for (let v = 0; v < graph.count; v++) x[v] = (x[v] ?? 0) - left;
  const rows = rowsOf(boxes, graph, x);
  const at = new Float32Array(2 * graph.boxes);
  for (let v = 0; v < graph.boxes; v++) {
    const l = graph.layer[v] ?? 0;
    at[2 * v] = (x[v] ?? 0) - (boxes.width[v] ?? 0) / 2;
    at[2 * v + 1] = (rows.top[l] ?? 0) + ((rows.height[l] ?? 0) - (boxes.height[v] ?? 0)) / 2;
  }
  return { at, runs: runsOf(boxes, graph, x, rows, right - left) };
}
