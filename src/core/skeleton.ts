/** A graph as boxes and lines: what layouts place and the graph pane draws. One box a node, then one a value from outside. */

import { ROLES } from "./document.ts";
import type { Graph } from "./graph.ts";

/** Columns of boxes (`count` rows) and lines (as many as `from` has). */
export interface Skeleton {
  readonly count: number;
  /** Boxes 0 … nodes − 1 are the nodes of the graph, by index; the rest are `outside`. */
  readonly nodes: number;
  /** Tensor of box nodes + i: inputs and state, which no node makes. Constants are not drawn. */
  readonly outside: Int32Array;
  /** Box that each line leaves. */
  readonly from: Int32Array;
  /** Box that each line enters. */
  readonly to: Int32Array;
  /** Tensor that each line carries. */
  readonly tensor: Int32Array;
  /** Step of each box; of one from outside: a half before its first reader's. */
  readonly step: Float32Array;
  /** Of each box, in graph pixels. */
  readonly width: Float32Array;
  readonly height: Float32Array;
}

/** Vertical runs that lines keep to on their way: line i passes runs from[i] … from[i + 1] − 1 in order. */
export interface Runs {
  readonly from: Int32Array;
  /** Of run r: x at [3 r], where it begins and ends in y at [3 r + 1] and [3 r + 2]. */
  readonly at: Float32Array;
}

/** Where everything is drawn, in graph pixels, y downwards, nothing left of or above 0. */
export interface Placing {
  /** Top-left corner of box i at [2 i], [2 i + 1]. */
  readonly at: Float32Array;
  readonly runs: Runs;
}

export interface BoxSizes {
  readonly node: readonly [width: number, height: number];
  readonly outside: readonly [width: number, height: number];
}

const OUTSIDE: readonly number[] = [ROLES.indexOf("input"), ROLES.indexOf("state")];

/** The boxes and lines of a graph whose node i runs at step[i]. */
export function skeletonOf(graph: Graph, step: Int32Array, sizes: BoxSizes): Skeleton {
  const boxOf = Int32Array.from(graph.producer);
  const outside: number[] = [];
  for (let t = 0; t < graph.tensors; t++) {
    if ((graph.producer[t] ?? -1) >= 0 || !OUTSIDE.includes(graph.role[t] ?? 0)) continue;
    boxOf[t] = graph.nodes + outside.length;
    outside.push(t);
  }
  const { from: first, items } = graph.readers;
  let lines = 0;
  for (let t = 0; t < graph.tensors; t++)
    if ((boxOf[t] ?? -1) >= 0) lines += (first[t + 1] ?? 0) - (first[t] ?? 0);

  const count = graph.nodes + outside.length;
  const made: Skeleton = {
    count,
    nodes: graph.nodes,
    outside: Int32Array.from(outside),
    from: new Int32Array(lines),
    to: new Int32Array(lines),
    tensor: new Int32Array(lines),
    step: new Float32Array(count).fill(-0.5),
    width: new Float32Array(count).fill(sizes.outside[0]).fill(sizes.node[0], 0, graph.nodes),
    height: new Float32Array(count).fill(sizes.outside[1]).fill(sizes.node[1], 0, graph.nodes),
  };
  made.step.set(step.subarray(0, graph.nodes));
  let line = 0;
  for (let t = 0; t < graph.tensors; t++) {
    const box = boxOf[t] ?? -1;
    if (box < 0) continue;
    let earliest = Number.POSITIVE_INFINITY;
    for (let i = first[t] ?? 0; i < (first[t + 1] ?? 0); i++) {
      const reader = items[i] ?? 0;
      made.from[line] = box;
      made.to[line] = reader;
      made.tensor[line] = t;
      line++;
      earliest = Math.min(earliest, step[reader] ?? 0);
    }
    if (box >= graph.nodes && Number.isFinite(earliest)) made.step[box] = earliest - 0.5;
  }
  return made;
}
