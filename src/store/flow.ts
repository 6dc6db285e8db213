/** Chooses along the flow of values: what boxes feed, and what feeds them. */

import { type BoxKey, boxKey, readBoxKey } from "../core/box-key.ts";
import type { GraphDocument } from "../core/document.ts";

/** The nodes of a box: a group has several, a value and an output none. */
function nodesOf(document: GraphDocument, keys: readonly BoxKey[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const key of keys) {
    const { kind, id } = readBoxKey(key);
    if (kind === "node") ids.add(id);
    if (kind === "group")
      for (const node of document.drawing?.groups?.find((g) => g.id === id)?.nodes ?? []) ids.add(node);
  }
  return ids;
}

function idsOf(keys: readonly BoxKey[], wanted: string): string[] {
  return keys.map(readBoxKey).flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
}

/** Boxes that read what these give: nodes, and outputs. */
export function fedBy(document: GraphDocument, keys: readonly BoxKey[]): readonly BoxKey[] {
  const from = nodesOf(document, keys);
  const given = new Set(idsOf(keys, "value"));
  for (const { id, outputs } of document.nodes) if (from.has(id)) for (const t of outputs) given.add(t);
  return [
    ...document.nodes
      .filter(({ id, inputs }) => !from.has(id) && inputs.some((t) => given.has(t)))
      .map(({ id }) => boxKey("node", id)),
    ...document.outputs.filter((t) => given.has(t)).map((t) => boxKey("output", t)),
  ];
}

/** Boxes that give what these read: nodes, and values that no node makes. */
export function feeding(document: GraphDocument, keys: readonly BoxKey[]): readonly BoxKey[] {
  const to = nodesOf(document, keys);
  const read = new Set(idsOf(keys, "output"));
  for (const { id, inputs } of document.nodes) if (to.has(id)) for (const t of inputs) read.add(t);
  const nodes = document.nodes.filter(({ id, outputs }) => !to.has(id) && outputs.some((t) => read.has(t)));
  const made = new Set(document.nodes.flatMap(({ outputs }) => outputs));
  return [
    ...nodes.map(({ id }) => boxKey("node", id)),
    ...[...read].filter((t) => !made.has(t)).map((t) => boxKey("value", t)),
  ];
}
