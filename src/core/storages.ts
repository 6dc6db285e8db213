/** From tensors to storages: what has to be placed, where, for how long, and how large. */

import { leastCommon } from "./align.ts";
import type { Graph } from "./graph.ts";
import type { Lifetimes } from "./life/lifetime-rule.ts";
import { groupBy } from "./lists.ts";
import type { Lists } from "./plan.types.ts";
import type { Sharing } from "./sharing.ts";

/** Storages before they have a place: columns as in StorageColumns. */
export interface Unplaced {
  readonly count: number;
  readonly id: readonly string[];
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly bytes: Float64Array;
  /** The largest alignment of its arena and its tensors. */
  readonly alignment: Float64Array;
  /** Its offset is a multiple of this: of every alignment in it. */
  readonly stride: Float64Array;
  readonly arena: Int32Array;
  readonly tensor: Int32Array;
  readonly workspaceOf: Int32Array;
  readonly tensors: Lists;
  /** Offset that the document fixes, or −1. */
  readonly fixed: Float64Array;
  /** Equal for storages of equal dtype and shape. */
  readonly type: readonly string[];
  /** Storage of each tensor, or −1. */
  readonly ofTensor: Int32Array;
}

/** One storage a root in the order of the document, then one a workspace in the order of the nodes. */
export function storagesOf(
  graph: Graph,
  sharing: Sharing,
  lifetimes: Lifetimes,
  step: Int32Array,
  arenaAlignments: readonly number[],
): Unplaced {
  const { tensors, nodes } = graph.document;
  const roots = indicesWhere(graph.tensors, (t) => sharing.root[t] === t);
  const scratch = indicesWhere(graph.nodes, (n) => (graph.workspace[n] ?? 0) > 0);
  const count = roots.length + scratch.length;
  const columns = emptyColumns(count);
  const names = new Set(roots.map((t) => tensors[t]?.id ?? ""));
  const storageOfRoot = new Int32Array(graph.tensors).fill(-1);
  roots.forEach((t, s) => {
    storageOfRoot[t] = s;
    columns.id.push(tensors[t]?.id ?? "");
    columns.type.push(typeOf(graph, t));
    columns.start[s] = lifetimes.start[t] ?? 0;
    columns.end[s] = lifetimes.end[t] ?? 0;
    columns.bytes[s] = graph.bytes[t] ?? 0;
    columns.arena[s] = graph.arena[t] ?? 0;
    columns.tensor[s] = t;
    // what has no bytes needs no place
    columns.fixed[s] = columns.bytes[s] === 0 ? -1 : (tensors[t]?.offset ?? -1);
    columns.alignment[s] = arenaAlignments[graph.arena[t] ?? 0] ?? 1;
  });
  scratch.forEach((n, k) => {
    const s = roots.length + k;
    columns.id.push(freshName(`workspace:${nodes[n]?.id ?? ""}`, names));
    columns.type.push(`${graph.workspace[n]} bytes`);
    columns.start[s] = step[n] ?? 0;
    columns.end[s] = (step[n] ?? 0) + 1;
    columns.bytes[s] = graph.workspace[n] ?? 0;
    columns.workspaceOf[s] = n;
    columns.alignment[s] = arenaAlignments[0] ?? 1;
  });
  columns.stride.set(columns.alignment);
  const ofTensor = sharing.root.map((root) => (root < 0 ? -1 : (storageOfRoot[root] ?? -1)));
  const members = indicesWhere(graph.tensors, (t) => (ofTensor[t] ?? -1) >= 0);
  for (const t of members) {
    const s = ofTensor[t] ?? 0;
    const alignment = tensors[t]?.alignment ?? 1;
    columns.start[s] = Math.min(columns.start[s] ?? 0, lifetimes.start[t] ?? 0);
    columns.end[s] = Math.max(columns.end[s] ?? 0, lifetimes.end[t] ?? 0);
    columns.alignment[s] = Math.max(columns.alignment[s] ?? 1, alignment);
    columns.stride[s] = leastCommon(columns.stride[s] ?? 1, alignment);
  }
  const homes = Int32Array.from(members, (t) => ofTensor[t] ?? 0);
  return { ...columns, tensors: groupBy(count, homes, members), ofTensor };
}

/** Columns of `count` storages with nothing in them; the lists of names are empty. */
export function emptyColumns(count: number) {
  const id: string[] = [];
  const type: string[] = [];
  return {
    count,
    id,
    type,
    start: new Int32Array(count),
    end: new Int32Array(count),
    bytes: new Float64Array(count),
    alignment: new Float64Array(count).fill(1),
    stride: new Float64Array(count).fill(1),
    arena: new Int32Array(count),
    tensor: new Int32Array(count).fill(-1),
    workspaceOf: new Int32Array(count).fill(-1),
    fixed: new Float64Array(count).fill(-1),
  };
}

function indicesWhere(count: number, holds: (i: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = 0; i < count; i++) if (holds(i)) found.push(i);
  return found;
}

/** A tensor may bear the name that a workspace would have. */
function freshName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  while (taken.has(name)) name += "+";
  taken.add(name);
  return name;
}

function typeOf(graph: Graph, t: number): string {
  const spec = graph.document.tensors[t];
  if (spec?.dtype === undefined || spec.shape === undefined) return `${graph.bytes[t]} bytes`;
  return `${spec.dtype}[${spec.shape.map((dim) => (typeof dim === "number" ? dim : dim.max)).join(",")}]`;
}
