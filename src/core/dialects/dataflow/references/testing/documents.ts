/** Dataflow documents of reference-counted graphs: those whose references are known, and others by a few words. */

import type { DataflowDocument, PortSpec, ReferenceRole, StreamEdge, StreamNode } from "../../document.ts";
import type { KnownReferences } from "./known.ts";

/** Each `from > to` of `node.port`; outputs in the order of their first edges. All rates are 1. */
export function documentOf(
  name: string,
  roles: Readonly<Record<string, ReferenceRole>>,
  edges: readonly (readonly [from: readonly [string, string], to: readonly [string, string]])[],
): DataflowDocument {
  const port = (own: string): PortSpec => ({ name: own, rate: 1, type: "buffer" });
  const nodes = Object.entries(roles).map(([id, role]): StreamNode => {
    const outputs = edges.flatMap(([[node, own]]) => (node === id ? [own] : []));
    const inputs = edges.flatMap(([, [node, own]]) => (node === id ? [own] : []));
    return {
      id,
      class: "Node",
      role,
      inputs: inputs.map(port),
      outputs: [...new Set(outputs)].map(port),
    };
  });
  return {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name,
    types: { buffer: { bytes: 64 } },
    nodes,
    edges: edges.map(([from, to]): StreamEdge => ({ from, to })),
  };
}

export function knownDocument({ id, nodes, edges }: KnownReferences): DataflowDocument {
  const end = (text: string): readonly [string, string] => {
    const [node = "", port = ""] = text.split(".");
    return [node, port];
  };
  return documentOf(
    id,
    nodes,
    edges.map((edge) => {
      const [from = "", to = ""] = edge.split(" > ");
      return [end(from), end(to)];
    }),
  );
}
