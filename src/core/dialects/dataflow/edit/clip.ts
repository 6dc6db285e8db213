/** A node that travels: a clip is a dataflow document of its own, so its text can be read, opened and pasted anywhere. */

import { ok, type Result } from "../../../result.ts";
import type { DataflowDocument, PortSpec, StreamNode } from "../document.ts";
import { findNode } from "./find.ts";

type Types = DataflowDocument["types"];

/** What a clip says beyond a dataflow document. */
interface StreamClip extends DataflowDocument {
  readonly clip: true;
}

export function isStreamClip(document: DataflowDocument): boolean {
  return (document as { readonly clip?: unknown }).clip === true;
}

function portsOf({ inputs, outputs }: StreamNode): readonly PortSpec[] {
  return [...(inputs ?? []), ...(outputs ?? [])];
}

/** The types, and those that they are references to. */
export function typesReached(types: Types, names: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of names) {
    let next: string | undefined = name;
    while (next !== undefined && !found.has(next) && Object.hasOwn(types, next)) {
      found.add(next);
      next = types[next]?.sharedOf;
    }
  }
  return found;
}

/** A node with the types of its ports and its constants, marked `"clip": true`; nothing is connected to it. */
export function streamClipOf(document: DataflowDocument, id: string): Result<DataflowDocument> {
  const found = findNode(document, id);
  if (!found.ok) return found;
  const node = found.value;
  const used = typesReached(
    document.types,
    portsOf(node).map(({ type }) => type),
  );
  const places = document.drawing?.at ?? {};
  const place = Object.hasOwn(places, id) ? places[id] : undefined;
  const clip: StreamClip = {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: document.name,
    types: Object.fromEntries(Object.entries(document.types).filter(([name]) => used.has(name))),
    nodes: [node],
    edges: document.edges.filter(({ from, to }) => from === undefined && to[0] === id),
    ...(place === undefined ? {} : { drawing: { at: { [id]: place } } }),
    clip: true,
  };
  return ok(clip);
}
