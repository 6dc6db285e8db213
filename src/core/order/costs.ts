/**
 * What each step of an order costs: bytes by groups of tensors that always share a storage (views), as the planner
 * counts them, padded, over all arenas together.
 *
 * A group comes alive at its maker and dies after its last reader, so the bytes alive after a set of nodes depend on the
 * set alone. Writing in place spares a group its own bytes at the step that makes it; afterwards it counts by its own
 * size, though the storage that it took over may be larger. So the model never counts too much, and it is the planner's
 * own count unless `loose` or there are several arenas (whose peaks the planner adds, at whatever steps they have them:
 * so the most of their sum is a bound, and so is the sum of the least that each could do alone).
 */

import { alignUp } from "../align.ts";
import { ROLES } from "../document.ts";
import type { Graph } from "../graph.ts";
import { groupBy, rowOf } from "../lists.ts";
import type { Lists } from "../plan.types.ts";
import { type Sharing, shareBytes } from "../sharing.ts";
import { rightsOf } from "./rights.ts";
import type { OrderTask } from "./scheduler.ts";
import { stableOrder } from "./topological.ts";

export interface Costs {
  readonly nodes: number;
  /** Distinct nodes that must run before each. */
  readonly before: Lists;
  /** Distinct nodes that wait for each. */
  readonly after: Lists;
  readonly groups: number;
  /** Padded, of each group. */
  readonly bytes: Float64Array;
  /** Node that makes each group, or −1: it is there before the first step. */
  readonly maker: Int32Array;
  /** Distinct nodes that read each group. */
  readonly readers: Lists;
  /** 1 for a group that lives to the end. */
  readonly kept: Uint8Array;
  /** Distinct groups each node reads that can die. */
  readonly reads: Lists;
  /** Bytes of the groups each node makes. */
  readonly made: Float64Array;
  /** Of these, bytes that nobody reads and nobody keeps: gone after the step. */
  readonly unread: Float64Array;
  /** Scratch of each node, padded. */
  readonly workspace: Float64Array;
  /** Rights to write in place, of each node, in the order in which the planner tries them. */
  readonly rights: Rights;
  /** Bytes alive before the first step. */
  readonly atStart: number;
  /** Bytes alive at the first step only: inputs that nobody reads. */
  readonly firstOnly: number;
  /** A group may lie in a storage larger than itself, so the planner may count more. */
  readonly loose: boolean;
  /** Which views can be taken depends on the order: nothing follows from these costs. */
  readonly vague: boolean;
}

/** Row r of node n: `from[n] ≤ r < from[n + 1]`. */
export interface Rights {
  readonly from: Int32Array;
  /** Group that is overwritten. */
  readonly over: Int32Array;
  /** Group that is written. */
  readonly writes: Int32Array;
}

const INPUT = ROLES.indexOf("input");
const INTERMEDIATE = ROLES.indexOf("intermediate");

/** Of one arena, by its index, or of all together. Linear in the size of the graph. */
export function costsOf(task: OrderTask, arena?: number): Costs {
  const { graph, settings, alignments } = task;
  const views = task.shares && settings.views;
  const order = stableOrder(graph);
  const step = new Int32Array(graph.nodes);
  order.forEach((node, s) => {
    step[node] = s;
  });
  const sharing = shareBytes(graph, order, step, { ...settings, views, inplace: false });
  const { groups, ofTensor } = groupsOf(sharing);
  const roots = new Int32Array(groups);
  ofTensor.forEach((g, t) => {
    if (g >= 0 && sharing.root[t] === t) roots[g] = t;
  });
  const bytes = Float64Array.from(roots, (t) => {
    const home = graph.arena[t] ?? 0;
    return arena === undefined || arena === home ? alignUp(graph.bytes[t] ?? 0, alignments[home] ?? 1) : 0;
  });
  const maker = Int32Array.from(roots, (t) => graph.producer[t] ?? -1);
  const kept = new Uint8Array(groups);
  ofTensor.forEach((g, t) => {
    if (g < 0) return;
    const role = graph.role[t] ?? INTERMEDIATE;
    const throughout = role === INPUT ? settings.preserveInputs : role !== INTERMEDIATE;
    if (throughout || graph.output[t] === 1) kept[g] = 1;
  });
  const readers = readersOf(graph, ofTensor, groups);
  const { before, after } = waitsOf(graph);
  const shared = rightsOf(task, { order, sharing, ofTensor, kept, bytes });
  const made = new Float64Array(graph.nodes);
  const unread = new Float64Array(graph.nodes);
  let atStart = 0;
  let firstOnly = 0;
  for (let g = 0; g < groups; g++) {
    const size = bytes[g] ?? 0;
    const node = maker[g] ?? -1;
    const stays = kept[g] === 1 || (readers.from[g + 1] ?? 0) > (readers.from[g] ?? 0);
    if (node >= 0) {
      made[node] = (made[node] ?? 0) + size;
      if (!stays) unread[node] = (unread[node] ?? 0) + size;
    } else if (stays) atStart += size;
    else firstOnly += size;
  }
  return {
    nodes: graph.nodes,
    before,
    after,
    groups,
    bytes,
    maker,
    readers,
    kept,
    reads: readsOf(readers, kept, bytes, graph.nodes),
    made,
    unread,
    workspace: graph.workspace.map((size) => ((arena ?? 0) === 0 ? alignUp(size, alignments[0] ?? 1) : 0)),
    ...shared,
    atStart,
    firstOnly,
  };
}

/** Group of each tensor, −1 outside the arenas; groups are numbered by their roots. */
function groupsOf(sharing: Sharing): { groups: number; ofTensor: Int32Array } {
  const ofRoot = new Int32Array(sharing.root.length).fill(-1);
  let groups = 0;
  sharing.root.forEach((root, t) => {
    if (root === t) ofRoot[t] = groups++;
  });
  return { groups, ofTensor: sharing.root.map((root) => (root < 0 ? -1 : (ofRoot[root] ?? -1))) };
}

function readersOf(graph: Graph, ofTensor: Int32Array, groups: number): Lists {
  const last = new Int32Array(groups).fill(-1);
  const rows: number[] = [];
  const items: number[] = [];
  for (let n = 0; n < graph.nodes; n++) {
    for (const t of rowOf(graph.inputs, n)) {
      const g = ofTensor[t] ?? -1;
      if (g < 0 || last[g] === n) continue;
      last[g] = n;
      rows.push(g);
      items.push(n);
    }
  }
  return groupBy(groups, rows, items);
}

function readsOf(readers: Lists, kept: Uint8Array, bytes: Float64Array, nodes: number): Lists {
  const rows: number[] = [];
  const items: number[] = [];
  for (let g = 0; g < kept.length; g++) {
    if (kept[g] === 1 || bytes[g] === 0) continue;
    for (const node of rowOf(readers, g)) {
      rows.push(node);
      items.push(g);
    }
  }
  return groupBy(nodes, rows, items);
}

function waitsOf(graph: Graph): { before: Lists; after: Lists } {
  const last = new Int32Array(graph.nodes).fill(-1);
  const from: number[] = [];
  const to: number[] = [];
  for (let n = 0; n < graph.nodes; n++) {
    for (const t of rowOf(graph.inputs, n)) {
      const producer = graph.producer[t] ?? -1;
      if (producer < 0 || last[producer] === n) continue;
      last[producer] = n;
      from.push(producer);
      to.push(n);
    }
  }
  return { before: groupBy(graph.nodes, to, from), after: groupBy(graph.nodes, from, to) };
}
