/** Nodes added, copied and removed. */

import { sayNames } from "../../../edit/names.ts";
import { fail } from "../../../result.ts";
import type { DataflowDocument, StreamNode } from "../document.ts";
import {
  defined,
  edgeWords,
  findEdge,
  findNode,
  freeNodeNames,
  nodeNameFault,
  reshaped,
  unchanged,
} from "./find.ts";
import { nodeOfKind, STREAM_NODE_KINDS } from "./palette.ts";
import { withPlaces } from "./place.ts";
import type { StreamEditResult } from "./types.ts";

export interface NewNode {
  /** Absent: as its kind is called, with a number. */
  readonly id?: string;
  /** Of its ports; absent: the type that the ports of the last node have. */
  readonly type?: string;
  /** Samples a firing of all its ports; absent: 1. */
  readonly rate?: number;
  /** Where it is drawn; absent: it is placed like all others. */
  readonly at?: readonly [x: number, y: number];
}

/** The type that somebody who goes on drawing most likely wants. */
function usualType(document: DataflowDocument): string | undefined {
  const last = document.nodes.findLast(({ inputs, outputs }) => (outputs ?? inputs ?? []).length > 0);
  return last?.outputs?.[0]?.type ?? last?.inputs?.[0]?.type ?? Object.keys(document.types)[0];
}

/** `kind` is one of STREAM_NODE_KINDS. */
export function addStreamNode(document: DataflowDocument, kind: string, how: NewNode = {}): StreamEditResult {
  const made = STREAM_NODE_KINDS.find((k) => k.kind === kind);
  if (made === undefined) return fail("unknown-kind", `There is no kind of node called ${kind}.`);
  const wanted = how.id?.trim();
  const fault = wanted === undefined ? undefined : nodeNameFault(document, wanted);
  if (fault !== undefined) return fault;
  const id = wanted ?? freeNodeNames(document).numbered(made.stem);
  const type = how.type ?? usualType(document) ?? "float";
  const known = Object.hasOwn(document.types, type);
  if (!known && how.type !== undefined)
    return fail("unknown-type", `There is no type ${type}.`, { help: "Add it to the types first." });
  const rate = how.rate ?? 1;
  if (!Number.isSafeInteger(rate) || rate < 1) return fail("bad-rate", "A rate is a whole number from 1 up.");
  const grown: DataflowDocument = {
    ...document,
    ...(known ? {} : { types: { ...document.types, [type]: { bytes: 4 } } }),
    nodes: [...document.nodes, nodeOfKind(made, id, { type, rate })],
  };
  const placed = how.at === undefined ? grown : withPlaces(grown, { [id]: how.at });
  return reshaped(placed, `Added ${id}`, { made: [id] });
}

/** Removes nodes with their connections, and connections by their positions. */
export function removeStreamParts(
  document: DataflowDocument,
  parts: { readonly nodes?: readonly string[]; readonly edges?: readonly number[] },
): StreamEditResult {
  const nodes = new Set(parts.nodes);
  const gone = new Set(parts.edges);
  for (const id of nodes) {
    const found = findNode(document, id);
    if (!found.ok) return found;
  }
  for (const index of gone) {
    const found = findEdge(document, index);
    if (!found.ok) return found;
  }
  if (nodes.size === 0 && gone.size === 0) return unchanged(document);
  const edges = document.edges.filter(
    ({ from, to }, e) => !gone.has(e) && !nodes.has(to[0]) && !(from !== undefined && nodes.has(from[0])),
  );
  const at = Object.fromEntries(Object.entries(document.drawing?.at ?? {}).filter(([id]) => !nodes.has(id)));
  const made: DataflowDocument = {
    ...document,
    nodes: document.nodes.filter(({ id }) => !nodes.has(id)),
    edges,
    ...(document.drawing?.at === undefined ? {} : { drawing: { ...document.drawing, at } }),
  };
  const [one] = gone;
  const edge = one === undefined ? undefined : document.edges[one];
  const ids = [...nodes];
  const says =
    ids.length > 0
      ? `Removed ${sayNames(ids, "nodes")}`
      : gone.size === 1 && edge !== undefined
        ? `Removed the connection ${edgeWords(edge)}`
        : `Removed ${gone.size} connections`;
  return reshaped(made, says);
}

/** Pixels of the drawing between a node and its copy. */
const BESIDE = 32;

/** Copies nodes with the connections between them; nothing else is connected to the copies. */
export function duplicateStreamNodes(document: DataflowDocument, ids: readonly string[]): StreamEditResult {
  const names = freeNodeNames(document);
  const copies = new Map<string, StreamNode>();
  for (const id of ids) {
    const node = findNode(document, id);
    if (!node.ok) return node;
    copies.set(id, { ...node.value, id: names.like(id) });
  }
  if (copies.size === 0) return unchanged(document);
  const renamed = (id: string) => copies.get(id)?.id ?? id;
  const edges = document.edges.flatMap((edge) => {
    const within = copies.has(edge.to[0]) && (edge.from === undefined || copies.has(edge.from[0]));
    if (!within) return [];
    const from = edge.from === undefined ? undefined : ([renamed(edge.from[0]), edge.from[1]] as const);
    // memory outside serves one FIFO
    const { buffer: _, bufferMustBeArray: __, ...rest } = edge;
    return [defined({ ...rest, from, to: [renamed(edge.to[0]), edge.to[1]] as const })];
  });
  const old = document.drawing?.at ?? {};
  const at = Object.fromEntries(
    ids.flatMap((id) => {
      const place = Object.hasOwn(old, id) ? old[id] : undefined;
      return place === undefined ? [] : [[renamed(id), [place[0] + BESIDE, place[1] + BESIDE] as const]];
    }),
  );
  const grown = {
    ...document,
    nodes: [...document.nodes, ...copies.values()],
    edges: [...document.edges, ...edges],
  };
  const made = [...copies.values()].map(({ id }) => id);
  return reshaped(
    Object.keys(at).length === 0 ? grown : withPlaces(grown, at),
    `Duplicated ${sayNames(ids, "nodes")}`,
    { made },
  );
}
