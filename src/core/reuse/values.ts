/** A graph as values: tensors with their views as one, scratch as a value that its own node alone uses. */

import { leastCommon } from "../align.ts";
import { ROLES } from "../document.ts";
import type { Graph } from "../graph.ts";
import { groupBy, rowOf } from "../lists.ts";
import { namesIn } from "../names.ts";
import type { Settings } from "../settings.ts";
import { type Sharing, type SharingSettings, shareBytes } from "../sharing.ts";
import { FREE, PINNED, RESULT, type Values } from "./relation.ts";

export interface GraphValues extends Values {
  /** Who lives in whose bytes by view; in-place is not taken here. */
  readonly views: Sharing;
  /** The tensor that owns its bytes; −1 for scratch. */
  readonly tensor: Int32Array;
  /** The node whose scratch it is; −1 for a tensor. */
  readonly workspaceOf: Int32Array;
  /** Value of each tensor; −1 when it is kept outside the arenas. */
  readonly ofTensor: Int32Array;
  readonly bytes: Float64Array;
  readonly arena: Int32Array;
  /** Rights that may be used where the order allows it. */
  readonly rights: readonly Takeover[];
}

/** Value `to` may be written over `from`, `at` bytes from its start. */
export interface Takeover {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** Of all orders `step` is one: what views share does not depend on it. Values come as storages do: tensors, then scratch. */
export function valuesOf(
  graph: Graph,
  order: Int32Array,
  step: Int32Array,
  settings: SharingSettings,
): GraphValues {
  const views = shareBytes(graph, order, step, { ...settings, inplace: false });
  const tensors = indicesWhere(graph.tensors, (t) => views.root[t] === t);
  const scratch = indicesWhere(graph.nodes, (n) => (graph.workspace[n] ?? 0) > 0);
  const valueOfRoot = new Int32Array(graph.tensors).fill(-1);
  tensors.forEach((t, v) => {
    valueOfRoot[t] = v;
  });
  const ofTensor = views.root.map((root) => (root < 0 ? -1 : (valueOfRoot[root] ?? -1)));
  const count = tensors.length + scratch.length;
  const producer = Int32Array.from([...tensors.map((t) => graph.producer[t] ?? -1), ...scratch]);
  const stays = new Uint8Array(count);
  ofTensor.forEach((v, t) => {
    if (v >= 0) stays[v] = Math.max(stays[v] ?? FREE, staysOf(graph, t, settings));
  });
  const rights = settings.inplace ? rightsOf(graph, views, ofTensor, stays, settings) : [];
  return {
    count,
    producer,
    users: usersOf(graph, count, ofTensor, scratch),
    stays,
    takeovers: groupBy(
      count,
      rights.map((r) => r.from),
      rights.map((r) => r.to),
    ),
    views,
    tensor: Int32Array.from([...tensors, ...scratch.map(() => -1)]),
    workspaceOf: Int32Array.from([...tensors.map(() => -1), ...scratch]),
    ofTensor,
    bytes: Float64Array.from([
      ...tensors.map((t) => graph.bytes[t] ?? 0),
      ...scratch.map((n) => graph.workspace[n] ?? 0),
    ]),
    arena: Int32Array.from([...tensors.map((t) => graph.arena[t] ?? 0), ...scratch.map(() => 0)]),
    rights,
  };
}

function staysOf(graph: Graph, t: number, settings: Pick<Settings, "preserveInputs">): number {
  const role = ROLES[graph.role[t] ?? 0];
  if (role === "constant" || role === "state" || (role === "input" && settings.preserveInputs)) return PINNED;
  return graph.output[t] === 1 ? RESULT : FREE;
}

/** Each reader once, however many of a value's tensors it reads. */
function usersOf(graph: Graph, count: number, ofTensor: Int32Array, scratch: readonly number[]) {
  const members = groupBy(
    count,
    indicesWhere(graph.tensors, (t) => (ofTensor[t] ?? -1) >= 0).map((t) => ofTensor[t] ?? 0),
    indicesWhere(graph.tensors, (t) => (ofTensor[t] ?? -1) >= 0),
  );
  const seenBy = new Int32Array(graph.nodes).fill(-1);
  const rows: number[] = [];
  const users: number[] = [];
  const firstScratch = count - scratch.length;
  for (let v = 0; v < count; v++) {
    for (const t of rowOf(members, v)) {
      for (const reader of rowOf(graph.readers, t)) {
        if (seenBy[reader] === v) continue;
        seenBy[reader] = v;
        rows.push(v);
        users.push(reader);
      }
    }
    if (v < firstScratch) continue;
    rows.push(v);
    users.push(scratch[v - firstScratch] ?? 0);
  }
  return groupBy(count, rows, users);
}

/** Rights to write in place that hold but for the order: of the same arena, inside the input, beside nothing else it reads. */
function rightsOf(
  graph: Graph,
  views: Sharing,
  ofTensor: Int32Array,
  stays: Uint8Array,
  settings: SharingSettings,
): Takeover[] {
  const never = new Set(namesIn(settings.inplaceExcept));
  const copies = new Set(views.copies);
  const stride = graph.document.tensors.reduce((all, t) => leastCommon(all, t.alignment ?? 1), 1);
  const rights: Takeover[] = [];
  graph.document.nodes.forEach(({ mayShare = [], op }, node) => {
    if (never.has(op)) return;
    const first = rights.length;
    for (const share of mayShare) {
      const input = rowOf(graph.inputs, node)[share.input] ?? -1;
      const output = rowOf(graph.outputs, node)[share.output] ?? -1;
      if (share.how !== "inplace" || views.root[output] !== output || copies.has(output)) continue;
      const [from, to] = [ofTensor[input] ?? -1, ofTensor[output] ?? -1];
      const bytes = graph.bytes[output] ?? 0;
      // another result of this node looks at the same bytes
      if (rowOf(graph.outputs, node).some((other) => ofTensor[other] === from)) continue;
      if (from < 0 || to < 0 || stays[from] !== FREE || bytes === 0) continue;
      const root = views.root[input] ?? input;
      const at = views.byteOffset[input] ?? 0;
      // at a multiple of every alignment, so that it stays aligned wherever `from` itself is written
      if (bytes > (graph.bytes[input] ?? 0) || at % stride !== 0) continue;
      if (graph.arena[output] !== graph.arena[root] || readsAcross(graph, views, node, input)) continue;
      const known = rights.slice(first).some((r) => r.from === from && r.to === to);
      if (!known) rights.push({ from, to, at });
    }
  });
  return rights;
}

/** Whether the node reads, besides `input`, other bytes of its storage that would change under its hands. */
function readsAcross(graph: Graph, views: Sharing, node: number, input: number): boolean {
  const begin = views.byteOffset[input] ?? 0;
  const end = begin + (graph.bytes[input] ?? 0);
  for (const other of rowOf(graph.inputs, node)) {
    if (views.root[other] !== views.root[input]) continue;
    const from = views.byteOffset[other] ?? 0;
    const to = from + (graph.bytes[other] ?? 0);
    if ((from !== begin || to !== end) && from < end && begin < to) return true;
  }
  return false;
}

function indicesWhere(count: number, holds: (i: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = 0; i < count; i++) if (holds(i)) found.push(i);
  return found;
}
