/** Changes names, everywhere they stand. */

import { type BoxKey, boxKey } from "../box-key.ts";
import type { GraphDocument, NodeSpec } from "../document.ts";
import { ok } from "../result.ts";
import { indexOf, nodeOf, tensorOf } from "./index-of.ts";
import { namedAfter } from "./names.ts";
import { nameFault, noNode, noTensor } from "./refuse.ts";
import type { EditResult } from "./types.ts";

/** The same array when nothing in it changes. */
function mapped<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  let changed = false;
  const made = items.map((item) => {
    const next = change(item);
    changed ||= next !== item;
    return next;
  });
  return changed ? made : items;
}

const swap =
  (names: ReadonlyMap<string, string>) =>
  (id: string): string =>
    names.get(id) ?? id;

function withPlaces(document: GraphDocument, keys: ReadonlyMap<string, string>): GraphDocument {
  const { drawing } = document;
  const places = Object.entries(drawing?.at ?? {});
  if (drawing === undefined || !places.some(([key]) => keys.has(key))) return document;
  const at = Object.fromEntries(places.map(([key, place]) => [keys.get(key) ?? key, place]));
  return { ...document, drawing: { ...drawing, at } };
}

function withFindings(document: GraphDocument, keys: ReadonlyMap<string, string>): GraphDocument {
  const { findings } = document;
  if (findings === undefined) return document;
  const changed = mapped(findings, (finding) => {
    const at = mapped(finding.at, swap(keys));
    return at === finding.at ? finding : { ...finding, at };
  });
  return changed === findings ? document : { ...document, findings: changed };
}

/** Gives tensors other names. */
function renamedTensors(document: GraphDocument, names: ReadonlyMap<string, string>): GraphDocument {
  if (names.size === 0) return document;
  const to = swap(names);
  const tensors = mapped(document.tensors, (t) => (names.has(t.id) ? { ...t, id: to(t.id) } : t));
  const nodes = mapped(document.nodes, (node): NodeSpec => {
    const inputs = mapped(node.inputs, to);
    const outputs = mapped(node.outputs, to);
    return inputs === node.inputs && outputs === node.outputs ? node : { ...node, inputs, outputs };
  });
  const keys = new Map<string, string>();
  const places = new Map<string, string>();
  for (const [from, id] of names) {
    keys.set(boxKey("value", from), boxKey("value", id));
    keys.set(boxKey("output", from), boxKey("output", id));
    places.set(`tensor:${from}`, `tensor:${id}`);
  }
  const { shipped } = document;
  const offsets = shipped && Object.entries(shipped.offsets).map(([id, at]) => [to(id), at] as const);
  const named = {
    ...document,
    tensors,
    nodes,
    outputs: mapped(document.outputs, to),
    ...(shipped && offsets ? { shipped: { ...shipped, offsets: Object.fromEntries(offsets) } } : {}),
  };
  return withFindings(withPlaces(named, keys), places);
}

/** Outputs that go by the name of their node go by its new name, as far as that is free. */
function outputsOf(document: GraphDocument, node: NodeSpec, to: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (node.drawn === undefined) return names;
  node.outputs.forEach((id, i) => {
    const wanted = to + id.slice(node.id.length);
    if (namedAfter(node, i) && tensorOf(document, wanted) === undefined) names.set(id, wanted);
  });
  return names;
}

/** Refuses a name that is taken or empty. The name is changed everywhere: order, groups, places. */
export function renameNode(document: GraphDocument, id: string, to: string): EditResult {
  const node = nodeOf(document, id);
  if (node === undefined) return noNode(id);
  const name = to.trim();
  if (name === id) return ok({ document, says: `Kept the name ${id}` });
  const fault = nameFault("node", name, indexOf(document).node.has(name));
  if (fault !== undefined) return fault;
  const swapped = swap(new Map([[id, name]]));
  const { order, exclusive, drawing } = document;
  const groups = drawing?.groups?.map((g) => {
    const nodes = mapped(g.nodes, swapped);
    return nodes === g.nodes ? g : { ...g, nodes };
  });
  const named: GraphDocument = {
    ...document,
    nodes: document.nodes.map((n) => (n === node ? { ...n, id: name } : n)),
    ...(order === undefined ? {} : { order: mapped(order, swapped) }),
    ...(exclusive === undefined
      ? {}
      : { exclusive: exclusive.map(([a, b]): readonly [string, string] => [swapped(a), swapped(b)]) }),
    ...(groups === undefined ? {} : { drawing: { ...drawing, groups } }),
  };
  const key = boxKey("node", name);
  const keys = new Map<string, string>([[boxKey("node", id), key]]);
  const placed = withFindings(withPlaces(named, keys), keys);
  return ok({
    document: renamedTensors(placed, outputsOf(document, node, name)),
    says: `Renamed ${id} to ${name}`,
    chosen: [key],
  });
}

export function renameTensor(document: GraphDocument, id: string, to: string): EditResult {
  const { tensor, maker } = indexOf(document);
  if (!tensor.has(id)) return noTensor(id);
  const name = to.trim();
  if (name === id) return ok({ document, says: `Kept the name ${id}` });
  const fault = nameFault("tensor", name, tensor.has(name));
  if (fault !== undefined) return fault;
  const made = renamedTensors(document, new Map([[id, name]]));
  const chosen: readonly BoxKey[] = [boxKey("value", name)];
  return ok({ document: made, says: `Renamed ${id} to ${name}`, ...(maker.has(id) ? {} : { chosen }) });
}
