/** One cell of a graph made ready for a search: nodes and groups numbered anew. */

import { groupBy, rowOf } from "../lists.ts";
import type { Lists } from "../plan.types.ts";
import type { Costs } from "./costs.ts";

export interface Cell {
  /** Nodes of the graph, in a topological order. */
  readonly nodes: Int32Array;
  readonly count: number;
  /** Words of a set of nodes. */
  readonly words: number;
  readonly before: Lists;
  readonly after: Lists;
  /** Groups that die in this cell, and which of them each node reads. */
  readonly reads: Lists;
  readonly groupBytes: Float64Array;
  /** −1: made before this cell. */
  readonly maker: Int32Array;
  readonly readers: Lists;
  /** Bytes that a node needs beyond what is alive: what it makes and its scratch. */
  readonly adds: Float64Array;
  /** Bytes that a node makes and that outlive its step. */
  readonly leaves: Float64Array;
  /** Of these, bytes that outlive the cell. */
  readonly stays: Float64Array;
  /** Rights to write in place: over which group, what is written (numbered over the graph), what it spares. */
  readonly rights: { from: Int32Array; over: Int32Array; writes: Int32Array; spares: Float64Array };
  /** Bytes alive when the cell begins. */
  readonly atStart: number;
  /** Bytes alive at the first step beyond those. */
  readonly firstOnly: number;
}

/** `cellOf` says of each node of the graph in which cell it is; `nodes` are those of this one, in a topological order. */
export function cellFrom(
  costs: Costs,
  cellOf: Int32Array,
  cell: number,
  nodes: Int32Array,
  atStart: number,
): Cell {
  const local = new Map<number, number>();
  nodes.forEach((node, i) => {
    local.set(node, i);
  });
  const groups = new Map<number, number>();
  const readRows: number[] = [];
  const readItems: number[] = [];
  const readerRows: number[] = [];
  const readerItems: number[] = [];
  nodes.forEach((node, i) => {
    for (const g of rowOf(costs.reads, node)) {
      let at = groups.get(g);
      if (at === undefined) {
        const later = rowOf(costs.readers, g).some((reader) => (cellOf[reader] ?? 0) > cell);
        at = later ? -1 : groups.size;
        if (later) continue;
        groups.set(g, at);
      }
      readRows.push(i);
      readItems.push(at);
      readerRows.push(at);
      readerItems.push(i);
    }
  });
  const count = nodes.length;
  const leaves = Float64Array.from(nodes, (n) => (costs.made[n] ?? 0) - (costs.unread[n] ?? 0));
  const stays = leaves.slice();
  const dying = [...groups.keys()];
  const maker = Int32Array.from(dying, (g) => local.get(costs.maker[g] ?? -1) ?? -1);
  const groupBytes = Float64Array.from(dying, (g) => costs.bytes[g] ?? 0);
  maker.forEach((node, g) => {
    if (node >= 0) stays[node] = (stays[node] ?? 0) - (groupBytes[g] ?? 0);
  });
  const edges = edgesWithin(costs, nodes, local);
  return {
    nodes,
    count,
    words: Math.ceil(count / 32),
    before: groupBy(count, edges.to, edges.from),
    after: groupBy(count, edges.from, edges.to),
    reads: groupBy(count, readRows, readItems),
    groupBytes,
    maker,
    readers: groupBy(dying.length, readerRows, readerItems),
    adds: Float64Array.from(nodes, (n) => (costs.made[n] ?? 0) + (costs.workspace[n] ?? 0)),
    leaves,
    stays,
    rights: rightsWithin(costs, nodes, groups),
    atStart,
    firstOnly: cell === 0 ? costs.firstOnly : 0,
  };
}

function edgesWithin(costs: Costs, nodes: Int32Array, local: ReadonlyMap<number, number>) {
  const from: number[] = [];
  const to: number[] = [];
  nodes.forEach((node, i) => {
    for (const next of rowOf(costs.after, node)) {
      const j = local.get(next);
      if (j === undefined) continue;
      from.push(i);
      to.push(j);
    }
  });
  return { from, to };
}

function rightsWithin(costs: Costs, nodes: Int32Array, groups: ReadonlyMap<number, number>): Cell["rights"] {
  const { rights, bytes } = costs;
  const from = [0];
  const over: number[] = [];
  const writes: number[] = [];
  for (const node of nodes) {
    for (let r = rights.from[node] ?? 0; r < (rights.from[node + 1] ?? 0); r++) {
      const group = groups.get(rights.over[r] ?? -1);
      if (group === undefined) continue;
      over.push(group);
      writes.push(rights.writes[r] ?? 0);
    }
    from.push(over.length);
  }
  return {
    from: Int32Array.from(from),
    over: Int32Array.from(over),
    writes: Int32Array.from(writes),
    spares: Float64Array.from(writes, (g) => bytes[g] ?? 0),
  };
}
